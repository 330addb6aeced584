"""Holiday notices of the desk: entered by one person, looked at, approved by another one, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications.actions import moving
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.rights import may_open
from gongkai.desk.settings.notice_days import effect_of, previewed
from gongkai.desk.settings.notice_forms import (
    Because,
    Head,
    Lines,
    Paste,
    first_head,
    first_lines,
    written,
)
from gongkai.documents.holidays import installed_calendar
from gongkai.records.actions import notices as actions
from gongkai.records.actions.refused import Refused
from gongkai.records.queries import notices as queries
from gongkai.records.queries.notices import NoticeRow, Stage


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: DeskRequest) -> HttpResponse:
    """Fill in a notice, look at what it does, hand it in for approval."""
    year = _awaited(request)
    posted = request.POST if request.method == "POST" else None
    head, paste = Head(posted, initial=first_head(year)), Paste(posted)
    lines = Lines(posted, initial=None if posted else first_lines(year), prefix="line")
    context: dict[str, Any] = {"form": head, "lines": lines, "paste": paste, "faults": [], "effect": None}
    text = _text(head, lines, paste) if posted is not None else ""
    if text:
        found = queries.checked(text, request.on)
        context["faults"] = found.faults
        if found.notice is not None and not found.faults:
            if "save" in request.POST and (notice_id := _entered(request, text, context)):
                return redirect("desk:notice", notice_id)
            context |= {"effect": previewed(request, found.notice), "notice": found.notice}
    context["wrong"] = posted is not None and (not text or bool(context["faults"]))
    status = 422 if context["wrong"] else 200
    return render(request, "desk/settings/notice_new.html", context, status=status)


@require_safe
def notice(request: DeskRequest, notice_id: int) -> HttpResponse:
    """One notice: what it says, what it does or would do, who decided what; whoever may decides here."""
    return _page(request, _found(notice_id))


@require_POST
def approve(request: DeskRequest, notice_id: int) -> HttpResponse:
    """Put it in force."""
    try:
        moving.approve_notice(notice_id=_found(notice_id).id, by=request.actor, at=request.at)
    except Refused as refused:
        messages.error(request, "；".join(refused.messages))
    else:
        messages.success(request, "已经启用。期限有变动的申请，随后逐件记入办理过程。")
    return redirect("desk:notice", notice_id)


@require_POST
def decline(request: DeskRequest, notice_id: int) -> HttpResponse:
    """Leave it aside, with the reason."""
    return _with_reason(request, notice_id, actions.decline_notice, "已经退下，这份通知没有采用。")


@require_POST
def take_back(request: DeskRequest, notice_id: int) -> HttpResponse:
    """Take it out of force, with the reason."""
    said = "已经撤下，日历恢复原样。期限有变动的申请，随后逐件记入办理过程。"
    return _with_reason(request, notice_id, moving.take_back_notice, said)


def _with_reason(request: DeskRequest, notice_id: int, act: Any, said: str) -> HttpResponse:
    row, form = _found(notice_id), Because(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        act(notice_id=row.id, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)
    except Refused as refused:
        messages.error(request, "；".join(refused.messages))
    else:
        messages.success(request, said)
    return redirect("desk:notice", notice_id)


def _page(request: DeskRequest, row: NoticeRow, form: Because | None = None) -> HttpResponse:
    keeps = may_open(request.actor, "notice_approve")
    context = {
        "row": row,
        "effect": effect_of(request, row),
        "form": form or Because(),
        "own": row.entered_by_id == request.actor.user_id,
        "decides": keeps and row.stage is Stage.WAITING,
        "takes_back": keeps and row.stage is Stage.IN_FORCE,
        "would": row.stage in (Stage.WAITING, Stage.DECLINED),
    }
    return render(request, "desk/settings/notice.html", context, status=422 if form else 200)


def _found(notice_id: int) -> NoticeRow:
    found = queries.notice(notice_id)
    if found is None:
        raise Http404
    return found


def _awaited(request: DeskRequest) -> int:
    """The first year from this one on that has no notice."""
    settled = installed_calendar().settled_years
    return next(
        year for year in range(request.on.year, request.on.year + len(settled) + 1) if year not in settled
    )


def _text(head: Head, lines: Any, paste: Paste) -> str:
    """The text that was pasted, or that of what was filled in; "" where the forms say what is wrong."""
    if not paste.is_valid():
        return ""
    if pasted := str(paste.cleaned_data["text"]).strip():
        return pasted + "\n"
    both = [head.is_valid(), lines.is_valid()]
    return written(head.cleaned_data, lines.cleaned_data) if all(both) else ""


def _entered(request: DeskRequest, text: str, context: dict[str, Any]) -> int | None:
    """The number of the notice that was handed in; None, and what is wrong, where it was refused."""
    try:
        made = actions.enter_notice(text=text, by=request.actor, at=request.at)
    except Refused as refused:
        context["faults"] = refused.messages
        return None
    messages.success(request, "已经录入，等待另一位有权的人批准。批准以前，日历和期限都不变。")
    return made
