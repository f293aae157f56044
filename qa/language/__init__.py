"""What is known of English text by rule: words, names, numbers, quotations and who says them."""
