"""Reads: which visits count, what was visited, how often."""
