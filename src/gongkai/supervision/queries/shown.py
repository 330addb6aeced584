"""Reads: what examinations came to and what they found, for the desk: one agency whole, many side by side."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max

from gongkai.law.inspection.indicators import Indicator, Measure, indicators
from gongkai.law.inspection.settings import OPEN
from gongkai.law.inspection.verdict import Outcome
from gongkai.law.lamps import Light
from gongkai.publication.models import Edition
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among
from gongkai.supervision import access
from gongkai.supervision.models import Examination, Finding, Order

DAYS = 90
"""So far back the picture of an agency goes."""


@dataclass(frozen=True, slots=True)
class SoonRow:
    """What becomes a fault after a day."""

    measure: Measure
    key: str
    where: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """What one indicator came to. `fixed` false: its points stand in no text, a place may set them."""

    indicator: Indicator
    judged: bool
    faults: int
    needed: int
    reached: bool
    lost: Decimal
    fixed: bool

    @property
    def near(self) -> bool:
        """Whether one more fault brings the veto."""
        return not self.reached and self.needed > 1 and self.faults == self.needed - 1


@dataclass(frozen=True, slots=True)
class ExaminationRow:
    """One examination of one agency."""

    id: int
    agency_id: int
    agency: str
    slug: str
    on: date
    at: datetime
    outcome: Outcome
    score: Decimal
    vetoes: tuple[str, ...]
    accounts_failed: int
    faults: int
    counts: dict[Measure, int]
    standings: tuple[Standing, ...]
    soon: tuple[SoonRow, ...]

    @property
    def light(self) -> Light:
        """Red for what fails, yellow for what is near or lost many points, else green."""
        if self.outcome is Outcome.FAILED or self.accounts_failed:
            return Light.RED
        near = any(each.near for each in self.standings)
        return Light.YELLOW if self.soon or near or self.outcome is not Outcome.GOOD else Light.GREEN

    @property
    def word(self) -> str:
        """What the lamp says."""
        if self.outcome is Outcome.FAILED:
            return "不合格"
        if self.accounts_failed:
            return "新媒体不合格"
        return "合格，有临近的事项" if self.light is Light.YELLOW else "合格"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One open finding."""

    id: int
    measure: Measure
    key: str
    where: str
    what: str
    since: date | None
    first_on: date


@dataclass(frozen=True, slots=True)
class Group:
    """The open findings of one measure: those that are kept, how many there are, what the indicators make of them."""

    measure: Measure
    many: int
    rows: tuple[FindingRow, ...]
    standings: tuple[Standing, ...]

    @property
    def weight(self) -> tuple[bool, bool, Decimal, int]:
        """The worst first: a veto, what can become one, points lost, how many."""
        return (
            any(each.reached for each in self.standings),
            any(each.needed for each in self.standings),
            sum((each.lost for each in self.standings), Decimal(0)),
            self.many,
        )


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the picture of an agency."""

    on: date
    outcome: Outcome
    score: Decimal
    faults: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order has come."""

    id: int
    at: datetime
    done: int
    wanted: int

    @property
    def over(self) -> bool:
        """Whether every agency was examined."""
        return self.done >= self.wanted


@dataclass(frozen=True, slots=True)
class Health:
    """All about one agency: the newest examination (None before the first), findings by measure, what ended lately, days."""

    row: ExaminationRow | None
    groups: tuple[Group, ...] = ()
    days: tuple[Point, ...] = field(default=())


def newest(agency_ids: Collection[int] | None) -> list[ExaminationRow]:
    """The newest examination of each agency, by name; None: of all. One query and a half."""
    found = Examination.objects.all()
    if agency_ids is not None:
        found = found.filter(Among("agency_id", frozenset(agency_ids)))
    last = found.order_by().values_list("agency").annotate(last=Max("pk"))
    rows = Examination.objects.filter(Among("pk", frozenset(pk for _, pk in last))).select_related("agency")
    return [_row(each) for each in rows.order_by("agency__name", "agency")]


def board(viewer: Actor) -> list[ExaminationRow]:
    """The newest examinations of the agencies that a supervisor reaches."""
    return newest(viewer.reach(access.SUPERVISORS))


