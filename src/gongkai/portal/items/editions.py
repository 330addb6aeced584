"""The published editions of an item: the list of them, what changed from one to another, an old one whole."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.documents.comparing import Piece, abridged
from gongkai.portal.freshness import kept
from gongkai.portal.items.box import box_of
from gongkai.portal.items.files import sent
from gongkai.portal.items.forms import TwoEditions
from gongkai.publication.queries import Use
from gongkai.publication.queries.comparing import Changed, differences
from gongkai.publication.queries.public import PublicFile
from gongkai.publication.queries.published import (
    EditionFile,
    History,
    Published,
    edition,
    files_among,
    history,
)
from gongkai.publication.queries.showing import as_page, with_places, without_number

INSIDE = frozenset(
    {
        "目录事项",
        "法定主动公开内容",
        "公开属性",
        "不公开的依据",
        "理由",
        "要求公开的规定",
        "实名公开的依据",
        "会商机关",
    }
)
"""What an edition says for those who work on it: no part of what is published."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one edition to another. `files`: what became of each file that is not in both, in words."""

    old: Published
    new: Published
    fields: tuple[Changed, ...]
    body: list[Piece]
    same_text: bool
    files: list[tuple[str, str]]


@require_safe
@kept
def editions(request: HttpRequest, index_no: str) -> HttpResponse:
    """The editions with their dates, and two of them side by side."""
    found = _history(index_no)
    form = TwoEditions(request.GET, found.editions)
    chosen = form.chosen()
    context = {"history": found, "form": form, "comparison": _compared(found, *chosen) if chosen else None}
    return render(request, "portal/items/editions.html", context)


@require_safe
@kept
def old_edition(request: HttpRequest, index_no: str, number: int) -> HttpResponse:
    """An edition as it was. The present one has its own page."""
    found = _history(index_no)
    one = _edition(index_no, number)
    if one.present:
        return redirect("item", index_no)
    shown = {file.name for file in files_among(one, Use.IMAGE) if file.held}
    body = with_places(without_number(one.content.body, one.content.document_no))
    context = {
        "history": found,
        "edition": one,
        "present": len(found.editions),
        "box": box_of(one.content, localdate(), index_no, found.agency, ("发布日期", one.published_at)),
        "issuer": one.content.issuing_body or found.agency,
        "text": "" if one.closed else as_page(body, only=shown),
        "attached": files_among(one, Use.ATTACHMENT),
        "address": request.build_absolute_uri(reverse("item", args=[index_no])),
    }
    return render(request, "portal/items/old_edition.html", context, status=410 if one.closed else 200)


@require_safe
def attachment(
    request: HttpRequest,
    index_no: str,
    number: int,
    attachment_id: int,
    name: str,  # noqa: ARG001 - the name is for the reader
) -> HttpResponseBase:
    """An attachment of an old edition that the present one has too."""
    files = _open_files(index_no, number, Use.ATTACHMENT)
    return sent(request, next((_as_public(file) for file in files if file.id == attachment_id), None))


@require_safe
def picture(request: HttpRequest, index_no: str, number: int, name: str) -> HttpResponseBase:
    """A picture of an old text that the present one has too."""
    files = _open_files(index_no, number, Use.IMAGE)
    return sent(request, next((_as_public(file) for file in files if file.name == name), None), inline=True)


def _history(index_no: str) -> History:
    found = history(index_no)
    if found is None:
        raise Http404
    return found


def _edition(index_no: str, number: int) -> Published:
    found = edition(index_no, number)
    if found is None:
        raise Http404
    return found


def _open_files(index_no: str, number: int, use: Use) -> list[EditionFile]:
    found = _edition(index_no, number)
    return [] if found.closed else [file for file in files_among(found, use) if file.held]


def _as_public(file: EditionFile) -> PublicFile:
    return PublicFile(file.id, file.file_id, file.name, file.size, file.media_type, file.use, file.digest)


def _compared(found: History, first: int, second: int) -> Comparison | None:
    old, new = (_edition(found.index_no, number) for number in sorted((first, second)))
    if old.closed or new.closed:
        return None
    told = differences(old.content, new.content, found.agency_id)
    fields = tuple(each for each in told.fields if each.label not in INSIDE)
    return Comparison(old, new, fields, abridged(told.body), told.same_text, _files_changed(old, new))


def _files_changed(old: Published, new: Published) -> list[tuple[str, str]]:
    """Attachments by their names and by what is in them."""
    before, now = (
        {file.name: file.digest for file in files_among(each, Use.ATTACHMENT)} for each in (old, new)
    )
    told = [
        (name, "已删除" if name not in now else "内容已更换")
        for name in before
        if now.get(name) != before[name]
    ]
    return [*told, *((name, "新增") for name in now if name not in before)]
