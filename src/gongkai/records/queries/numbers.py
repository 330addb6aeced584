"""Reads: the patterns of numbers that are in force, how far the series have come, what a pattern would give."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery

from gongkai.records.models import GivenNumber, NumberPattern, NumberSeries
from gongkai.records.models.number_kinds import DECLARED, NumberKind, Once
from gongkai.records.models.patterns import (
    LENGTH,
    NUMBER_LENGTH,
    PART_LENGTH,
    PARTS,
    PLACEHOLDERS,
    Pattern,
    PatternRefused,
    described,
    pattern,
)

__all__ = [
    "LENGTH",
    "NUMBER_LENGTH",
    "PARTS",
    "PART_LENGTH",
    "PLACEHOLDERS",
    "Number",
    "NumberKind",
    "Once",
    "Pattern",
    "PatternRefused",
    "Rule",
    "Standing",
    "civil_day",
    "described",
    "given_twice",
    "kinds",
    "last_number",
    "pattern",
    "preview",
    "rule",
    "standings",
    "were_given",
]

CIVIL = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was given: as written, its year (None in a series that goes on over the years), its place."""

    text: str
    year: int | None
    n: int


@dataclass(frozen=True, slots=True)
class Rule:
    """How an agency writes its numbers of a kind in a year. `since` is the year from which it was set, None for never."""

    kind: NumberKind
    agency_id: int
    pattern: Pattern
    parts: Mapping[str, str]
    since: int | None = None

    def series(self, year: int) -> str:
        """The key of the series in which the numbers of a year are."""
        return self.kind.series(self.agency_id, year if self.pattern.yearly else None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an agency stands with a kind: the rule of the year, another one of the next year, what was given last.

    `last` is the place and `text` the words of the last number; a series that goes on from elsewhere may have no words.
    """

    now: Rule
    next: Rule | None
    last: int
    text: str

    def upcoming(self, on: date, **known: str) -> str:
        """The number that is given next; a meaning in brackets for parts that nobody knows yet."""
        return self.now.pattern.sample(self.last + 1, on, {**known, **self.now.parts})


def kinds() -> tuple[NumberKind, ...]:
    """All kinds, in the order in which they were declared."""
    return tuple(DECLARED.values())


def rule(kind: NumberKind, agency_id: int, year: int) -> Rule:
    """The rule of a year: the last one that was set for it or for a year before, else that of the kind."""
    rows = NumberPattern.objects.filter(agency_id=agency_id, kind=kind.name, from_year__lte=year)
    return _rule(kind, agency_id, rows.order_by("-from_year").first())


def standings(agencies: Collection[int], year: int) -> dict[tuple[int, str], Standing]:
    """How these agencies stand with every kind in a year, by agency and name of the kind; in two queries."""
    rows: dict[tuple[int, str], list[NumberPattern]] = {}
    wanted = NumberPattern.objects.filter(agency_id__in=agencies, from_year__lte=year + 1)
    for row in wanted.order_by("from_year"):
        rows.setdefault((row.agency_id, row.kind), []).append(row)
    in_force = {
        (agency_id, kind.name): _rules(kind, agency_id, rows.get((agency_id, kind.name), []), year)
        for agency_id in agencies
        for kind in kinds()
    }
    last = _last({now.series(year) for now, _ in in_force.values()})
    return {
        key: Standing(now, coming, *last.get(now.series(year), (0, "")))
        for key, (now, coming) in in_force.items()
    }


def last_number(key: str) -> int:
    """The last number given under a key; 0 before the first."""
    return NumberSeries.objects.filter(pk=key).values_list("last", flat=True).first() or 0


def were_given(rule: Rule, year: int) -> bool:
    """Whether numbers were given by a rule in a year."""
    given = GivenNumber.objects.filter(series=rule.series(year))
    if not rule.pattern.yearly:
        given = given.filter(given_at__gte=_begin(year), given_at__lt=_begin(year + 1))
    return given.exists()


def given_twice(rule: Rule, year: int, *, after: int = 0) -> str:
    """A number that stands in the register and that a rule would give again from a year on; "" if there is none.

    `after` is the place after which the series of that year goes on, where it does not begin with 1. What comes with a
    number only when it is taken is not known here; the register itself refuses what this does not foresee.
    """
    made, shape = rule.pattern, rule.pattern.shape(rule.parts)
    last = _furthest(rule, year, after)
    texts = GivenNumber.objects.filter(
        register=rule.kind.register(rule.agency_id), text__startswith=made.opening(rule.parts)
    )
    for text in texts.values_list("text", flat=True).iterator():
        found = shape.fullmatch(text)
        if found is None:
            continue
        of_year = int(found["year"]) if made.yearly else year
        if of_year >= year and int(found["n"]) > last(of_year):
            return text
    return ""


def preview(text: str, *, on: date, **parts: str) -> str:
    """What the first number of a pattern would look like. Raises PatternRefused."""
    return pattern(text).sample(1, on, parts)


def civil_day(at: datetime) -> date:
    """The civil date in China."""
    return at.astimezone(CIVIL).date()


def _furthest(rule: Rule, year: int, after: int) -> Callable[[int], int]:
    @cache
    def last(of_year: int) -> int:
        return max(last_number(rule.series(of_year)), after if of_year == year else 0)

    return last


def _rules(
    kind: NumberKind, agency_id: int, rows: list[NumberPattern], year: int
) -> tuple[Rule, Rule | None]:
    """The rule of a year, and that of the next if it is another row; `rows` are in the order of years."""
    now = _rule(kind, agency_id, next((row for row in reversed(rows) if row.from_year <= year), None))
    coming = rows[-1] if rows and rows[-1].from_year > year else None
    return now, _rule(kind, agency_id, coming) if coming else None


def _rule(kind: NumberKind, agency_id: int, row: NumberPattern | None) -> Rule:
    if row is None:
        return Rule(kind, agency_id, pattern(kind.default), {})
    return Rule(kind, agency_id, pattern(row.text), row.parts, row.from_year)


def _last(keys: Collection[str]) -> dict[str, tuple[int, str]]:
    """Place and words of the last number in each of these series."""
    words = GivenNumber.objects.filter(series=OuterRef("pk"), n=OuterRef("last")).values("text")[:1]
    rows = NumberSeries.objects.filter(pk__in=keys).annotate(words=Subquery(words))
    return {key: (last, text or "") for key, last, text in rows.values_list("key", "last", "words")}


def _begin(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=CIVIL)