def health(agency_id: int, on: date) -> Health:
    """What an agency came to and what is open; five queries. Who may see it was asked before."""
    row = next(iter(newest([agency_id])), None)
    if row is None:
        return Health(None)
    by_measure: defaultdict[Measure, list[FindingRow]] = defaultdict(list)
    for each in open_findings(agency_id):
        by_measure[each.measure].append(each)
    groups = [
        Group(
            measure,
            max(row.counts.get(measure, 0), len(found)),
            tuple(found),
            tuple(each for each in row.standings if each.indicator.measure is measure),
        )
        for measure, found in by_measure.items()
    ]
    return Health(
        row, tuple(sorted(groups, key=lambda each: each.weight, reverse=True)), points(agency_id, on)
    )


def open_findings(agency_id: int) -> list[FindingRow]:
    """The open findings of an agency, the oldest first; one query."""
    found = Finding.objects.filter(agency=agency_id, gone_on__isnull=True).order_by("measure", "since", "pk")
    return [
        FindingRow(each.pk, Measure(each.measure), each.key, each.where, each.what, each.since, each.first_on)
        for each in found
    ]


def points(agency_id: int, on: date, days: int = DAYS) -> tuple[Point, ...]:
    """The last examination of each of the last days, the oldest first; one query."""
    since = date.fromordinal(on.toordinal() - days)
    rows = Examination.objects.filter(agency=agency_id, on__gt=since, on__lte=on).order_by("on", "pk")
    kept = {
        day: Point(day, Outcome(outcome), score, faults)
        for day, outcome, score, faults in rows.values_list("on", "outcome", "score", "faults")
    }
    return tuple(kept.values())


def progress(agency_ids: Collection[int]) -> Progress | None:
    """How far the newest order that asked for exactly these agencies has come; None where there is none. Two queries."""
    wanted = sorted(set(agency_ids))
    for order in Order.objects.order_by("-at", "-pk")[:50]:
        if order.agencies == wanted:
            return Progress(order.pk, order.at, order.examinations.count(), len(wanted))
    return None


def _row(each: Examination) -> ExaminationRow:
    return ExaminationRow(
        id=each.pk,
        agency_id=each.agency_id,
        agency=each.agency.name,
        slug=each.agency.slug,
        on=each.on,
        at=each.at,
        outcome=Outcome(each.outcome),
        score=each.score,
        vetoes=tuple(each.vetoes),
        accounts_failed=each.accounts_failed,
        faults=each.faults,
        counts={Measure(name): many for name, many in each.counts.items() if name in set(Measure)},
        standings=tuple(_standing(told) for told in each.results if told["id"] in indicators()),
        soon=tuple(
            SoonRow(Measure(one["measure"]), one["key"], one["where"], date.fromisoformat(one["due_on"]))
            for one in each.soon
            if one["measure"] in set(Measure)
        ),
    )


def _standing(told: dict[str, object]) -> Standing:
    indicator = indicators()[str(told["id"])]
    return Standing(
        indicator=indicator,
        judged=bool(told["judged"]),
        faults=int(str(told["faults"])),
        needed=int(str(told["needed"])),
        reached=bool(told["reached"]),
        lost=Decimal(str(told["lost"])),
        fixed=not indicator.points or indicator.points[-1].evidence not in OPEN,
    )


def opened(item_ids: Collection[int]) -> frozenset[int]:
    """Those of these items of which an edition is in work; one query."""
    found = Edition.objects.filter(
        Among("item_id", frozenset(item_ids)), published_at__isnull=True, ended_at__isnull=True
    )
    return frozenset(found.values_list("item", flat=True))


def before(agency_ids: Collection[int], on: date, days: int) -> dict[int, int]:
    """How many findings agencies had so many days before, by agency; those without an examination then are left out."""
    day = date.fromordinal(on.toordinal() - days)
    found = Examination.objects.filter(Among("agency_id", frozenset(agency_ids)), on=day).order_by("pk")
    return dict(found.values_list("agency", "faults"))
