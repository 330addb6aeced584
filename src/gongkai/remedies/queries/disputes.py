"""Reads: the reviews and suits against answers: on the page of an application, and for how long its file is kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.law.ledger import Fact
from gongkai.law.remedies.course import DISPUTE
from gongkai.records.access import Actor
from gongkai.remedies import access
from gongkai.remedies.models import Chain, Event
from gongkai.remedies.models.kinds import Stage

_KINDS = [kind.value for kind in DISPUTE]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute about an application, as the page of the application shows it."""

    id: int
    number: str
    title: str
    stage: Stage
    opened_on: date | None
    due_on: date | None


def about(viewer: Actor, application_id: int) -> list[Dispute]:
    """The disputes about an application that somebody may see, the oldest first: one query."""
    found = Chain.objects.filter(access.visible_to(viewer), application=application_id).order_by("pk")
    return [
        Dispute(each.pk, each.number, each.title, Stage(each.stage), each.opened_on, each.due_on)
        for each in found
    ]


def facts(application_ids: Iterable[int]) -> dict[int, list[Fact]]:
    """What counts of the disputes about these applications, by application: one query."""
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    events = Event.objects.filter(
        chain__application__in=list(application_ids), kind__in=_KINDS, voided_by__isnull=True
    )
    for event in events.select_related("chain").order_by("pk"):
        found[event.chain.application_id or 0].append(event.fact())
    return dict(found)


def disputed() -> QuerySet[Chain]:
    """The numbers of all applications that have a dispute, as a subquery."""
    found = Chain.objects.filter(application__isnull=False, opened_on__isnull=False)
    return found.values("application")  # type: ignore[return-value] # a subquery of one column
