"""A report as a file to take away."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from gongkai.documents.writing.as_csv import to_csv
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.documents.writing.as_xlsx import to_xlsx
from gongkai.law.report.content import Report
from gongkai.portal.saving import CSV, attachment

JSON = "application/json; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a report: file ending, content type, function."""

    ending: str
    content_type: str
    write: Callable[[Report], bytes]


def _json(report: Report) -> bytes:
    return dumps(to_json(report), indent=1)


FORMATS = {
    "json": Format("json", JSON, _json),
    "csv": Format("csv", CSV, to_csv),
    "xlsx": Format("xlsx", XLSX, to_xlsx),
}
KINDS = (*(f"report.{kind}" for kind in FORMATS), "original")
"""The last parts of download addresses."""


def written(report: Report, kind: str, name: str) -> HttpResponse:
    """The report in a format ("json", "csv", "xlsx"), to be saved as `name` with the right ending."""
    made = FORMATS[kind]
    return attachment(made.write(report), f"{name}.{made.ending}", made.content_type)
