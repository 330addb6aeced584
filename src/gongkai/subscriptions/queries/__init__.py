"""Reads: what can be subscribed to, what is new of it, how many want it."""
