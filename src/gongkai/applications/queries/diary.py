"""Reads: the last days of what somebody has in hand; nothing in them says who applies or what for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.applications import access
from gongkai.applications.models import Application, Assignment
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among

MOST = 1_000


@dataclass(frozen=True, slots=True)
class LastDay:
    """One last day: of the reply, or of a part of the work (`part` its number)."""

    application_id: int
    number: str
    due_on: date
    part: int | None = None


def last_days(viewer: Actor) -> list[LastDay]:
    """Of the open applications that somebody handles, or takes care of for an agency, and of their parts: two queries."""
    officer = Q(Among("agency", viewer.reach(access.OFFICERS)))
    mine = Q(handler=viewer.user_id or 0)
    open_ones = Application.objects.filter(officer | mine, closed_on__isnull=True, due_on__isnull=False)
    replies = open_ones.order_by("due_on", "pk").values_list("pk", "number", "due_on")[:MOST]
    parts = (
        Assignment.objects.filter(
            person=viewer.user_id or 0, done_at__isnull=True, application__closed_on__isnull=True
        )
        .order_by("due_on", "pk")
        .values_list("application", "application__number", "due_on", "pk")[:MOST]
    )
    return [
        *(LastDay(pk, number, due) for pk, number, due in replies if due is not None),
        *(LastDay(*part) for part in parts),
    ]
