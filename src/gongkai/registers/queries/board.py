"""Reads: which sources are behind: nothing came in their period, rows came late, withdrawals came late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import TruncDate

from gongkai.law.bodies import BodyKind
from gongkai.law.registers import Rhythm, definitions
from gongkai.law.registers.timing import State
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import CIVIL, civil_day
from gongkai.registers import access
from gongkai.registers.models import Delivery, Record, Source, Stage, Tally
from gongkai.registers.queries.deliveries import SourceRow, sources

_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Standing:
    """A source on a day. `expected_by`: the last day of the period in which something must come, None where there is none.

    `missing`: that day is over. `last_at`: when something was applied last. Of the deliveries of the year: how many were
    applied, refused, how many rows they brought, how many of them late; `waiting` are open now.
    """

    source: SourceRow
    last_at: datetime | None
    expected_by: date | None
    missing: bool
    applied: int
    refused: int
    waiting: int
    rows: int
    late: int

    @property
    def late_share(self) -> float | None:
        """How much of what came in the year came after its day; None without rows."""
        return self.late / self.rows if self.rows else None


@dataclass(frozen=True, slots=True)
class Left:
    """Records of an agency that left the public view after their last day, or have not left it."""

    agency_id: int
    register: str
    many: int


@dataclass(frozen=True, slots=True)
class Silent:
    """An agency that must have rows of a register, and has neither any, nor a source of which some are expected."""

    agency_id: int
    register: str


def silent(viewer: Actor, bodies: Mapping[int, BodyKind], *, register: str = "") -> list[Silent]:
    """Of these agencies, as far as they are in reach, those that never delivered what each body of their kind must publish.

    Two queries for each register that asks that. By register, then in the order in which the agencies were given.
    """
    reached = bodies.keys() if viewer is OPERATOR else bodies.keys() & access.reach(viewer)
    found = []
    for key, made in definitions().items():
        if not made.bodies or register not in ("", key):
            continue
        expected = Source.objects.filter(register=key, closed_at__isnull=True).values_list(
            "agency", flat=True
        )
        heard = {*expected, *Tally.objects.filter(register=key).values_list("agency", flat=True)}
        found += [
            Silent(number, key)
            for number, kind in bodies.items()
            if number in reached and kind in made.bodies and number not in heard
        ]
    return found


def board(viewer: Actor, on: date, *, register: str = "") -> list[Standing]:
    """The open sources of agencies in reach with how they stand on a day, those that are behind first; two queries."""
    held = sources(viewer, register=register)
    told = _told([each.id for each in held], on)
    standings = [_standing(each, told.get(each.id, {}), on) for each in held]
    return sorted(
        standings, key=lambda each: (not each.missing, -each.late, each.source.agency, each.source.id)
    )


def expected_by(rhythm: Rhythm, last_on: date) -> date | None:
    """The last day of the period after that in which the last delivery, or the opening of the source, lies.

    None for what is delivered when something happens.
    """
    months = _MONTHS.get(rhythm)
    if months is None:
        return None
    place = last_on.year * 12 + (last_on.month - 1) // months * months + 2 * months
    return date(place // 12, place % 12 + 1, 1) - timedelta(days=1)


def left_late(viewer: Actor, agency_ids: Iterable[int] | None = None) -> list[Left]:
    """How many records left the public view after the last day for it, by agency and register; one query."""
    found = Record.objects.filter(state=State.WITHDRAWN, leave_by__isnull=False, left_at__isnull=False)
    reached = None if viewer is OPERATOR else access.reach(viewer)
    if agency_ids is not None:
        reached = frozenset(agency_ids) if reached is None else reached & frozenset(agency_ids)
    if reached is not None:
        found = found.filter(Among("agency_id", reached))
    late = found.annotate(day=TruncDate("left_at", tzinfo=CIVIL)).filter(day__gt=F("leave_by"))
    rows = (
        late.values_list("agency_id", "register").annotate(many=Count("pk")).order_by("agency_id", "register")
    )
    return [Left(*row) for row in rows]


def _told(ids: list[int], on: date) -> dict[int, Mapping[str, object]]:
    """What came of the deliveries of sources: of the year, and the last one of all."""
    begin = datetime(on.year, 1, 1, tzinfo=CIVIL)
    end = datetime(on.year + 1, 1, 1, tzinfo=CIVIL)
    of_year = Q(at__gte=begin, at__lt=end)
    applied = Q(stage=Stage.APPLIED)
    rows = (
        Delivery.objects.filter(source__in=ids)
        .values("source_id")
        .annotate(
            last_at=Max("ended_at", filter=applied),
            applied=Count("pk", filter=of_year & applied),
            refused=Count("pk", filter=of_year & Q(stage__in=(Stage.FAULTY, Stage.FAILED))),
            waiting=Count("pk", filter=Q(stage__in=(Stage.STAGING, Stage.READY))),
            brought=Sum("made", filter=of_year & applied, default=0),
            behind=Sum("late", filter=of_year & applied, default=0),
        )
    )
    return {row["source_id"]: dict(row) for row in rows}


def _standing(held: SourceRow, told: Mapping[str, object], on: date) -> Standing:
    last_at = told.get("last_at")
    last = last_at if isinstance(last_at, datetime) else None
    by = expected_by(held.rhythm, civil_day(last or held.opened_at))
    return Standing(
        source=held,
        last_at=last,
        expected_by=by,
        missing=by is not None and by < on,
        applied=_number(told, "applied"),
        refused=_number(told, "refused"),
        waiting=_number(told, "waiting"),
        rows=_number(told, "brought"),
        late=_number(told, "behind"),
    )


def _number(told: Mapping[str, object], name: str) -> int:
    found = told.get(name)
    return found if isinstance(found, int) else 0
