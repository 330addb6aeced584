"""Reads: the facts of agencies as inspections look at them, and what examinations found."""
