"""我来找错 at the desk: the list with what is late, one with its answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.desk.acting.request import DeskRequest
from gongkai.feedback import actions
from gongkai.feedback.access import ANSWERERS
from gongkai.feedback.actions import Refused
from gongkai.feedback.queries import faults
from gongkai.feedback.queries.faults import FaultRow
from gongkai.feedback.queries.kinds import FaultState
from gongkai.feedback.queries.ratings import figures
from gongkai.subscriptions.queries.held import by_kind


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """What readers told, newest first; `zt`: as it stands. Beside it whether pages were of use, and how many subscribed."""
    said = request.GET.get("zt", "")
    state = FaultState(said) if said in set(FaultState) else None
    context = {
        "page": faults.faults(request.actor, request.on, state=state, before=request.GET.get("before", "")),
        "states": [("", "全部"), *((each.value, each.label) for each in FaultState)],
        "state": state.value if state else "",
        "figures": figures(request.actor),
        "subscribed": [(kind.label, many) for kind, many in by_kind().items()],
    }
    return render(request, "desk/feedback/list.html", context)


@require_safe
def fault(request: DeskRequest, fault_id: int) -> HttpResponse:
    """One of them, with what happened to it."""
    return _page(request, _seen(request, fault_id))


@require_POST
def do(request: DeskRequest, fault_id: int, what: str) -> HttpResponse:
    """Answer, pass on, or look at how the reader wants to be reached, which is shown once."""
    one = _seen(request, fault_id)
    given: dict[str, Any] = {"fault_id": fault_id, "by": request.actor, "at": request.at}
    text = request.POST.get("text", "").replace("\0", "")
    try:
        if what == "answer":
            actions.answer(text=text, **given)
            messages.success(request, "已答复，读者凭编号和查询码可以看到。")
        elif what == "pass-on":
            number = request.POST.get("agency", "")
            agency_id = int(number) if number.isdecimal() and len(number) < 19 else 0
            actions.pass_on(agency_id=agency_id, text=text, **given)
            messages.success(request, "已转办。")
            return redirect("desk:site_faults")
        elif what == "contact":
            shown = actions.reveal_contact(reason=text, **given)
            return _page(request, one, contact=shown)
        else:
            raise Http404
    except Refused as refusal:
        return _page(request, one, refused=list(refusal.messages))
    return redirect("desk:site_fault", fault_id)


def _seen(request: DeskRequest, fault_id: int) -> FaultRow:
    found = faults.fault(request.actor, fault_id, request.on)
    if found is None:
        raise Http404
    return found


def _page(
    request: DeskRequest, one: FaultRow, *, contact: str = "", refused: list[str] | None = None
) -> HttpResponse:
    bodies = [branch.agency for branch in agencies.tree(on=localdate()) if branch.agency.id != one.agency_id]
    context = {
        "one": one,
        "events": faults.events(one.id),
        "may": request.actor.holds(ANSWERERS, one.agency_id) is not None,
        "bodies": bodies,
        "contact": contact,
        "refused": refused,
    }
    return render(request, "desk/feedback/fault.html", context, status=409 if refused else 200)
