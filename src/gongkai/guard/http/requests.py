"""Each request has an id: on error pages, in every line of the journal, in the log of actions."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,35}")  # 36 characters at most: the log's column

_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of the request under way, for `Actor.request_id`; "" in commands and jobs."""
    return _current.get()


class RequestId:
    """Middleware, the outermost: gives the request an id, and the answer the same in its header.

    An id in the request counts only where a proxy of our own stands in front, which must set it anew for each request
    (nginx: `proxy_set_header X-Request-ID $request_id`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        made = _given(request) or uuid4().hex
        request.request_id = made  # type: ignore[attr-defined] # kept for the request, as Django keeps its user
        token = _current.set(made)
        try:
            response = self.get_response(request)
            response[HEADER] = made
        finally:
            _current.reset(token)
        return response


def _given(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    return given if settings.TRUSTED_PROXIES and _GIVEN.fullmatch(given) else ""
