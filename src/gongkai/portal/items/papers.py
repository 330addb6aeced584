"""A public item on paper: as PDF and as DOCX, made when they are asked for."""

from datetime import datetime
from threading import BoundedSemaphore

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import condition, require_safe

from gongkai.documents.paper import Paper
from gongkai.documents.paper.laying import pieces
from gongkai.documents.paper.pictures import MOST
from gongkai.documents.paper.printing import Kind, printed
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.wording import day
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.saving import attachment
from gongkai.publication.queries import Use, public
from gongkai.publication.queries.public import PublicItem
from gongkai.records.queries.opening import FileRefused, open_unlogged

PATIENCE = 10  # seconds that a visitor waits for a turn
SHORT = 16  # characters of a digest that tell it apart on paper
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
BUSY = Trouble(503, "正在制作的文件较多", "请过一会儿再下载；文字版可以马上下载。")

turns = BoundedSemaphore(settings.CHECKUP_AT_ONCE)
"""So many papers are made at the same time, of whatever kind."""


@require_safe
def pdf(request: HttpRequest, index_no: str) -> HttpResponse:
    """The item as PDF."""
    return _sent(request, index_no, "pdf")


@require_safe
def docx(request: HttpRequest, index_no: str) -> HttpResponse:
    """The item as DOCX."""
    return _sent(request, index_no, "docx")


def _sent(request: HttpRequest, index_no: str, kind: Kind) -> HttpResponse:
    """The file, or that the browser has that of today already."""
    found = public.item(index_no)
    if not isinstance(found, PublicItem):
        raise Http404

    def etag(_request: HttpRequest) -> str:
        return quote_etag(f"{found.digest}-{found.editions}-{localdate()}-{kind}")

    @condition(etag_func=etag)
    def made(_request: HttpRequest) -> HttpResponse:
        return _made(request, found, kind)

    response = made(request)
    if "Cache-Control" not in response:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _made(request: HttpRequest, found: PublicItem, kind: Kind) -> HttpResponse:
    if not turns.acquire(timeout=PATIENCE):
        return trouble(request, BUSY)
    try:
        data = printed(paper_of(request, found, localtime()), kind)
    except Unreadable as problem:
        return trouble(request, Trouble(503, "这条信息暂时不能制成文件", str(problem)))
    finally:
        turns.release()
    return attachment(data, f"{found.content.title}.{kind}", TYPES[kind])


def paper_of(request: HttpRequest, found: PublicItem, at: datetime) -> Paper:
    """What is printed of an item at a time."""
    said = found.content
    address = request.build_absolute_uri(reverse("item", args=[found.index_no]))
    digest = f"　摘要 {found.digest[:SHORT]}" if found.digest else ""
    return Paper(
        title=said.title,
        issuer=(said.issuing_body or found.agency) if said.document_no else "",
        document_no=said.document_no,
        pieces=pieces(said.body, address=address, document_no=said.document_no),
        pictures=_pictures(found),
        footer=(
            f"索引号 {found.index_no}　{found.agency}　{day(localtime(found.first_published_at).date())}公开",
            address,
            f"下载日期 {day(at.date())}{digest}",
            "扫码验真：核对文号、日期和摘要",
        ),
        code=request.build_absolute_uri(reverse("verify", args=[found.index_no, found.editions])),
        made_at=at,
    )


def _pictures(found: PublicItem) -> dict[str, bytes]:
    """Those of the text that may be handed out, as long as there is room for them."""
    made, room = {}, MOST
    for file in found.files:
        if file.use is not Use.IMAGE or file.size > room:
            continue
        try:
            made[file.name] = b"".join(open_unlogged(file.file_id).chunks)
        except FileRefused:
            continue
        room -= file.size
    return made
