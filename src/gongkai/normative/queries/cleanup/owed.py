"""Reads: which bodies are to be reminded of their list in a clean-up, on which level, and who is to hear of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from gongkai.accounts.models import User
from gongkai.agencies.queries import holders
from gongkai.documents.holidays import installed_calendar
from gongkai.normative import access
from gongkai.normative.models import CleanupBody, CleanupTurn, Stage, Turn
from gongkai.records.access import OPERATOR

SOON = 3
"""So many working days before its last day a list is near."""


class Near(StrEnum):
    """How near the last day of a list is."""

    SOON = "soon"
    LAST = "last"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {"soon": "报送期限临近", "last": "今天是报送的最后一天", "overdue": "报送期限已过"}[self.value]


@dataclass(frozen=True, slots=True)
class Owed:
    """A list that is to be handed in. `emails`: by the number of the person."""

    body_id: int
    cleanup_id: int
    title: str
    agency_id: int
    agency: str
    due_on: date
    near: Near
    emails: dict[int, str]


def near(due_on: date, on: date) -> Near | None:
    """How near the last day is on a day; None while it is far."""
    if due_on < on:
        return Near.OVERDUE
    if due_on == on:
        return Near.LAST
    return Near.SOON if installed_calendar().between(on, due_on) <= SOON else None


def owed(on: date) -> Iterator[Owed]:
    """The lists whose bodies were not told of their level yet since the list was asked for or returned; nothing on days off."""
    if not installed_calendar().works(on):
        return
    waiting = CleanupBody.objects.filter(stage__in=[each for each in Stage if each.owed])
    for body in waiting.select_related("cleanup", "agency").order_by("pk"):
        level = near(body.cleanup.due_on, on)
        if level is None or _told(body, level):
            continue
        who = holders(roles=access.KEEPERS - access.CLEANERS, agency_id=body.agency_id, on=on)
        known = User.objects.filter(pk__in=who, closed_at__isnull=True).exclude(email="")
        yield Owed(
            body.pk,
            body.cleanup_id,
            body.cleanup.title,
            body.agency_id,
            body.agency.name,
            body.cleanup.due_on,
            level,
            dict(known.values_list("pk", "email")),
        )


def _told(body: CleanupBody, level: Near) -> bool:
    """Whether the clock reminded a body on this level since its list is owed."""
    told = Q(turn=Turn.REMINDED, by=OPERATOR.username, reason=level.label)
    return CleanupTurn.objects.filter(told, body=body, at__gte=body.since or body.cleanup.at).exists()
