"""Rows as a file for spreadsheets, written while they are read."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.documents.writing.as_csv import harmless
from gongkai.guard import actions as guard

TOO_MANY = Trouble(429, "导出过于频繁", "一小时内导出的次数有限，请稍后再试。")


class _Line:
    """A file of one line: what `csv.writer` writes is handed on at once."""

    def write(self, text: str) -> bytes:
        return text.encode("utf-8", "replace")


def few_an_hour(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, so often in an hour as one person may export."""

    @wraps(view)
    def asked(request: DeskRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not guard.allowed("export", request.actor.username, settings.EXPORTS_PER_HOUR, at=request.at):
            return trouble(request, TOO_MANY)
        return view(request, *args, **kwargs)

    return asked


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
