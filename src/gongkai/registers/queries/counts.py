"""Reads: how many records there are, by agency and year; the cells of table two that registers feed, and what is behind each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count as Many
from django.db.models import F, Q, QuerySet, Sum

from gongkai.law.registers import Asked, Definition, definition
from gongkai.law.registers.counting import Tally as Counted
from gongkai.law.registers.counting import asked, table_two
from gongkai.law.registers.timing import State
from gongkai.law.report.schema import Form
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among
from gongkai.registers import access
from gongkai.registers.models import Record, Tally


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


def cells(form: Form, year: int, agency_ids: frozenset[int]) -> dict[str, int | Decimal]:
    """The cells of table two that registers feed, of these agencies together; blank where a register has nothing of them."""
    return table_two(form, counted(form, year, agency_ids))


def counted(form: Form, year: int, agency_ids: frozenset[int]) -> dict[Asked, Counted]:
    """What is asked for a form, of registers in which these agencies have anything: rows, sums, entries in force.

    One query over the sums, and one for each list whose entries in force are counted.
    """
    held = set(_of(Tally.objects.all(), agency_ids).values_list("register", flat=True).distinct())
    wanted = [each for each in asked(form) if each.register in held]
    rows = list(
        _of(Tally.objects.filter(register__in=held, year=year), agency_ids)
        .values_list("register", "marks")
        .annotate(many=Sum("n"), cents=Sum("amount"))
    )
    found = {}
    for each in wanted:
        made = definition(each.register)
        bit = bit_of(made, each)
        mine = [
            (many, cents) for register, met, many, cents in rows if register == each.register and met & bit
        ]
        money = {made.amount: _yuan(sum(cents for _, cents in mine))} if made.amount else {}
        before, end = _stock(made, bit, year, agency_ids) if made.lasts else (0, 0)
        found[each] = Counted(sum(many for many, _ in mine), money, before, end)
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


def _stock(made: Definition, bit: int, year: int, agency_ids: frozenset[int]) -> tuple[int, int]:
    """Entries in force at the end of the year before, and of the year."""
    found = []
    for day in (date(year - 1, 12, 31), date(year, 12, 31)):
        there = in_force(made.key, agency_ids, day).annotate(met=F("marks").bitand(bit)).filter(met__gt=0)
        found.append(there.aggregate(many=Many("pk"))["many"])
    return found[0], found[1]


def _of(found: QuerySet[Tally], agency_ids: frozenset[int] | None) -> QuerySet[Tally]:
    return found if agency_ids is None else found.filter(Among("agency_id", agency_ids))


def _yuan(cents: int | None) -> Decimal:
    return Decimal(cents or 0) / 100
