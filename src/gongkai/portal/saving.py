"""What visitors take away: files that browsers save, tables that Excel opens."""

from collections.abc import Iterable, Sequence
from csv import writer
from io import StringIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai.documents.writing.as_csv import harmless

CSV = "text/csv; charset=utf-8"


def attachment(data: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that browsers save and never open as a page of this site."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def table(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Rows as CSV that Excel opens as intended and does not run."""
    out = StringIO(newline="")
    writer(out).writerows([harmless(str(value)) for value in row] for row in rows)
    return attachment(out.getvalue().encode("utf-8-sig"), name, CSV)
