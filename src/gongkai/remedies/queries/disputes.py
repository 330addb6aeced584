"""Reads: the reviews and suits against answers, for whoever asks how long the file of an application is kept."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from gongkai.law.ledger import Fact
from gongkai.law.remedies.course import DISPUTE
from gongkai.remedies.models import Chain, Event

_KINDS = [kind.value for kind in DISPUTE]


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
