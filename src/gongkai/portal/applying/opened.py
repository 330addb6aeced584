"""What whoever has number and query code does the same with an application and with a request for correction."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.applications.actions import Refused
from gongkai.applications.actions.holding import citizen
from gongkai.applications.queries.kinds import FileUse
from gongkai.guard.http.address import client_address
from gongkai.portal.applying import bringing, session
from gongkai.portal.applying.session import Known
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.records.actions.files import open_file
from gongkai.records.queries.opening import FileRefused

HELD_BACK = Trouble(404, "这个文件暂时不能下载", "文件正在核查。请稍后再来，或者与受理机关联系。")
_UNSURE = "撤回以后不能恢复，确定撤回的，请勾选“我确定撤回”。"

View = Callable[..., HttpResponseBase]


class Shown(Protocol):
    """The page that says where it stands, with what is wrong with what was sent."""

    def __call__(
        self,
        request: HttpRequest,
        known: Known,
        messages: tuple[str, ...],
        *,
        field: str = "",
        said: str = "",
    ) -> HttpResponse:
        """Show it."""


def opened(view: View, *, rectification: bool = False) -> View:
    """The view for whoever has given number and code of an application, or of a request; all others are asked for them."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        known = session.known(request)
        if known is None:
            return HttpResponseRedirect(f"{reverse('apply_query')}?gq=1")
        if known.rectification is not rectification:
            return redirect(known.page)
        return view(request, known, *args, **kwargs)

    return asked


def supplemented(
    request: HttpRequest, known: Known, supplement: Callable[..., None], shown: Shown
) -> HttpResponse:
    """Bring what was asked for, or more. Nothing is handed in by halves: one file that is refused stops the whole."""
    text = request.POST.get("text", "").replace("\0", "")
    taken, refused = bringing.taken_in(request, "files", FileUse.SUPPLEMENT)
    if refused:
        return shown(request, known, tuple(refused), field="id_files", said=text)
    try:
        supplement(
            number=known.number,
            code=known.code,
            text=text,
            at=timezone.now(),
            files=taken,
            address=client_address(request),
        )
    except Refused as refusal:
        return shown(request, known, tuple(refusal.messages), field="id_text", said=text)
    except FileRefused as refusal:
        return shown(request, known, (str(refusal),), field="id_files", said=text)
    return done(known, "bc")


def taken_back(
    request: HttpRequest, known: Known, take_back: Callable[..., None], shown: Shown
) -> HttpResponse:
    """Take it back, where the box says so."""
    if not request.POST.get("sure"):
        return shown(request, known, (_UNSURE,), field="id_sure")
    try:
        take_back(
            number=known.number,
            code=known.code,
            at=timezone.now(),
            reason=request.POST.get("reason", "").replace("\0", "")[:500],
            address=client_address(request),
        )
    except Refused as refusal:
        return shown(request, known, tuple(refusal.messages))
    return done(known, "ch")


def around(
    request: HttpRequest, messages: tuple[str, ...], field: str, said: str, words: Mapping[str, str]
) -> dict[str, Any]:
    """What the page shows besides: what is wrong and where, what was just done (`words` for it), how much can be brought."""
    return {
        "errors": [(field, message) for message in messages],
        "said": said,
        "done": words.get(request.GET.get("hao", ""), ""),
        "megabytes": settings.APPLICATION_MEGABYTES,
        "at_once": bringing.AT_ONCE,
        "endings": bringing.ENDINGS,
    }


def done(known: Known, what: str) -> HttpResponse:
    """Back to the page that says where it stands, and what was done."""
    return HttpResponseRedirect(f"{reverse(known.page)}?hao={what}")


def handed(
    request: HttpRequest, known: Known, file_id: int, fetched: Callable[..., object]
) -> HttpResponseBase:
    """A file that was found to be for whoever asks, noted in the log; a page for one that is held back.

    `fetched` enters that it arrived.
    """
    address, at = client_address(request), timezone.now()
    try:
        found = open_file(file_id=file_id, by=citizen(address), at=at, may=True)
    except PermissionDenied as denied:
        raise Http404 from denied
    except FileRefused:
        return trouble(request, HELD_BACK)
    if request.method == "GET":  # a letter that is fetched has arrived
        fetched(number=known.number, code=known.code, at=at, address=address)
    return StreamingHttpResponse(found.chunks, headers=dict(found.headers))
