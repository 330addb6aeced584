"""Reads: faults that readers found, whether pages were of use."""
