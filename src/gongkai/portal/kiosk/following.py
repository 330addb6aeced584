"""办理进度 at the touch screen: number and code, where it stands, a slip of paper; and the end, after which nothing is left."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications.actions import Refused
from gongkai.applications.queries.rectifying.status import status as of_correction
from gongkai.documents.paper.codes import code as qr
from gongkai.portal.applying import session
from gongkai.portal.applying.by_code import by_code
from gongkai.portal.applying.following import DOOR
from gongkai.portal.applying.receipts import in_halves
from gongkai.portal.applying.session import Drawer, Known
from gongkai.portal.applying.told import told
from gongkai.portal.kiosk.looks import LOOKS
from gongkai.portal.kiosk.machine import frame, machine

LASTS = timedelta(minutes=2)
"""So long a page that shows what is somebody's own may be opened after the last such page."""
_DRAWER = Drawer("kiosk", "kiosk.session", "kiosk_choose", LASTS)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application or a request for correction stands, without what others in the hall need not read: neither what was
    asked for nor what was answered. `due_on`: None where nothing is due; `asked`: the agency waits for the applicant.
    """

    number: str
    agency: str
    says: str
    arrived_on: date
    receipt_on: date | None
    due_on: date | None
    asked: bool
    answered: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest, slug: str) -> HttpResponse:
    """Number and code, with keys on the screen."""
    at = machine(slug)

    def asked(request: HttpRequest, number: str, message: str) -> HttpResponse:
        context = {**frame(at, up=reverse("kiosk", args=[slug]), own=True), "number": number}
        return render(
            request,
            "portal/kiosk/query.html",
            {**context, "message": message, "gone": "gq" in request.GET},
            status=422 if message else 200,
        )

    def opened(known: Known, *_: str) -> HttpResponse:
        response = redirect("kiosk_status", slug)
        _DRAWER.put(response, known.number, known.code)
        return response

    return by_code(request, DOOR, asking=asked, find=session.opened, opened=opened)


@never_cache
@require_safe
def standing(request: HttpRequest, slug: str) -> HttpResponse:
    """Where it stands."""
    return _opened(request, slug, "portal/kiosk/status.html")


@never_cache
@require_safe
def slip(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on a strip of paper, with number and code and the way to go on at the telephone."""
    return _opened(request, slug, "portal/kiosk/slip.html")


@never_cache
@require_safe
def end(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Whatever was opened is shut, and the first page stands there for the next visitor."""
    response = HttpResponseRedirect(reverse("kiosk", args=[machine(slug).slug]))
    _DRAWER.empty(response)
    for look in LOOKS.values():
        response.delete_cookie(look.cookie, path=reverse("kiosk_choose"), samesite="Lax")
    return response


def _opened(request: HttpRequest, slug: str, template: str) -> HttpResponse:
    at, known = machine(slug), _known(request)
    if known is None:
        return HttpResponseRedirect(f"{reverse('kiosk_query', args=[slug])}?gq=1")
    where = request.build_absolute_uri(f"{reverse('apply_query')}?bh={known.number}")
    context = {
        **frame(at, up=reverse("kiosk_query", args=[slug]), own=True),
        "one": _standing(known, at.on),
        "typed": in_halves(known.code),
        "at": localtime(),
        "qr": qr(where),
        "where": request.build_absolute_uri(reverse("apply_query")),
    }
    response = render(request, template, context)
    _DRAWER.put(response, known.number, known.code)
    return response


def _known(request: HttpRequest) -> Known | None:
    pair = _DRAWER.read(request)
    try:
        return session.opened(*pair) if pair else None
    except Refused:
        return None


def _standing(known: Known, on: date) -> Standing:
    if known.rectification:
        found = of_correction(known.id, on)
        due = found.course.due_on if found.open else None
        return Standing(
            found.number,
            found.agency,
            found.says,
            found.arrived_on,
            found.course.receipt_on,
            due,
            bool(found.asked),
            found.answer is not None,
        )
    shown = told(known.id, localdate())
    one = shown.status
    return Standing(
        one.number,
        one.agency,
        one.says,
        one.arrived_on,
        one.receipt_on,
        one.due_on if one.open else None,
        shown.asks or bool(one.fee_yuan),
        bool(one.reply_number),
    )
