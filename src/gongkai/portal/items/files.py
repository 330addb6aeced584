"""The files of public items. They are streamed; nothing in them runs on this site."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.timezone import localtime
from django.views.decorators.http import condition, require_safe

from gongkai.portal.items.box import box
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.publication.queries import public
from gongkai.publication.queries.public import PublicFile, PublicItem
from gongkai.records.queries.opening import Download, FileRefused, open_unlogged

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""Shown in the page; everything else is saved."""
HELD_BACK = Trouble(404, "这个文件暂时不能下载", "文件正在核查。请稍后再来，或者与发布机关联系。")


@require_safe
def attachment(request: HttpRequest, index_no: str, attachment_id: int, name: str) -> HttpResponseBase:  # noqa: ARG001 - the name is for the reader
    """An attachment, to be saved under its name."""
    return sent(request, public.public_file(index_no, attachment_id))


@require_safe
def picture(request: HttpRequest, index_no: str, name: str) -> HttpResponseBase:
    """A picture of the text, which the page shows."""
    return sent(request, public.public_picture(index_no, name), inline=True)


@require_safe
def text(request: HttpRequest, index_no: str) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """Metadata and text without any form, for reading aloud and for machines."""
    found = public.item(index_no)
    if not isinstance(found, PublicItem):
        raise Http404
    lines = [f"{line.label}：{line.text}" for line in box(found, localtime().date())]
    written = "\r\n".join([*lines, "", *found.text.splitlines(), ""])
    response = HttpResponse(written.encode("utf-8-sig"), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{found.content.title}.txt") or ""
    return response


def sent(request: HttpRequest, found: PublicFile | None, *, inline: bool = False) -> HttpResponseBase:
    """The file; the page for what is not there, or held back, instead of it."""
    if found is None:
        raise Http404
    try:
        opened = open_unlogged(found.file_id)
    except FileRefused:
        return trouble(request, HELD_BACK)
    shown = inline and found.media_type in PICTURES
    return _answer(request, opened, found.name, shown=shown)


def _answer(request: HttpRequest, opened: Download, name: str, *, shown: bool) -> HttpResponseBase:
    """The bytes, or that they are what the browser has already: a digest names them for ever."""

    def etag(_request: HttpRequest) -> str:
        return quote_etag(opened.file.digest)

    @condition(etag_func=etag)
    def streamed(_request: HttpRequest) -> HttpResponseBase:
        response = StreamingHttpResponse(opened.chunks, headers=dict(opened.headers))
        response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
        del response["Cache-Control"]
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return streamed(request)
