"""Reads: how many records there are, by agency and year; the cells of table two that registers feed, and what is behind each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count as Many
from django.db.models import F, Q, QuerySet, Sum

from gongkai.law.registers import Asked, Definition, definition
from gongkai.law.registers.counting import Tally as Counted
from gongkai.law.registers.counting import asked_in, table_two
from gongkai.law.registers.timing import State
from gongkai.law.report.periods import Period
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among
from gongkai.registers import access
from gongkai.registers.models import Record, Tally

_EVERY_MARK = -1
"""Of rows that all count alike, whatever is asked for: they meet it."""


@dataclass(frozen=True, slots=True)
class Line:
    """The records of an agency of a year: all of them, those that the public sees, those that left; `late`; money in 元."""

    agency_id: int
    agency: str
    year: int
    all: int
    public: int
    withdrawn: int
    late: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Total:
    """Records of a register, and since and until which year."""

    register: str
    public: int
    first: int
    last: int


def by_agency_and_year(register: str, agency_ids: frozenset[int] | None = None) -> list[Line]:
    """Every agency and year of a register, by agency and year; one query over the sums."""
    found = _of(Tally.objects.filter(register=register), agency_ids)
    rows = (
        found.values("agency_id", "agency__name", "year")
        .annotate(
            every=Sum("n"),
            open=Sum("n", filter=Q(state=State.PUBLIC), default=0),
            left=Sum("n", filter=Q(state=State.WITHDRAWN), default=0),
            behind=Sum("n", filter=Q(late=True), default=0),
            cents=Sum("amount"),
        )
        .order_by("agency__name", "agency_id", "year")
    )
    return [
        Line(
            agency_id=row["agency_id"],
            agency=row["agency__name"],
            year=row["year"],
            all=row["every"],
            public=row["open"],
            withdrawn=row["left"],
            late=row["behind"],
            amount=_yuan(row["cents"]),
        )
        for row in rows
    ]


def totals() -> list[Total]:
    """What the public sees of each register that has anything; one query over the sums."""
    rows = Tally.objects.filter(state=State.PUBLIC).values_list("register", "year").annotate(many=Sum("n"))
    found: dict[str, Total] = {}
    for register, year, many in rows:
        before = found.get(register, Total(register, 0, year, year))
        found[register] = Total(
            register, before.public + many, min(before.first, year), max(before.last, year)
        )
    return [found[register] for register in sorted(found)]


def cells(period: Period, agency_ids: frozenset[int]) -> dict[str, int | Decimal]:
    """The cells of table two that registers feed, of these agencies together; blank where a register has nothing of them."""
    return table_two(period.form, counted(period, agency_ids))


def cells_each(period: Period, bodies: Mapping[int, frozenset[int]]) -> dict[int, dict[str, int | Decimal]]:
    """The same for each of these bodies, which are given with the agencies whose rows are theirs; as many queries as for one."""
    found = _counted(period, bodies)
    return {body: table_two(period.form, found[body]) for body in bodies}


def counted(period: Period, agency_ids: frozenset[int]) -> dict[Asked, Counted]:
    """What is asked for a period, of registers in which these agencies have anything: rows, sums, entries in force.

    One query over the sums of a year, or over the rows of a part of it, and two for each list whose entries are counted.
    """
    return _counted(period, {0: agency_ids})[0]


def _counted(period: Period, bodies: Mapping[int, frozenset[int]]) -> dict[int, dict[Asked, Counted]]:
    whose = {pk: body for body, ids in bodies.items() for pk in ids}
    every = frozenset(whose)
    held = {
        (register, whose[pk])
        for register, pk in _of(Tally.objects.all(), every).values_list("register", "agency_id").distinct()
    }
    wanted = [
        each
        for each in asked_in(period.form, period)
        if any((each.register, body) in held for body in bodies)
    ]
    rows: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
    for body, register, met, many, cents in _summed(period, {each.register for each in wanted}, bodies):
        rows[register, body].append((met, many, cents or 0))
    found: dict[int, dict[Asked, Counted]] = {body: {} for body in bodies}
    for each in wanted:
        made = definition(each.register)
        bit = bit_of(made, each)
        before, after = (
            (_stock(made.key, bit, day, bodies) if made.lasts else {}) for day in (period.eve, period.last)
        )
        for body in bodies:
            if (each.register, body) not in held:
                continue
            mine = [(many, cents) for met, many, cents in rows[each.register, body] if met & bit]
            money = {key: _yuan(sum(cents for _, cents in mine)) for key in _summed_fields(made)}
            found[body][each] = Counted(
                sum(many for many, _ in mine), money, before.get(body, 0), after.get(body, 0)
            )
    return found


def bit_of(made: Definition, each: Asked) -> int:
    """The mark of the rows that are asked for."""
    return next(1 << place for place, count in enumerate(made.counts) if count.asked == each)


def in_force(register: str, agency_ids: frozenset[int] | None, on: date) -> QuerySet[Record]:
    """The entries of a list that are in force on a day; those that a whole list no longer names are not."""
    found = Record.objects.filter(register=register)
    if agency_ids is not None:
        found = found.filter(Among("agency_id", agency_ids))
    begun = Q(begins_on__isnull=True) | Q(begins_on__lte=on)
    named = Q(absent_on__isnull=True) | Q(absent_on__gt=on)
    return found.filter(begun, Q(ends_on__isnull=True) | Q(ends_on__gt=on), named)


def seen(viewer: Actor, agency_ids: Iterable[int]) -> frozenset[int]:
    """Of these agencies those that an officer reaches."""
    wanted = frozenset(agency_ids)
    return wanted if viewer is OPERATOR else wanted & access.reach(viewer)


def _summed(
    period: Period, registers: set[str], bodies: Mapping[int, frozenset[int]]
) -> Iterator[tuple[int, str, int, int, int | None]]:
    """How many rows of a period there are and what they add up to, in 分, by body, register and marks.

    Of a year the sums are kept; of a part of it the rows themselves are counted.
    """
    columns = ("register", "marks", *_told_apart(bodies))
    rows = (
        _kept(period, registers, columns, bodies)
        if period.whole
        else _dated(period, registers, columns, bodies)
    )
    whose, alone = _owners(bodies), next(iter(bodies))
    for register, met, *who, many, cents in rows:
        yield whose[who[0]] if who else alone, register, met, many, cents


def _kept(
    period: Period, registers: set[str], columns: tuple[str, ...], bodies: Mapping[int, frozenset[int]]
) -> Iterable[tuple[Any, ...]]:
    found = _of(Tally.objects.filter(register__in=registers, year=period.year), _every(bodies))
    return found.values_list(*columns).annotate(many=Sum("n"), cents=Sum("amount")).order_by()


def _dated(
    period: Period, registers: set[str], columns: tuple[str, ...], bodies: Mapping[int, frozenset[int]]
) -> Iterable[tuple[Any, ...]]:
    """Registers of which every row counts alike are counted in an index alone; of the others each row is looked at."""
    within = Q(dated_on__gte=period.first, dated_on__lte=period.last)
    found = Record.objects.filter(Among("agency_id", _every(bodies)), within, state__in=State).order_by()
    alike = {register for register in registers if _counts_alike(definition(register))}
    rest = columns[2:]
    for register, *who, many in (
        found.filter(register__in=alike).values_list("register", *rest).annotate(many=Many("pk"))
    ):
        yield register, _EVERY_MARK, *who, many, 0
    marked = found.filter(register__in=registers - alike).values_list(*columns)
    yield from marked.annotate(many=Many("pk"), cents=Sum("amount"))


def _summed_fields(made: Definition) -> set[str]:
    """The money that a cell asks for."""
    return {count.field for count in made.counts if count.field}


def _counts_alike(made: Definition) -> bool:
    """Whether no count of a register asks for some of its rows alone, or for their money."""
    return not _summed_fields(made) and not any(count.asked.where for count in made.counts)


def _stock(register: str, bit: int, on: date, bodies: Mapping[int, frozenset[int]]) -> dict[int, int]:
    """How many entries of a list are in force on a day, by body."""
    there = in_force(register, _every(bodies), on).annotate(met=F("marks").bitand(bit)).filter(met__gt=0)
    whose, alone = _owners(bodies), next(iter(bodies))
    found: dict[int, int] = {}
    for _, *who, many in (
        there.values_list("register", *_told_apart(bodies)).annotate(many=Many("pk")).order_by()
    ):
        body = whose[who[0]] if who else alone
        found[body] = found.get(body, 0) + many
    return found


def _every(bodies: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*bodies.values())


def _told_apart(bodies: Mapping[int, frozenset[int]]) -> tuple[str, ...]:
    """The column by which rows of several bodies are told apart; of one alone there is nothing to tell."""
    return ("agency_id",) if len(bodies) > 1 else ()


def _owners(bodies: Mapping[int, frozenset[int]]) -> dict[int, int]:
    """Which body the rows of an agency are of; of one body alone it is asked for nobody's."""
    return {pk: body for body, ids in bodies.items() for pk in ids} if len(bodies) > 1 else {}


def _of(found: QuerySet[Tally], agency_ids: frozenset[int] | None) -> QuerySet[Tally]:
    return found if agency_ids is None else found.filter(Among("agency_id", agency_ids))


def _yuan(cents: int | None) -> Decimal:
    return Decimal(cents or 0) / 100
