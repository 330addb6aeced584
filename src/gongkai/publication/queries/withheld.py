"""Reads: the register of what is withheld, and what in it is due to be looked at again."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.documents.holidays import installed_calendar
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.reevaluation import SecrecyLevel, Withheld, reevaluate
from gongkai.law.exemptions import exemptions
from gongkai.publication.access import READERS
from gongkai.publication.models import Withholding
from gongkai.records.access import Actor
from gongkai.records.queries.numbers import civil_day


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """Somebody looked again."""

    outcome: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WithheldRow:
    """One entry of the register. `messages`: why it is to be looked at now, in Chinese; empty while it is not."""

    id: int
    item_id: int
    agency_id: int
    agency: str
    title: str
    attribute: Attribute
    grounds: tuple[str, ...]
    reasons: str
    decided_on: date
    evaluated_on: date | None
    look_on: date
    degree: SecrecyLevel | None
    secret_until: date | None
    declassified_on: date | None
    evaluations: tuple[EvaluationRow, ...]
    messages: tuple[str, ...] = ()


def facts_of(held: Withholding, evaluated_on: date | None = None) -> Withheld:
    """An entry as the law sees it."""
    return Withheld(
        decided_on=held.decided_on,
        evaluated_on=evaluated_on,
        degree=SecrecyLevel(held.degree) if held.degree else None,
        classified_on=held.classified_on,
        secret_until=held.secret_until,
        declassified_on=held.declassified_on,
    )


def register(
    viewer: Actor,
    on: date,
    *,
    due: bool = False,
    secret: bool = False,
    first: int = 0,
    most: int | None = None,
) -> list[WithheldRow]:
    """The register of the agencies that somebody reaches, soonest to be looked at first; two queries.

    `due`: only what is due on a day; `secret`: only state secrets, which are declassified; `first`, `most`: a part of it.
    """
    rows = _seen(viewer, on, due=due, secret=secret).order_by("look_on", "pk")
    end = None if most is None else first + most
    wanted = rows.select_related("agency", "item", "edition").prefetch_related("evaluations__by")[first:end]
    return [_row(held, on) for held in wanted]


def how_many(viewer: Actor, on: date, *, due: bool = False, secret: bool = False) -> int:
    """How many entries that part of the register has."""
    return _seen(viewer, on, due=due, secret=secret).count()


def entry(withholding_id: int, viewer: Actor, on: date) -> WithheldRow | None:
    """One entry; None if there is none, it has left the register, or the viewer may not see it."""
    found = _seen(viewer, on).filter(pk=withholding_id).select_related("agency", "item", "edition")
    held = found.prefetch_related("evaluations__by").first()
    return _row(held, on) if held else None


def entry_of_item(item_id: int, viewer: Actor) -> int | None:
    """The number of the entry that an item has in the register; None if it stands in none that the viewer may see."""
    found = Withholding.objects.filter(agency__in=viewer.reach(READERS), ended_at__isnull=True, item=item_id)
    return found.values_list("pk", flat=True).first()


def _seen(viewer: Actor, on: date, *, due: bool = False, secret: bool = False) -> QuerySet[Withholding]:
    found = Withholding.objects.filter(agency__in=viewer.reach(READERS), ended_at__isnull=True)
    if due:
        found = found.filter(look_on__lte=on)
    return found.exclude(degree="") if secret else found


def _row(held: Withholding, on: date) -> WithheldRow:
    last = max((civil_day(one.at) for one in held.evaluations.all()), default=None)
    row = WithheldRow(
        held.pk,
        held.item_id,
        held.agency_id,
        held.agency.name,
        held.edition.title,
        Attribute(held.attribute),
        tuple(exemptions()[ground].label for ground in held.grounds if ground in exemptions()),
        held.reasons,
        held.decided_on,
        last,
        held.look_on,
        SecrecyLevel(held.degree) if held.degree else None,
        held.secret_until,
        held.declassified_on,
        tuple(
            EvaluationRow(one.get_outcome_display(), one.why, one.by.name, one.at)
            for one in sorted(held.evaluations.all(), key=lambda one: one.at, reverse=True)
        ),
    )
    if held.look_on > on:
        return row
    found = reevaluate(facts_of(held, last), on, installed_calendar())
    told = tuple(finding.message for finding in found.findings)
    return replace(row, messages=told or ("到期应当再次评估是否可以公开。",))
