"""The request of somebody who is logged in and was let in."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone

from gongkai.records.access import Actor


class DeskRequest(HttpRequest):
    """What the views of the desk get: `actor` is made once, at the door, from the memberships of the day.

    `at` and `on` are the instant and the civil day of the request: the same for everything that is done in it.
    """

    actor: Actor
    at: datetime
    on: date


def stamp(request: DeskRequest) -> None:
    """Note the time of a request."""
    request.at = timezone.now()
    request.on = timezone.localdate(request.at)
