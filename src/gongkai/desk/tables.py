"""Rows as a file for spreadsheets, written while they are read."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from gongkai.documents.writing.as_csv import harmless


class _Line:
    """A file of one line: what `csv.writer` writes is handed on at once."""

    def write(self, text: str) -> bytes:
        return text.encode("utf-8", "replace")


def as_csv(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Rows as CSV that Excel opens as intended and does not run; sent line by line, however many there are."""
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def attachment(name: str, data: bytes, content_type: str) -> HttpResponse:
    """A file that browsers save and never open as a page of this site."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    writer = csv.writer(_Line())
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield writer.writerow([harmless(str(value)) for value in row])
