"""Annual reports: list, one report, comparison, downloads."""
