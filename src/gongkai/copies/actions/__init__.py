"""Writes: the files follow what is public."""
