"""What is done with a visitor's report in a process of its own (documents.isolated): read it, check it."""

from typing import Any

from gongkai.documents.loading import load_bytes
from gongkai.documents.writing.as_json import to_json
from gongkai.documents.writing.finding_record import to_record
from gongkai.law.report.checks import check
from gongkai.law.report.schema import Level

File = tuple[bytes, str]
"""Content and name."""


def checked(file: File, previous: File | None, level: Level | None) -> dict[str, Any]:
    """The report and its findings. Raises Unreadable with what is wrong and what to do."""
    report = load_bytes(*file)
    before = load_bytes(*previous) if previous else None
    findings = check(report, previous=before, level=level)
    return {"report": to_json(report), "findings": [to_record(finding) for finding in findings]}
