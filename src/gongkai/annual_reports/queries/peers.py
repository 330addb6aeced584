"""Reads: bodies that can be compared: of the same kind and level under the same superior body, year by year where they stood then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyRow, row_on
from gongkai.agencies.queries.lives import Life, lives
from gongkai.annual_reports.queries.board import Standing, standing_of
from gongkai.annual_reports.queries.observed import first_days, held_years
from gongkai.annual_reports.queries.versions import last_day
from gongkai.law.bodies import BodyKind
from gongkai.law.params import NotInForce
from gongkai.law.report.due import annual_report_due
from gongkai.law.report.schema import Level


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies that can be compared. At the top of the tree, where nobody is above, those of one region.

    `key` stands in addresses; `above` is what the body above is called today, "" at the top.
    """

    parent_id: int | None
    region: str
    level: Level
    kind: BodyKind
    key: str = field(compare=False)
    above: str = field(compare=False)

    @property
    def label(self) -> str:
        """What the group is called."""
        place = f"{self.above}所属" if self.above else f"{self.region}"
        level = "" if self.kind.levels == {self.level} else f"{self.level.label} · "
        return f"{place} · {level}{self.kind.label}"


class Groups:
    """All bodies in their groups, from two queries; asked for a year it needs none."""

    def __init__(self) -> None:
        """Read all bodies with what they were before."""
        self._lives: dict[int, Life] = lives()
        self._members: dict[tuple[Group, int], frozenset[int]] = {}
        self._of_year: dict[int, dict[int, Group]] = {}

    def of(self, year: int) -> Mapping[int, Group]:
        """The group of every body that existed at the end of a year, by number."""
        if year not in self._of_year:
            on = last_day(year)
            self._of_year[year] = {
                pk: self._group(life, on) for pk, life in self._lives.items() if life.lives_on(on)
            }
        return self._of_year[year]

    def _group(self, life: Life, on: date) -> Group:
        shape = life.on(on)
        level, kind = Level(shape.level), BodyKind(shape.kind)
        above = self._lives[shape.parent_id] if shape.parent_id is not None else None
        region = "" if above else shape.region
        key = f"{above.slug if above else ''}.{level}.{kind}.{region}".rstrip(".")
        return Group(
            above.id if above else None, region, level, kind, key, above.newest.name if above else ""
        )

    def members(self, group: Group, year: int) -> frozenset[int]:
        """The bodies of a group at the end of a year, by number."""
        if (group, year) not in self._members:
            found: defaultdict[Group, set[int]] = defaultdict(set)
            for pk, each in self.of(year).items():
                found[each].add(pk)
            self._members |= {(each, year): frozenset(pks) for each, pks in found.items()}
        return self._members.get((group, year), frozenset())

    def all_members(self, group: Group, years: Iterable[int]) -> frozenset[int]:
        """Everybody who was in a group at the end of one of these years."""
        return frozenset().union(*(self.members(group, year) for year in years))

    def region_of(self, group: Group) -> str:
        """The province-level area in which a group lies."""
        if group.parent_id is None:
            return group.region
        return self._lives[group.parent_id].newest.region

    def row(self, agency_id: int, year: int) -> AgencyRow:
        """What a body was at the end of a year."""
        return row_on(self._lives[agency_id], last_day(year))

    @property
    def everybody(self) -> frozenset[int]:
        """All bodies."""
        return frozenset(self._lives)


@dataclass(frozen=True, slots=True)
class Offered:
    """A group that has reports: how many there are, and of how many bodies."""

    group: Group
    region: str
    reports: int
    bodies: int


def offered(groups: Groups) -> list[Offered]:
    """Every group that has a report, by region and name, with the years as they stood then: one query."""
    found: defaultdict[Group, list[int]] = defaultdict(list)
    for agency_id, year in held_years(groups.everybody):
        group = groups.of(year).get(agency_id)
        if group:
            found[group].append(agency_id)
    made = [
        Offered(group, groups.region_of(group), len(listed), len(set(listed)))
        for group, listed in found.items()
    ]
    return sorted(made, key=lambda each: (each.region, list(Level).index(each.group.level), each.group.label))


@dataclass(frozen=True, slots=True)
class Delivered:
    """How a group reported on one year. `due`: bodies that existed at its end; `waits`: their day is not over yet."""

    year: int
    due: int
    held: int
    in_time: int
    late: int
    missing: int
    waits: int


def delivered(groups: Groups, group: Group, years: Iterable[int], on: date) -> list[Delivered]:
    """How a group reported on these years, as of a day, the newest first: one query. Years without a duty are left out."""
    listed = [year for year in sorted(years, reverse=True) if _duty(year, group.level)]
    days = first_days(groups.all_members(group, listed))
    return [_delivered(group, groups.members(group, year), year, days, on) for year in listed]


def _duty(year: int, level: Level) -> bool:
    try:
        annual_report_due(year, level)
    except NotInForce:
        return False
    return True


def _delivered(
    group: Group, members: AbstractSet[int], year: int, days: Mapping[tuple[int, int], date], on: date
) -> Delivered:
    due_on = annual_report_due(year, group.level)
    stands = [standing_of(due_on, days.get((pk, year)), on) for pk in members]
    in_time, late = stands.count(Standing.DONE), stands.count(Standing.LATE)
    missing = stands.count(Standing.OVERDUE)
    held = in_time + late
    return Delivered(year, len(members), held, in_time, late, missing, len(members) - held - missing)


def group_of(groups: Groups, slug: str, year: int) -> Group | None:
    """The group of one body at the end of a year; None for one that did not exist then."""
    agency_id = Agency.objects.filter(slug=slug).values_list("pk", flat=True).first()
    return groups.of(year).get(agency_id) if agency_id is not None else None
