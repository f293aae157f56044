"""Evaluating answers against fixtures: cases in, a report out."""
