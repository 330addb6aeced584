"""提出意见: a third party or a co-making organ reads what it is asked and says once what it thinks. Who applied is not shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.applications import actions
from gongkai.applications.actions import Refused, Reply, Said
from gongkai.applications.actions.replying import (
    CLOSED,
    CONSULTED,
    LONGEST_PART,
    LONGEST_REASONS,
    NOT_FOUND,
    find_link,
)
from gongkai.applications.queries.addressing import third_party
from gongkai.applications.queries.kinds import FileUse
from gongkai.applications.queries.reply_links import Asked, asked_by
from gongkai.guard.http.address import client_address
from gongkai.guard.http.uploads import takes_files
from gongkai.law.calendar.workdays import WEEKDAYS
from gongkai.law.ledger import Party
from gongkai.portal.applying import bringing, limits
from gongkai.portal.applying.by_code import Door, by_code
from gongkai.portal.applying.session import Drawer
from gongkai.records.queries.opening import FileRefused

DOOR = Door("reply_code", "请填写回复编号和回复码，都在征求意见书上。", NOT_FOUND, limits.TOO_MANY_REPLIES)
COOKIE = "zqyj"
_DRAWER = Drawer(COOKIE, "replying.session", "reply_query")
SILENCE = {
    Party.THIRD_PARTY: "期限届满没有提出意见的，由机关依照条例的规定决定是否公开。",
    Party.ORGAN: "期限届满没有提出意见的，视为同意公开。",
}
"""What the law makes of whoever says nothing.   依据：条例第三十二、三十四条"""


@dataclass(frozen=True, slots=True)
class Known:
    """A question whose number and code somebody has."""

    id: int
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    said: str = ""
    reasons: str = ""
    part: str = ""


View = Callable[..., HttpResponseBase]


def _opened(view: View) -> View:
    """The view for whoever has given number and code; all others are asked for them."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        known = _known(request)
        if known is None:
            return HttpResponseRedirect(f"{reverse('reply_query')}?gq=1")
        return view(request, known, *args, **kwargs)

    return asked


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest) -> HttpResponse:
    """Number and code of a question."""

    def fetched(number: str, code: str) -> int | None:
        return actions.fetch_question(
            number=number, code=code, at=timezone.now(), address=client_address(request)
        )

    def opened(_: int, number: str, code: str) -> HttpResponse:
        response = redirect("reply_question")
        _DRAWER.put(response, number, code)
        return response

    return by_code(request, DOOR, asking=_asked, find=fetched, opened=opened)


@never_cache
@require_safe
@_opened
def question(request: HttpRequest, known: Known) -> HttpResponse:
    """What is asked, until when, what silence means; the form, or what was said."""
    return _page(request, known, Typed())


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_POST
@_opened
def send(request: HttpRequest, known: Known) -> HttpResponse:
    """Say what one thinks. Nothing is handed in by halves: one file that is refused stops the whole."""
    sent = {name: request.POST.get(name, "").replace("\0", "") for name in ("said", "reasons", "part")}
    typed = Typed(**sent)
    taken, refused = bringing.taken_in(request, "files", FileUse.OPINION, by=CONSULTED)
    if refused:
        return _page(request, known, typed, tuple(refused), "id_files")
    said = Said(typed.said) if typed.said in (Said.AGREED, Said.OBJECTED) else None
    what = Reply(said, typed.reasons, typed.part, tuple(taken))
    try:
        actions.reply(
            number=known.number,
            code=known.code,
            what=what,
            at=timezone.now(),
            address=client_address(request),
        )
    except Refused as refusal:
        field = "id_reasons" if said else "id_said"
        return _page(request, known, typed, tuple(refusal.messages), field)
    except FileRefused as refusal:
        return _page(request, known, typed, (str(refusal),), "id_files")
    return HttpResponseRedirect(f"{reverse('reply_question')}?hao=yj")


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """结束: the next one at this computer sees nothing."""
    response = redirect("reply_query")
    _DRAWER.empty(response)
    return response


def _known(request: HttpRequest) -> Known | None:
    """The question that this browser has opened, for as long as it may; a code that was given anew shuts out the old one."""
    pair = _DRAWER.read(request)
    try:
        found = find_link(*pair) if pair else None
    except Refused:
        return None
    return Known(found, *pair) if pair and found is not None else None


def _asked(request: HttpRequest, number: str, message: str) -> HttpResponse:
    context = {
        "number": number,
        "message": message,
        "gone": "gq" in request.GET,
        "open": _known(request) is not None,
    }
    return render(request, "portal/replying/query.html", context, status=422 if message else 200)


def _page(
    request: HttpRequest, known: Known, typed: Typed, messages: tuple[str, ...] = (), field: str = ""
) -> HttpResponse:
    today = localdate()
    told = asked_by(known.id, today)
    agency = agencies.find(told.agency_slug)
    context = {
        "told": told,
        "you": _you(told),
        "silence": SILENCE[told.party],
        "follows": _follows(told),
        "weekday": WEEKDAYS[told.until.weekday()] if told.until else "",
        "closed": "" if told.said else CLOSED.get(told.closed, ""),
        "typed": typed,
        "choices": [
            (Said.AGREED, "同意公开", ""),
            (Said.OBJECTED, "不同意公开", "请写明理由；可以写明哪些部分可以公开"),
        ],
        "errors": [(field if told.closed == "" else "", message) for message in messages],
        "done": "已经收到您的意见，谢谢。" if told.said and "hao" in request.GET else "",
        "guide": agencies.guide(agency.id, today) if agency else None,
        "most": {"reasons": LONGEST_REASONS, "part": LONGEST_PART},
        "megabytes": settings.APPLICATION_MEGABYTES,
        "at_once": bringing.AT_ONCE,
        "endings": bringing.ENDINGS,
    }
    return render(request, "portal/replying/question.html", context, status=422 if messages else 200)


def _follows(told: Asked) -> str:
    """What comes of an objection."""
    if told.said != Said.OBJECTED:
        return ""
    if told.late and told.party is Party.ORGAN:
        return f"{SILENCE[told.party]}逾期提出的意见供{told.agency}参考。"
    return f"{told.agency}将审核理由，依照条例决定是否公开。"


def _you(told: Asked) -> str:
    """How whoever was asked is addressed, as in the letter."""
    return "贵机关" if told.party is Party.ORGAN else third_party(told.who)
