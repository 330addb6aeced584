"""The files of an item: attached, named, put in order, taken off; opened."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.authoring.opened import Open, opened
from gongkai.desk.items.files import picture as text_picture
from gongkai.guard.http.uploads import takes_files
from gongkai.publication import actions
from gongkai.publication.queries.editions import FileOf, file_of
from gongkai.records.actions.files import FileRefused, note_refusal, receive

AT_ONCE = 20
GONE = "没有这个附件，可能已被删除。请看下面现有的附件。"


@takes_files(files=AT_ONCE, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_POST
def change(request: DeskRequest, item_id: int) -> HttpResponse:
    """Attach the files that were sent, or do to one what its button says; then back to the page."""
    held = opened(request, item_id)
    verb, _, number = request.POST.get("do", "add").partition("-")
    try:
        if verb == "add":
            _attached(request, held)
        else:
            _VERBS.get(verb, _unknown)(request, held, _one_of(held, number))
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=held.item.agency_id)
        messages.error(request, str(refused))
    except actions.Refused as refused:
        messages.error(request, "；".join(refused.messages))
    return redirect(f"{reverse('desk:item_edit', args=[item_id])}#files")


@require_safe
def download(request: DeskRequest, item_id: int, attachment_id: int) -> HttpResponseBase:
    """A file of any edition of an item; the reading is logged."""
    found = file_of(item_id, attachment_id, request.actor)
    if found is None:
        raise Http404
    return handed(request, found.file_id)


@require_safe
def picture(request: DeskRequest, item_id: int, name: str) -> HttpResponseBase:
    """A picture of the text, where the page on which it is edited looks for it."""
    held = opened(request, item_id)
    return text_picture(request, item_id, held.edition.id, name)


def _attached(request: DeskRequest, held: Open) -> None:
    given = request.FILES.getlist("files")
    if not given:
        raise actions.Refused("没有选择文件，请先选择要添加的附件。")
    for file in given:
        taken = receive(file, file.name or "附件")
        actions.attach(
            edition_id=held.edition.id, data=taken, name=taken.name, by=request.actor, at=request.at
        )
    messages.success(request, f"已添加 {len(given)} 个附件。")


def _one_of(held: Open, number: str) -> FileOf:
    """An attachment of this edition, not of any other."""
    found = next((one for one in held.attachments if str(one.id) == number), None)
    if found is None:
        raise actions.Refused(GONE)
    return found


def _rename(request: DeskRequest, held: Open, one: FileOf) -> None:  # noqa: ARG001 - as the other verbs
    actions.rename(
        attachment_id=one.id,
        name=request.POST.get(f"name-{one.id}", ""),
        by=request.actor,
        at=request.at,
    )


def _remove(request: DeskRequest, held: Open, one: FileOf) -> None:  # noqa: ARG001 - as the other verbs
    actions.detach(attachment_id=one.id, by=request.actor, at=request.at)
    messages.success(request, f"已移除附件“{one.name}”。")


def _up(request: DeskRequest, held: Open, one: FileOf) -> None:
    _moved(request, held, one, -1)


def _down(request: DeskRequest, held: Open, one: FileOf) -> None:
    _moved(request, held, one, 1)


def _moved(request: DeskRequest, held: Open, one: FileOf, step: int) -> None:
    """Change places with the neighbour; pictures and the original stay behind all of them."""
    order = [each.id for each in held.attachments]
    at = order.index(one.id)
    to = min(max(at + step, 0), len(order) - 1)
    order[at], order[to] = order[to], order[at]
    rest = [each.id for each in held.edition.files if each.id not in order]
    actions.arrange(edition_id=held.edition.id, order=[*order, *rest], by=request.actor, at=request.at)


def _unknown(request: DeskRequest, held: Open, one: FileOf) -> None:  # noqa: ARG001 - as the verbs
    raise actions.Refused(GONE)


_VERBS: dict[str, Callable[[DeskRequest, Open, FileOf], None]] = {
    "rename": _rename,
    "remove": _remove,
    "up": _up,
    "down": _down,
}
