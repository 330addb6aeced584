"""Reads: which reports there are, one with all that a page shows of it; those that the platform compiles."""

from gongkai.annual_reports.queries.versions import (
    Badge,
    ReportRow,
    StoredReport,
    contents,
    current,
    key_of,
    last_day,
    newest,
    original,
    puts,
    rows,
    stored,
    years,
)

__all__ = [
    "Badge",
    "ReportRow",
    "StoredReport",
    "contents",
    "current",
    "key_of",
    "last_day",
    "newest",
    "original",
    "puts",
    "rows",
    "stored",
    "years",
]
