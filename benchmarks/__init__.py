"""Scripts that measure; their results are in docs/."""
