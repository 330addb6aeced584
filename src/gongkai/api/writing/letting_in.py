"""Who asks, with which token; how much they bring; and that what they asked is written down."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security import HttpBearer

from gongkai.api import problems
from gongkai.api.problems import Problem
from gongkai.exchange.actions import NotLetIn, admit, note_use
from gongkai.exchange.actions.admitting import Caller
from gongkai.exchange.queries import Scope
from gongkai.guard.http.address import client_address
from gongkai.guard.http.requests import request_id
from gongkai.guard.http.uploads import FORM_ROOM, Room, text_room

View = Callable[..., HttpResponse]

TOO_MUCH = "一次请求不能超过 {megabytes} MB。附件请逐个送交。"
_LONGEST = 200  # characters of a token that are looked at
_STATED_LENGTH = 18  # digits of Content-Length that are read

logger = logging.getLogger(__name__)


class Bearer(HttpBearer):
    """A token in the head of a request, which has to be good for one thing. It is read from nowhere else."""

    openapi_description = "令牌由机关的安全管理员生成，只显示一次。"

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in, with the caller kept at the request; Problem otherwise. The size is judged before anything is read."""
        begin, _, given = request.headers.get("Authorization", "")[:_LONGEST].partition(" ")
        token = given.strip() if begin.lower() == "bearer" else ""
        try:
            caller = self._admitted(request, token)
        except NotLetIn as refused:
            raise _problem(refused) from None
        request.caller = caller  # type: ignore[attr-defined] # for the note behind the answer
        _require_room(request)
        return caller

    def _admitted(self, request: HttpRequest, token: str) -> Caller:
        return admit(
            token,
            self.scope,
            asked=asked(request),
            address=client_address(request),
            request_id=request_id(),
            at=timezone.now(),
        )

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """What the library would ask; the call above asks itself, so that refusals have their reasons."""
        return self._admitted(request, token)


def asked(request: HttpRequest) -> str:
    """What is asked for, for the log: the method and the name of the address, nothing that was sent."""
    match = request.resolver_match
    return f"{(request.method or '')[:7]} {match.url_name if match else ''}"


def caller_of(request: HttpRequest) -> Caller:
    """Who was let in."""
    caller: Caller = request.caller  # type: ignore[attr-defined] # set by Bearer
    return caller


def noted(view: View) -> View:
    """A view of this part: whatever a known system is answered is written down, and kept by nobody on the way."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        caller = getattr(request, "caller", None)
        if caller is not None:
            item = getattr(request, "item_id", 0) or kwargs.get("number", 0)
            note_use(
                caller,
                asked=asked(request),
                status=response.status_code,
                at=timezone.now(),
                item_id=item,
            )
        response["Cache-Control"] = "no-store"
        return response

    return answer


def measured_here(view: View) -> View:
    """A view that judges itself how much a request brings, so that whoever brings too much is answered as by the rest of it."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    answer.room = Room(files=1, largest=lambda: 10**60, kept=True)  # type: ignore[attr-defined] # read by BodyLimit
    return answer


def _require_room(request: HttpRequest) -> None:
    """A request that says more than there is room for is refused before it is read; one that lies is read no further."""
    files = (request.content_type or "") == "multipart/form-data"
    most = settings.FILE_MEGABYTES * 1_000_000 + FORM_ROOM if files else text_room()
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if len(stated) > _STATED_LENGTH or int(stated) > most:
        shown = settings.FILE_MEGABYTES if files else text_room() // (1024 * 1024)
        raise Problem(413, problems.TOO_LARGE, TOO_MUCH.format(megabytes=shown))


def _problem(refused: NotLetIn) -> Problem:
    title = {401: problems.NOT_LET_IN, 429: problems.TOO_MANY}.get(refused.status, problems.FORBIDDEN)
    heads = {}
    if refused.status == 401:
        heads["WWW-Authenticate"] = "Bearer"
    if refused.wait:
        heads["Retry-After"] = str(refused.wait)
    return Problem(refused.status, title, refused.why, headers=heads)
