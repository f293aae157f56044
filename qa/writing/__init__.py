"""What the language-model path is made of: prompts, models, and the check of what they write."""
