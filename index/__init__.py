"""The write path: from sources to a searchable library. Knows nothing of questions."""
