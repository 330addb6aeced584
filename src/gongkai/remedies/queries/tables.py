"""Reads: table four from the chains themselves at any date, and the proceedings behind each of its figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.urls import reverse

from gongkai.applications.models import Event as ApplicationEvent
from gongkai.documents.holidays import installed_calendar
from gongkai.law.remedies.stages import stages
from gongkai.law.remedies.standing import Proceeding
from gongkai.law.remedies.tally import cells_of, counted_on, tally
from gongkai.law.report.periods import Period
from gongkai.records.queries.among import Among
from gongkai.remedies.models import Chain, Event
from gongkai.remedies.queries.standing import ledger_of


@dataclass(frozen=True, slots=True)
class Behind:
    """One review or suit behind a figure. `day`: when it was decided for good, or, while it is pending, when it began.

    `address`: the page of its chain in the desk.
    """

    number: str
    title: str
    day: date
    address: str
    chain_id: int
    agency_id: int
    proceeding: Proceeding


def table_four(agencies: Iterable[int], period: Period, as_of: date) -> dict[str, int]:
    """Every cell of table four of a period as it stands on a day, counted over these agencies.

    Four queries, whatever there is. A day after the period is its last one; before it, nothing counts.
    LookupError for a year without form.   依据：国办公开办函〔2021〕30号 表四
    """
    return tally((one for _, one in counted(agencies, period, as_of)), period)


def behind(cell: str, agencies: Iterable[int], period: Period, as_of: date) -> list[Behind]:
    """The reviews and suits that a cell (`t4.review.upheld`) counts, oldest first; none for what is no cell of the form."""
    if cell not in period.form.cells:
        return []
    found = [
        Behind(
            number=chain.number,
            title=chain.title,
            day=one.closed_on or one.opened_on,
            address=reverse("desk:remedy", args=[chain.pk]),
            chain_id=chain.pk,
            agency_id=chain.agency_id,
            proceeding=one,
        )
        for chain, one in counted(agencies, period, as_of)
        if cell in cells_of(one, period)
    ]
    return sorted(found, key=lambda row: (row.day, row.chain_id))


def counted(agencies: Iterable[int], period: Period, as_of: date) -> Iterator[tuple[Chain, Proceeding]]:
    """Every review and suit of a period as it stands on a day, by the facts up to that day."""
    on = counted_on(period, as_of)
    if on is None:
        return
    calendar = installed_calendar()
    chains = list(
        Chain.objects.filter(Among("agency", frozenset(agencies)), _bears_on(period, on))
        .select_related("application")
        .prefetch_related(Prefetch("events", Event.objects.order_by("pk")))
        .order_by("pk")
    )
    answered = _answers({chain.application_id for chain in chains if chain.application_id})
    for chain in chains:
        ledger = ledger_of(chain, chain.events.all(), answered[chain.application_id])
        for one in stages(ledger, on, calendar).proceedings:
            yield chain, one


def _bears_on(period: Period, on: date) -> Q:
    """Begun by the day and not over before the eve. What the projections say of later facts only widens it."""
    return Q(opened_on__lte=on) & (Q(closed_on__isnull=True) | Q(closed_on__gte=period.eve))


def _answers(application_ids: Iterable[int]) -> defaultdict[int | None, list[ApplicationEvent]]:
    found: defaultdict[int | None, list[ApplicationEvent]] = defaultdict(list)
    for event in ApplicationEvent.objects.filter(application__in=list(application_ids)).order_by("pk"):
        found[event.application_id].append(event)
    return found
