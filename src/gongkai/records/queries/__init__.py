"""Reads: the log, numbers, files, jobs."""
