"""What the checks say of a draft: put right, masked, answered; then sent into sign-off."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.authoring.findings import Findings
from gongkai.desk.authoring.opened import Open, opened
from gongkai.documents.checking.privacy import Kind
from gongkai.publication import actions
from gongkai.publication.actions.asking import ask_links
from gongkai.publication.queries.checks import checks
from gongkai.publication.queries.links import links_of

ANSWER = "answer-"
LONGEST = 200
QUEUED = "已安排检查 {} 个外部链接，一般几分钟内完成。请稍后刷新本页。"
UP_TO_DATE = "外部链接刚检查过，或者正在检查，不必再来一次。"


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: DeskRequest, item_id: int) -> HttpResponse:
    """Everything that is to be looked at, the gravest first; what was typed into the answers stays."""
    held = opened(request, item_id)
    refused: Sequence[str] = ()
    if request.method == "POST":
        try:
            _changed(request, held)
        except actions.Refused as problem:
            refused = problem.messages
        held = opened(request, item_id)
    return _page(request, held, refused)


@require_POST
def submit(request: DeskRequest, item_id: int) -> HttpResponse:
    """Send into sign-off; with an error or an unanswered warning, the list again."""
    held = opened(request, item_id)
    try:
        actions.submit(
            edition_id=held.edition.id,
            revision=_revision(request),
            answered=_answers(request),
            by=request.actor,
            at=request.at,
            urgent_because=request.POST.get("urgent", "") if "is_urgent" in request.POST else "",
        )
    except actions.Unfit as unfit:
        return _page(request, held, Findings.of(unfit.checks, held).standing)
    except actions.Refused as refused:
        return _page(request, held, refused.messages)
    messages.success(request, f"已送审：“{held.edition.content.title}”。下一步由保密审查员审查。")
    return redirect("desk:item", item_id)


def _changed(request: DeskRequest, held: Open) -> None:
    """Put one fix in, mask what was ticked, or have the outside links asked."""
    if "links" in request.POST:
        asked = ask_links(item_id=held.item.id, by=request.actor, at=request.at)
        messages.success(request, QUEUED.format(asked) if asked else UP_TO_DATE)
        return
    if key := request.POST.get("adopt", ""):
        actions.adopt(
            edition_id=held.edition.id,
            revision=_revision(request),
            key=key,
            by=request.actor,
            at=request.at,
        )
        messages.success(request, "已采用建议的写法，并重新检查。")
        return
    kinds = [Kind(value) for value in request.POST.getlist("kinds") if value in list(Kind)]
    if not kinds:
        raise actions.Refused("没有勾选要遮盖的内容。")
    done = actions.cover(
        edition_id=held.edition.id, revision=_revision(request), kinds=kinds, by=request.actor, at=request.at
    )
    messages.success(request, f"已遮盖 {done} 处，重新检查后没有再读出这些内容。")


def _page(request: DeskRequest, held: Open, refused: Sequence[str]) -> HttpResponse:
    found = checks(held.edition.id, request.actor, request.at) or []
    known = {one["key"]: one["why"] for one in held.edition.acknowledged} | _answers(request)
    context = {
        "held": held,
        "found": Findings.of(found, held, known),
        "refused": refused,
        "urgent": request.POST.get("urgent", ""),
        "links": links_of(held.edition.id, request.actor, request.at) if settings.CHECK_LINKS else (),
    }
    return render(request, "desk/items/checks.html", context, status=422 if refused else 200)


def _answers(request: DeskRequest) -> dict[str, str]:
    """What was typed, by the key of the check."""
    return {
        name.removeprefix(ANSWER): str(why)[:LONGEST]
        for name, why in request.POST.items()
        if name.startswith(ANSWER)
    }


def _revision(request: DeskRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
