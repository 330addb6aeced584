"""Reads: which rows of the catalogue have something published under them, and which have not (照单监督).

依据：国办发〔2019〕54号
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from gongkai.agencies.models import Agency
from gongkai.law.duties.attribute import Attribute
from gongkai.law.report.schema import Level
from gongkai.publication.models import Item, Stand
from gongkai.publication.queries.catalogue import EntryRow, catalogue, catalogues
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day


@dataclass(frozen=True, slots=True)
class Kept:
    """A row with what is published under it."""

    entry: EntryRow
    items: int
    last_on: date | None

    @property
    def missing(self) -> bool:
        """It is to be published proactively, and nothing is."""
        return self.entry.mode is Attribute.PROACTIVE and not self.items


@dataclass(frozen=True, slots=True)
class Completion:
    """How far one field, or one agency, has come: rows that are to be published proactively, those with an item."""

    rows: int
    filled: int

    @property
    def missing(self) -> int:
        """Rows that are to be published proactively and have no item."""
        return self.rows - self.filled

    @property
    def percent(self) -> int:
        """From 0 to 100, rounded down: 100 only where nothing is missing."""
        return 100 * self.filled // self.rows if self.rows else 100


@dataclass(frozen=True, slots=True)
class FieldCompletion:
    """How far an agency has come with one field."""

    field: str
    label: str
    done: Completion


@dataclass(frozen=True, slots=True)
class AgencyCompletion:
    """How far an agency has come with its whole catalogue; `last_on`: when something was last published under it."""

    agency_id: int
    slug: str
    name: str
    level: Level
    done: Completion
    items: int
    last_on: date | None


Held = Mapping[str, tuple[int, date]]


def kept(agency_id: int, on: date, *, field: str = "") -> tuple[Kept, ...]:
    """The rows of an agency with what is published under each; five queries.

    What its departments publish counts for a government: the catalogue of a county is kept by them.
    """
    held = _held([agency_id])[agency_id]
    return tuple(_kept(row, held) for row in catalogue(agency_id, on, field=field))


def by_field(rows: Iterable[Kept]) -> tuple[FieldCompletion, ...]:
    """How far each field has come, in their order."""
    wanted: dict[tuple[str, str], list[Kept]] = {}
    for row in rows:
        wanted.setdefault((row.entry.field, row.entry.field_label), []).append(row)
    return tuple(FieldCompletion(field, label, completion(held)) for (field, label), held in wanted.items())


def completion(rows: Iterable[Kept]) -> Completion:
    """How far these rows have come together."""
    wanted = [row for row in rows if row.entry.mode is Attribute.PROACTIVE]
    return Completion(len(wanted), sum(1 for row in wanted if row.items))


def completions(agency_ids: Collection[int], on: date) -> tuple[AgencyCompletion, ...]:
    """How far each of these agencies has come, by name; six queries, however many they are."""
    rows, held = catalogues(agency_ids, on), _held(agency_ids)
    found = Agency.objects.filter(pk__in=agency_ids).order_by("name", "pk")
    return tuple(_of_agency(agency, rows[agency.pk], held[agency.pk]) for agency in found)


def publishers(agency_id: int) -> tuple[int, ...]:
    """The bodies whose items count under the catalogue of an agency: itself and, with a government, its departments."""
    return tuple(_publishers([agency_id]))


def _of_agency(agency: Agency, rows: Iterable[EntryRow], held: Held) -> AgencyCompletion:
    found = [_kept(row, held) for row in rows]
    return AgencyCompletion(
        agency_id=agency.pk,
        slug=agency.slug,
        name=agency.name,
        level=Level(agency.level),
        done=completion(found),
        items=sum(row.items for row in found),
        last_on=max((row.last_on for row in found if row.last_on), default=None),
    )


def _kept(row: EntryRow, held: Held) -> Kept:
    items, last_on = held.get(row.key, (0, None))
    return Kept(row, items, last_on)


def _held(agency_ids: Collection[int]) -> dict[int, dict[str, tuple[int, date]]]:
    """What is public under each key, for agencies and, with governments, their departments; two queries."""
    publishers = _publishers(agency_ids)
    found = (
        Item.objects.filter(Among("agency", publishers.keys()), stand=Stand.PUBLIC)
        .exclude(entry_key="")
        .values_list("agency", "entry_key")
        .annotate(items=Count("pk"), last=Max("published_at"))
        .order_by()
    )
    held: dict[int, dict[str, tuple[int, date]]] = {each: {} for each in agency_ids}
    for publisher, key, items, last in found:
        for each in publishers[publisher]:
            before, latest = held[each].get(key, (0, date.min))
            held[each][key] = (before + items, max(latest, civil_day(last)))
    return held


def _publishers(agency_ids: Collection[int]) -> dict[int, list[int]]:
    """For whom what a body publishes counts: for itself and, with a department, for its government; one query."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for each in agency_ids:
        found[each].append(each)
    departments = Agency.objects.filter(level=Level.DEPARTMENT, parent__in=agency_ids)
    for department in departments.exclude(parent__level=Level.DEPARTMENT).only("parent"):
        if department.parent_id is not None:
            found[department.pk].append(department.parent_id)
    return found
