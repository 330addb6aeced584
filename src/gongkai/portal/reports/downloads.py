"""A report as a file to take away."""

from collections.abc import Callable, Sequence
from csv import writer
from dataclasses import dataclass
from io import StringIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai.documents.writing.as_csv import harmless, to_csv
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.documents.writing.as_xlsx import to_xlsx
from gongkai.law.report.content import Report

JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
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


def attachment(data: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that browsers save and never open as a page of this site."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def table(name: str, rows: Sequence[Sequence[object]]) -> HttpResponse:
    """Rows as CSV that Excel opens as intended and does not run."""
    out = StringIO(newline="")
    writer(out).writerows([harmless(str(value)) for value in row] for row in rows)
    return attachment(out.getvalue().encode("utf-8-sig"), name, CSV)
