"""What a worker process does with one file: read it, check it, put the result into words or JSON.

Only workers import this module, so that the command itself starts at once.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from click import unstyle

from gongkai.cli import view
from gongkai.cli.jobs import Done, Job
from gongkai.documents.loading import load
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing import as_csv, as_json, as_xlsx
from gongkai.documents.writing.finding_record import finding_json
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level


def load_file(job: Job) -> Done:
    """The report itself, for checks against others."""
    try:
        return Done(report=load(job.path))
    except Unreadable as error:
        return _unreadable(job, error)


def read_file(job: Job) -> Done:
    """The report as read, as JSON or as text for a terminal."""
    try:
        report = load(job.path)
    except Unreadable as error:
        return _unreadable(job, error)
    if job.json:
        return Done(_line(as_json.to_json(report), job))
    return Done(_text(view.report_text(report, job.shown, job.columns), job))


def check_file(job: Job) -> Done:
    """The report with its findings, as JSON or as text for a terminal."""
    try:
        report = load(job.path)
    except Unreadable as error:
        return _unreadable(job, error)
    level = Level(job.level) if job.level else None
    findings = check(report, previous=job.previous, children=job.children, level=level)
    counts = Counter(finding.severity.value for finding in findings)
    if job.json:
        listed = [finding_json(finding) for finding in findings]
        document = {"file": job.shown, "report": as_json.to_json(report), "findings": listed}
        return Done(_line(document, job), counts=counts)
    return Done(_text(view.findings_text(report, findings, job.shown, job.columns), job), counts=counts)


def convert_file(job: Job) -> Done:
    """The report in another format, as the bytes of a file."""
    try:
        report = load(job.path)
    except Unreadable as error:
        return _unreadable(job, error)
    lost = len(report.unread) if job.to != "json" else 0
    return Done(_converted(report, job.to), note=f"有 {lost} 处未能识读，没有写进表格。" if lost else "")


def _converted(report: Report, to: str) -> bytes:
    match to:
        case "xlsx":
            return as_xlsx.to_xlsx(report)
        case "csv":
            return as_csv.to_csv(report)
        case _:
            return as_json.dumps(as_json.to_json(report), indent=2) + b"\n"


def _unreadable(job: Job, why: Unreadable) -> Done:
    output = _line({"file": job.shown, "error": str(why)}, job) if job.json else b""
    return Done(output, unreadable=str(why))


def _line(document: Mapping[str, Any], job: Job) -> bytes:
    return as_json.dumps(document, indent=job.indent) + b"\n"


def _text(text: str, job: Job) -> str:
    return text if job.colour else unstyle(text)
