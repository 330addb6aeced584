"""Files of items, for whoever may see the item; never a page of this site, whatever is in them."""

from urllib.parse import unquote

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.publication.queries.editions import FileOf, picture_of
from gongkai.records.actions.files import open_file
from gongkai.records.queries.opening import Download, FileRefused, open_unlogged


@require_safe
def picture(request: DeskRequest, item_id: int, edition_id: int, name: str) -> HttpResponseBase:
    """A picture of a text. It is read with the text, and no more logged than that."""
    found = picture_of(item_id, edition_id, unquote(name), request.actor)
    if found is None:
        raise Http404
    return sent(request, found, logged=False)


def sent(request: DeskRequest, found: FileOf, *, logged: bool) -> HttpResponseBase:
    """A file that the viewer was found to have a right to; or the page that says why it cannot be opened."""
    try:
        opened = _noted(request, found) if logged else open_unlogged(found.file_id)
    except FileRefused as refused:
        return trouble(request, Trouble(409, "不能打开这个文件", str(refused)))
    return StreamingHttpResponse(opened.chunks, headers=dict(opened.headers))


def _noted(request: DeskRequest, found: FileOf) -> Download:
    return open_file(file_id=found.file_id, by=request.actor, at=request.at, may=True)
