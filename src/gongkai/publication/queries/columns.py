"""Reads: the columns of an agency: what is common, what governments above add, what it changes and adds itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from gongkai.agencies.models import Agency
from gongkai.law.duties.items import applies, items
from gongkai.law.report.schema import Level
from gongkai.publication.models import Column, ColumnChange, ColumnKind
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column as one agency has it. `owner`: whose it is, None for common ones; `hidden_because`: why it is not shown."""

    id: int
    key: str
    title: str
    kind: ColumnKind
    duty: str
    every_days: int | None
    office: str
    parent_id: int | None
    depth: int
    owner_id: int | None
    hidden_because: str


@dataclass(frozen=True, slots=True)
class _Body:
    """What decides which columns a body has. `owners`: itself and the governments above, whose columns are for it too."""

    level: Level
    government: Level | None
    owners: tuple[int, ...]


def columns(agency_id: int, on: date, *, hidden: bool = False) -> tuple[ColumnRow, ...]:
    """The columns of an agency on a day, each after the one that it stands below; three queries.

    What an agency hides, and what stands below that, is left out unless `hidden`.
    """
    body = _body(agency_id)
    owners = Q(owner__isnull=True) | Q(owner__in=body.owners)
    found = Column.objects.filter(owners, _lasting(on))
    changes = {change.column_id: change for change in ColumnChange.objects.filter(agency=agency_id)}
    rows = _tree(body, found, changes)
    return tuple(rows) if hidden else shown(rows)


def columns_of(agency_ids: Collection[int], on: date) -> dict[int, tuple[ColumnRow, ...]]:
    """The columns that many agencies show on a day, as `columns` has them for one; three queries, however many they are."""
    bodies = {agency.pk: agency for agency in Agency.objects.only("parent", "level")}
    by_owner: defaultdict[int | None, list[Column]] = defaultdict(list)
    for column in Column.objects.filter(_lasting(on)):
        by_owner[column.owner_id].append(column)
    changes: defaultdict[int, dict[int, ColumnChange]] = defaultdict(dict)
    for change in ColumnChange.objects.filter(Among("agency_id", frozenset(agency_ids))):
        changes[change.agency_id][change.column_id] = change
    made = {}
    for agency_id in agency_ids:
        body = _body_among(bodies, agency_id)
        found = [column for owner in (None, *body.owners) for column in by_owner[owner]]
        made[agency_id] = shown(_tree(body, found, changes[agency_id]))
    return made


def _lasting(on: date) -> Q:
    return Q(begins_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def _tree(body: _Body, found: Iterable[Column], changes: dict[int, ColumnChange]) -> Iterator[ColumnRow]:
    below: defaultdict[int | None, list[Column]] = defaultdict(list)
    for column in found:
        if _has(body, column):
            below[column.parent_id].append(column)
    return _walk(None, 0, below, changes)


def shown(rows: Iterable[ColumnRow]) -> tuple[ColumnRow, ...]:
    """Those of the columns of an agency, each after the one that it stands below, which it does not hide."""
    gone: set[int | None] = set()
    kept = []
    for row in rows:
        if row.hidden_because or row.parent_id in gone:
            gone.add(row.id)
        else:
            kept.append(row)
    return tuple(kept)


def column_of(agency_id: int, column_id: int, on: date) -> ColumnRow | None:
    """A column as an agency has it; None if it has no such column on that day."""
    return next((row for row in columns(agency_id, on, hidden=True) if row.id == column_id), None)


def change_of(agency_id: int, column_id: int) -> dict[str, str | int | None]:
    """What an agency has otherwise than a column says, by field; nothing where it has it as it is."""
    names = ("title", "office", "every_days", "position", "hidden_because")
    found = ColumnChange.objects.filter(agency=agency_id, column=column_id).values(*names).first()
    return dict(found) if found else {}


def column_itself(column_id: int) -> dict[str, str | int | None]:
    """What a column says before any agency has it otherwise, by field; nothing if there is none."""
    names = ("title", "kind", "every_days", "position")
    found = Column.objects.filter(pk=column_id).values(*names).first()
    return dict(found) if found else {}


def titles(keys: Iterable[str]) -> dict[str, str]:
    """What columns are called by key: as the common one is, else as the first that has it; one query."""
    found = Column.objects.filter(key__in=set(keys)).order_by(F("owner").desc(nulls_last=True), "-pk")
    return dict(found.values_list("key", "title"))


def bodies_above(agency_id: int) -> tuple[int, ...]:
    """The bodies above an agency, the nearest first; one query."""
    bodies = {agency.pk: agency for agency in Agency.objects.only("parent", "level")}
    return tuple(_chain(bodies, bodies[agency_id].parent_id))


def key_taken(agency_id: int, key: str) -> bool:
    """Whether a column of this key is, or ever was, one of an agency, of a body above or below it, or of all: its address."""
    bodies = {agency.pk: agency for agency in Agency.objects.only("parent")}
    held = [column.owner_id for column in Column.objects.filter(key=key)]
    above = {agency_id, *_chain(bodies, bodies[agency_id].parent_id)}
    return any(owner is None or owner in above or agency_id in _chain(bodies, owner) for owner in held)


def _body(agency_id: int) -> _Body:
    return _body_among({agency.pk: agency for agency in Agency.objects.only("parent", "level")}, agency_id)


def _body_among(bodies: Mapping[int, Agency], agency_id: int) -> _Body:
    above = _chain(bodies, bodies[agency_id].parent_id)
    governments = [one for one in above if bodies[one].level != Level.DEPARTMENT]
    nearest = Level(bodies[governments[0]].level) if governments else None
    return _Body(Level(bodies[agency_id].level), nearest, (agency_id, *governments))


def _chain(bodies: Mapping[int, Agency], start: int | None) -> Iterator[int]:
    if start is not None:
        yield start
        yield from _chain(bodies, bodies[start].parent_id)


def _has(body: _Body, column: Column) -> bool:
    """Whether a column is one for this body: its levels, and the bodies that its statutory content is for."""
    if column.levels and body.level not in column.levels:
        return False
    duty = items().get(column.duty)
    return duty is None or applies(duty, body.level, body.government)


def _walk(
    parent_id: int | None,
    depth: int,
    below: defaultdict[int | None, list[Column]],
    changes: dict[int, ColumnChange],
) -> Iterator[ColumnRow]:
    rows = [_row(column, changes.get(column.pk), depth) for column in below[parent_id]]
    places = {column.pk: _place(column, changes.get(column.pk)) for column in below[parent_id]}
    for row in sorted(rows, key=lambda each: (places[each.id], each.id)):
        yield row
        yield from _walk(row.id, depth + 1, below, changes)


def _place(column: Column, change: ColumnChange | None) -> int:
    return change.position if change and change.position is not None else column.position


def _row(column: Column, change: ColumnChange | None, depth: int) -> ColumnRow:
    kind = ColumnKind(column.kind)
    own = change or ColumnChange()
    return ColumnRow(
        id=column.pk,
        key=column.key,
        title=own.title or column.title,
        kind=kind,
        duty=column.duty,
        every_days=own.every_days or column.every_days,
        office=own.office,
        parent_id=column.parent_id,
        depth=depth,
        owner_id=column.owner_id,
        hidden_because=own.hidden_because,
    )
