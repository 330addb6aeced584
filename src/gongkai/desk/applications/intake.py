"""Applications come in: what waits for confirmation, what came on paper."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.applications import actions
from gongkai.applications.access import INTAKE
from gongkai.applications.queries import intake
from gongkai.applications.queries.case import case
from gongkai.applications.queries.filing import MOST_WANTED
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.counter import FILES, HOW, registered, shown, taking_in
from gongkai.desk.applications.filling import Register
from gongkai.guard.http.uploads import takes_files
from gongkai.law.deadlines.settings import Settings

_NUMBER = 18


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: DeskRequest) -> HttpResponse:
    """What waits for confirmation, the oldest first; a form confirms one."""
    if request.method == "POST":
        return _confirmed(request)
    context = {
        "page": intake.waiting(request.actor, request.on, after=request.GET.get("after", "")),
        "first": "after" not in request.GET,
        "takes_in": bool(request.actor.reach(INTAKE)),
        "allowed": Settings().confirm_working_days,
        "how": HOW,
    }
    return render(request, "desk/applications/intake.html", context)


def _confirmed(request: DeskRequest) -> HttpResponse:
    number, moves, how = (request.POST.get(name, "") for name in ("application", "moves", "how"))
    if not _is_number(number) or how not in HOW:
        messages.error(request, "请选择确认的方式。")
        return redirect("desk:application_intake")
    try:
        actions.confirm(
            application_id=int(number),
            by=request.actor,
            at=request.at,
            how=how,
            moves=int(moves) if _is_number(moves) else None,
        )
        messages.success(request, "已确认收到，答复期限从次日起算。")
    except actions.Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:application_intake")


@takes_files(files=FILES, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """An application that came on paper or was told orally is typed in; then its number and code, to be handed over.

    Sent twice it is one application: the second answer is the same receipt.
    """
    agencies = taking_in(request)
    if request.method != "POST":
        return _form(request, Register(agencies=agencies, initial={"arrived_on": request.on}))
    if "more" in request.POST:
        return _form(request, _longer(request, agencies))
    form = Register(request.POST, agencies=agencies, count=_count(request))
    receipt = None
    if form.is_valid():
        receipt = registered(request, form, partial(actions.register, filing=form.filing()), "申请书")
    if receipt is None:
        return _form(request, form)
    context = {
        "receipt": receipt,
        "held": case(request.actor, receipt.application_id, request.on),
        "asks_at": request.build_absolute_uri(reverse("home")),
    }
    return render(request, "desk/applications/intake_receipt.html", context)


def _form(request: DeskRequest, form: Register) -> HttpResponse:
    return shown(request, "desk/applications/intake_new.html", form, more=form.many < MOST_WANTED)


def _longer(request: DeskRequest, agencies: list[Any]) -> Register:
    """The same form with room for one thing more; nothing is judged yet."""
    count = min(_count(request) + 1, MOST_WANTED)
    said = {name: value for name, value in request.POST.items() if name != "count"}
    return Register(agencies=agencies, count=count, initial={**said, "count": count})


def _count(request: DeskRequest) -> int:
    said = request.POST.get("count", "1")
    return min(max(int(said), 1), MOST_WANTED) if _is_number(said) else 1


def _is_number(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < _NUMBER
