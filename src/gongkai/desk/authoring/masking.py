"""Personal data in an attachment: what would be masked is shown, then a masked copy takes the place of the file."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.authoring.opened import Open, opened
from gongkai.documents.checking.privacy import Kind
from gongkai.publication import actions
from gongkai.publication.queries.editions import FileOf
from gongkai.publication.queries.masking import covering
from gongkai.records.actions.files import FileRefused, note_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: DeskRequest, item_id: int, attachment_id: int) -> HttpResponse:
    """Look at what would be masked, choose, and have it done; what cannot be masked is told with its place."""
    held = opened(request, item_id)
    one = next((each for each in held.attachments if each.id == attachment_id), None)
    if one is None:
        raise Http404
    if request.method != "POST":
        return _page(request, held, one)
    try:
        done = _masked(request, one)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=held.item.agency_id)
        return _page(request, held, one, [str(refused)])
    except actions.Refused as refused:
        return _page(request, held, one, refused.messages)
    told = f"遮盖 {done} 处" if done else "清除看不见的内容"
    messages.success(request, f"附件“{one.name}”已{told}，换成遮盖后的文件；重新检查，没有再读出这些内容。")
    return redirect("desk:item_checks", item_id)


def _masked(request: DeskRequest, one: FileOf) -> int:
    return actions.mask_attachment(
        attachment_id=one.id,
        digest=request.POST.get("digest", ""),
        kinds=[Kind(value) for value in request.POST.getlist("kinds") if value in list(Kind)],
        by=request.actor,
        at=request.at,
    )


def _page(request: DeskRequest, held: Open, one: FileOf, refused: Sequence[str] = ()) -> HttpResponse:
    found = covering(one.id, request.actor, request.at)
    if found is None:
        raise Http404
    ticked = request.POST.getlist("kinds") if request.method == "POST" else None
    context = {
        "held": held,
        "covering": found,
        "chosen": [
            (each, each.sure if ticked is None else each.kind.value in ticked) for each in found.found
        ],
        "refused": refused,
    }
    return render(request, "desk/items/mask.html", context, status=422 if refused else 200)
