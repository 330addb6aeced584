"""回执、办理进度: what somebody sees and does who has number and query code of a complaint."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.guard.http.address import client_address
from gongkai.portal.applying import limits
from gongkai.portal.applying.by_code import Door, by_code
from gongkai.portal.applying.receipts import in_halves
from gongkai.portal.applying.session import Drawer
from gongkai.remedies import actions
from gongkai.remedies.actions import Refused
from gongkai.remedies.queries.complaints import Shown, told_of
from gongkai.remedies.queries.kinds import ComplaintState

DRAWER = Drawer("tsjb", "complaining.session", "complain_query")
DOOR = Door(
    "complaint_code",
    "请填写登记编号和查询码，都在回执上。",
    "没有查到。请核对登记编号和查询码，都在回执上。",
    limits.TOO_MANY_CODES,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest) -> HttpResponse:
    """Number and code of a complaint."""

    def opened(_: int, number: str, code: str) -> HttpResponse:
        response = redirect("complain_status")
        DRAWER.put(response, number, code)
        return response

    return by_code(request, DOOR, asking=_asked, find=actions.find, opened=opened)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and query code, for the browser that has them."""
    pair, one = _opened(request)
    if pair is None or one is None:
        return redirect("complain_query")
    context = {"one": one, "code": in_halves(pair[1])}
    return render(request, "portal/complaining/receipt.html", context)


@never_cache
@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """Where the complaint stands, in plain words."""
    _, one = _opened(request)
    return _status(request, one, ()) if one is not None else redirect("complain_query")


@never_cache
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take the complaint back, where the box says so."""
    pair, one = _opened(request)
    if pair is None or one is None:
        return redirect("complain_query")
    if not request.POST.get("sure"):
        return _status(request, one, ("请先勾选“确定撤回”。",))
    try:
        actions.take_back(number=pair[0], code=pair[1], at=timezone.now(), address=client_address(request))
    except Refused as refusal:
        return _status(request, one, tuple(refusal.messages))
    return redirect("complain_status")


def _opened(request: HttpRequest) -> tuple[tuple[str, str] | None, Shown | None]:
    """Number and code that this browser has, and the complaint that they open still."""
    pair = DRAWER.read(request)
    try:
        found = actions.find(*pair) if pair else None
    except Refused:
        found = None
    return pair, told_of(found) if found is not None else None


def _status(request: HttpRequest, one: Shown, messages: tuple[str, ...]) -> HttpResponse:
    context = {
        "one": one,
        "steps": tuple(reversed(one.steps)),
        "open": one.state is not ComplaintState.ENDED,
        "errors": [("id_sure", message) for message in messages],
    }
    return render(request, "portal/complaining/status.html", context, status=422 if messages else 200)


def _asked(request: HttpRequest, number: str, message: str) -> HttpResponse:
    context = {"number": number, "errors": [("id_number", message)] if message else []}
    return render(request, "portal/complaining/query.html", context, status=422 if message else 200)
