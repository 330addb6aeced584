"""Who acts in a request, for what it writes and for the log."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from gongkai.agencies import queries as agencies
from gongkai.guard.http.address import client_address
from gongkai.records.access import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Whoever is logged in, with the roles of the day; made once for each request."""
    if request.user.pk is None:
        return visitor(request)
    kept: Actor | None = getattr(request, "actor", None)
    if kept is None or kept.user_id != request.user.pk:
        kept = agencies.actor(
            user_id=request.user.pk,
            on=timezone.localdate(),
            address=client_address(request),
            request_id=_request_id(request),
        )
        request.actor = kept  # type: ignore[attr-defined] # kept for the request, as Django keeps its user
    return kept


def visitor(request: HttpRequest) -> Actor:
    """Somebody who is not logged in."""
    return Actor(
        "anonymous", "未登录的访问者", address=client_address(request), request_id=_request_id(request)
    )


def at_the_door(request: HttpRequest, user: Any) -> Actor:
    """Somebody who has proved the password, but is not logged in yet: no roles."""
    return replace(visitor(request), username=user.username, name=user.name, user_id=user.pk)


def _request_id(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))
