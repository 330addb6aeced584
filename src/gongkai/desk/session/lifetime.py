"""How long a session lives: it ends when nobody was seen for a while, and when it is too old."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

BEGAN, SEEN = "desk_began", "desk_seen"  # in the session, in seconds since 1970
GRAIN = 60  # seconds for which having been seen counts, so that not every page writes


def begin(request: HttpRequest) -> None:
    """A session begins with the login."""
    request.session[BEGAN] = request.session[SEEN] = _now()


def over(request: HttpRequest) -> str:
    """Why the session is over: "idle", "absolute", or nothing."""
    now = _now()
    began, seen = request.session.setdefault(BEGAN, now), request.session.setdefault(SEEN, now)
    if now - seen >= timedelta(minutes=settings.SESSION_IDLE_MINUTES).total_seconds():
        return "idle"
    if now - began >= timedelta(hours=settings.SESSION_HOURS).total_seconds():
        return "absolute"
    return ""


def see(request: HttpRequest) -> None:
    """Note that somebody was seen, in the session and in the list of own sessions."""
    now = _now()
    if now - request.session[SEEN] >= GRAIN:
        request.session[SEEN] = now
        UserSession.objects.create_from_request(request)


def _now() -> int:
    return int(timezone.now().timestamp())
