"""What a question asks: follow-ups, days, outlets, spellings and the kind of answer."""
