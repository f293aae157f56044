"""Trains the small reader: data -> examples -> weights (docs/reader.md)."""
