"""Stored files, for whoever was found to have a right to them; never a page of this site, whatever is in them."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.records.actions.files import open_file
from gongkai.records.queries.opening import FileRefused, open_unlogged


def handed(request: DeskRequest, file_id: int, *, logged: bool = True) -> HttpResponseBase:
    """A file, or the page that says why it cannot be opened. Not `logged`: one that is read with the page it stands in."""
    try:
        opened = (
            open_file(file_id=file_id, by=request.actor, at=request.at, may=True)
            if logged
            else open_unlogged(file_id)
        )
    except FileRefused as refused:
        return cannot_open(request, refused)
    return StreamingHttpResponse(opened.chunks, headers=dict(opened.headers))


def cannot_open(request: DeskRequest, why: Exception) -> HttpResponse:
    """The page that says why a file cannot be opened."""
    return trouble(request, Trouble(409, "不能打开这个文件", str(why)))
