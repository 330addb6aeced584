"""Writes: the log, numbers, files, jobs."""
