"""Reads: agencies on a day. What a body was then, what stood below it, who carries on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Agency, FormerSelf, Succession
from gongkai.agencies.queries.lives import DAY, Life, Shape, lives, lives_of
from gongkai.agencies.queries.rows import AgencyRow, row
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class Branch:
    """One agency in a tree, with how deep it stands and how many stand directly below it."""

    agency: AgencyRow
    depth: int
    below: int


@dataclass(frozen=True, slots=True)
class Former:
    """What an agency was from a day (None: unknown) to another, and why that ended."""

    since: date | None
    until: date
    agency: AgencyRow
    reason: str


@dataclass(frozen=True, slots=True)
class Inheritance:
    """A body that took over from another on a day, and why."""

    predecessor: AgencyRow
    successor: AgencyRow
    on: date
    reason: str


def as_of(agency_id: int, on: date) -> AgencyRow:
    """What an agency was on a day, in two queries; Agency.DoesNotExist for an unknown one.

    Before its begin and after its end it is what it was on the nearest day; `lives_on` tells.
    """
    found = as_of_all([agency_id], on)
    if not found:
        raise Agency.DoesNotExist
    return found[agency_id]


def as_of_all(ids: Iterable[int], on: date) -> dict[int, AgencyRow]:
    """What these agencies were on a day, by number, in two queries; unknown ones are left out."""
    return {life.id: row_on(life, on) for life in lives(ids).values()}


def rows_on(agencies: Iterable[Agency], on: date) -> list[AgencyRow]:
    """What agencies that were read already were on a day, in their order, in one query."""
    return [row_on(life, on) for life in lives_of(agencies).values()]


def below_during(agency_id: int, first: date, last: date) -> list[int]:
    """The bodies that existed on a day of a period and, on their last day in it, stood directly below another.

    One that ended or moved within the period is so counted once, where it stood in the end.
    """
    return below_each_during([agency_id], first, last)[agency_id]


def below_each_during(agency_ids: Iterable[int], first: date, last: date) -> dict[int, list[int]]:
    """As `below_during`, of several bodies at once: four queries however many they are."""
    found: dict[int, list[int]] = {each: [] for each in agency_ids}
    above = frozenset(found)
    now = Agency.objects.filter(Among("parent_id", above)).values_list("pk", flat=True)
    before = FormerSelf.objects.filter(Among("parent_id", above)).values_list("agency", flat=True)
    for life in lives({*now, *before}).values():
        parent_id = life.on(min(last, life.last)).parent_id
        if parent_id in found and life.first <= last and first <= life.last:
            found[parent_id].append(life.id)
    return found


def tree(*, on: date, within: Iterable[int] | None = None) -> list[Branch]:
    """The agencies that exist on a day as a tree, depth first, by name; of `within` alone where given.

    One whose superior is left out stands at the top.
    """
    rows = {life.id: row_on(life, on) for life in lives(within).values() if life.lives_on(on)}
    below: dict[int | None, list[AgencyRow]] = defaultdict(list)
    for each in sorted(rows.values(), key=lambda row: (row.level != Level.DEPARTMENT, row.name, row.id)):
        below[each.parent_id if each.parent_id in rows else None].append(each)
    waiting = [(root, 0) for root in reversed(below[None])]
    found = []
    while waiting:
        here, depth = waiting.pop()
        found.append(Branch(here, depth, len(below[here.id])))
        waiting += [(child, depth + 1) for child in reversed(below[here.id])]
    return found


def former_selves(agency_id: int) -> list[Former]:
    """What an agency was before, oldest first."""
    life = lives([agency_id])[agency_id]
    reasons = dict(FormerSelf.objects.filter(agency=agency_id).values_list("until", "reason"))
    past = life.stretches[:-1]
    starts = [life.begins_on, *(stretch.until + DAY for stretch in past)]
    return [
        Former(since, stretch.until, _row(life, stretch.shape), reasons[stretch.until])
        for since, stretch in zip(starts, past, strict=False)
    ]


def successions(agency_id: int) -> list[Inheritance]:
    """Which bodies took over from an agency, and which it took over from, oldest first."""
    found = Succession.objects.filter(predecessor=agency_id) | Succession.objects.filter(successor=agency_id)
    return [
        Inheritance(row(each.predecessor), row(each.successor), each.on, each.reason)
        for each in found.select_related("predecessor", "successor").order_by("on", "pk")
    ]


def successors(agency_id: int, on: date) -> list[AgencyRow]:
    """Who carries on the work of an agency on a day: itself while it exists, else who succeeded, over several steps.

    Empty where it was abolished without a successor.
    """
    heirs: dict[int, list[int]] = defaultdict(list)
    for old, new in (
        Succession.objects.filter(on__lte=on).order_by("pk").values_list("predecessor", "successor")
    ):
        heirs[old].append(new)
    reached, waiting = {agency_id}, [agency_id]
    while waiting:
        for new in heirs[waiting.pop()]:
            if new not in reached:
                reached.add(new)
                waiting.append(new)
    alive = [each for each in as_of_all(reached, on).values() if each.lives_on(on)]
    return sorted(alive, key=lambda each: (each.name, each.id))


def row_on(life: Life, on: date) -> AgencyRow:
    """The row of a life on a day."""
    return _row(life, life.on(on))


def _row(life: Life, shape: Shape) -> AgencyRow:
    return AgencyRow(
        life.id,
        life.slug,
        shape.name,
        Level(shape.level),
        shape.region,
        life.remark,
        BodyKind(shape.kind),
        shape.parent_id,
        shape.short_name,
        shape.division_code,
        shape.organ_code,
        life.begins_on,
        life.ends_on,
    )
