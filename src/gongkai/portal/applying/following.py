"""办理进度: what somebody sees and does who has number and query code. Who applied is not shown."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications import actions
from gongkai.applications.actions.citizens import NOT_FOUND, RATINGS
from gongkai.applications.queries.status import download as file_of
from gongkai.guard.http.address import client_address
from gongkai.guard.http.uploads import takes_files
from gongkai.portal.applying import bringing, limits, session
from gongkai.portal.applying.by_code import Door, by_code
from gongkai.portal.applying.opened import around, done, handed, opened, supplemented, taken_back
from gongkai.portal.applying.session import Known
from gongkai.portal.applying.told import told
from gongkai.records.actions.refused import Refused

DONE = {
    "bc": "已经收到您补充的材料。",
    "ch": "您的申请已经撤回。",
    "pj": "已经收到您的评价，谢谢。",
    "jy": "已经收到您的建议，谢谢。",
}
DOOR = Door("query_code", "请填写登记编号和查询码，都在回执上。", NOT_FOUND, limits.TOO_MANY_CODES)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def query(request: HttpRequest) -> HttpResponse:
    """Number and code of an application, or of a request for correction."""

    def opened(known: Known, *_: str) -> HttpResponse:
        response = redirect(known.page)
        session.remember(response, known)
        return response

    return by_code(request, DOOR, asking=_asked, find=session.opened, opened=opened)


@never_cache
@require_safe
@opened
def standing(request: HttpRequest, known: Known) -> HttpResponse:
    """Where the application stands, in plain words."""
    return _status(request, known, ())


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_POST
@opened
def supplement(request: HttpRequest, known: Known) -> HttpResponse:
    """Bring what was asked for, or more."""
    return supplemented(request, known, actions.supplement, _status)


@never_cache
@require_POST
@opened
def take_back(request: HttpRequest, known: Known) -> HttpResponse:
    """Take the application back, where the box says so."""
    return taken_back(request, known, actions.take_back, _status)


@never_cache
@require_POST
@opened
def rate(request: HttpRequest, known: Known) -> HttpResponse:
    """Say how content one is; nobody has to."""
    stars = request.POST.get("stars", "")
    text = request.POST.get("text", "").replace("\0", "")
    try:
        actions.rate(
            number=known.number,
            code=known.code,
            stars=int(stars) if stars in {str(each) for each in RATINGS} else 0,
            text=text,
            at=timezone.now(),
            address=client_address(request),
        )
    except Refused as refusal:
        return _status(request, known, tuple(refusal.messages), field="id_stars")
    return done(known, "pj")


@never_cache
@require_POST
@opened
def propose(request: HttpRequest, known: Known) -> HttpResponse:
    """Propose to publish what one was given."""
    try:
        actions.propose(
            number=known.number, code=known.code, at=timezone.now(), address=client_address(request)
        )
    except Refused as refusal:
        return _status(request, known, tuple(refusal.messages))
    return done(known, "jy")


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """结束查询: the next one at this computer sees nothing."""
    response = redirect("apply_query")
    session.forget(response)
    return response


@never_cache
@require_safe
@opened
def download(request: HttpRequest, known: Known, number: int) -> HttpResponseBase:
    """A file of the reply, noted in the log."""
    file_id = file_of(known.id, number) if number < 2**63 else None
    if file_id is None:
        raise Http404
    return handed(request, known, file_id, partial(actions.downloaded, file_id=file_id))


def _asked(request: HttpRequest, number: str, message: str) -> HttpResponse:
    context = {
        "number": number,
        "message": message,
        "gone": "gq" in request.GET,
        "open": session.known(request) is not None,
    }
    return render(request, "portal/applying/query.html", context, status=422 if message else 200)


def _status(
    request: HttpRequest, known: Known, messages: tuple[str, ...], *, field: str = "", said: str = ""
) -> HttpResponse:
    context = {
        "told": told(known.id, localdate()),
        **around(request, messages, field, said, DONE),
        "ratings": [(each, word) for each, word in zip(reversed(RATINGS), _WORDS, strict=True)],
    }
    return render(request, "portal/applying/status.html", context, status=422 if messages else 200)


_WORDS = ("非常满意", "满意", "一般", "不满意", "非常不满意")
