"""What became of a fault, for whoever has its number and code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.feedback import actions
from gongkai.feedback.queries.faults import told
from gongkai.portal.applying import limits
from gongkai.portal.applying.by_code import Door, by_code
from gongkai.portal.applying.receipts import in_halves
from gongkai.portal.applying.session import Drawer
from gongkai.records.actions.refused import Refused

DRAWER = Drawer("wzzc", "feedback.session", "site_fault_query")
DOOR = Door(
    "site_fault_code",
    "请填写编号和查询码。",
    "没有查到。请核对编号和查询码。",
    limits.TOO_MANY_CODES,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest) -> HttpResponse:
    """Number and code."""

    def opened(_: int, number: str, code: str) -> HttpResponse:
        response = redirect("site_fault_status")
        DRAWER.put(response, number, code)
        return response

    return by_code(request, DOOR, asking=_asked, find=actions.find, opened=opened)


@never_cache
@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """Where it stands, with number and code: this page is the receipt too."""
    pair = DRAWER.read(request)
    try:
        found = actions.find(*pair) if pair else None
    except Refused:
        found = None
    if pair is None or found is None:
        return redirect("site_fault_query")
    context = {"one": told(found, localdate()), "code": in_halves(pair[1])}
    return render(request, "portal/feedback/status.html", context)


def _asked(request: HttpRequest, number: str, message: str) -> HttpResponse:
    context = {"number": number, "errors": [("id_number", message)] if message else []}
    return render(request, "portal/feedback/query.html", context, status=422 if message else 200)
