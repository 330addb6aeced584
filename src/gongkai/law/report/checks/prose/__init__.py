"""Checks of the figures in the prose: R306 against the tables, R501 to R505 against each other."""

from gongkai.law.report.checks.prose import against_tables, against_years, sums_and_shares, twice_told

__all__ = ["against_tables", "against_years", "sums_and_shares", "twice_told"]
