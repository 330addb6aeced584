"""Reads of clean-up campaigns: how far they are, what each body concludes, what follows from it."""
