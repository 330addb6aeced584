"""Reads: the standard catalogue of agencies on a day: the common rows of their fields, and their own.

依据：国办发〔2019〕54号
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.law.duties.attribute import Attribute
from gongkai.law.metadata import Audience, Carrier, FiveOpen, fields
from gongkai.law.report.schema import Level
from gongkai.publication.models import Charge, Entry

_WHOLE = frozenset({Level.COUNTY, Level.TOWNSHIP})
"""Governments that have every field of the common catalogue."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row as one agency has it. `own`: it stands in the agency's own version rather than the common one."""

    id: int
    key: str
    field: str
    field_label: str
    position: int
    item_l1: str
    item_l2: str
    elements: tuple[str, ...]
    basis: tuple[str, ...]
    time_limit: str
    working_days: int | None
    body: str
    carriers: tuple[Carrier, ...]
    audience: Audience
    audience_group: str
    mode: Attribute
    levels: tuple[str, ...]
    five_open: FiveOpen | None
    duty: str
    absent_because: str
    begins_on: date
    own: bool

    @property
    def title(self) -> str:
        """First and second level in one line."""
        return f"{self.item_l1} / {self.item_l2}" if self.item_l2 else self.item_l1


@dataclass(frozen=True, slots=True)
class _Part:
    """What of the common catalogue a body has: rows of this level, in these fields; None: in all."""

    level: str
    fields: frozenset[str] | None

    def has(self, entry: Entry) -> bool:
        return _of_level(entry, self.level) and (self.fields is None or entry.field in self.fields)


def catalogue(agency_id: int, on: date, *, field: str = "", absent: bool = False) -> tuple[EntryRow, ...]:
    """The rows in force for an agency on a day, in the order of the fields; three queries.

    Its own rows, and the common ones of its level and fields in whose place no own row stands. Rows of matters that the
    agency does not have are left out unless `absent`.
    """
    return catalogues([agency_id], on, field=field, absent=absent)[agency_id]


def catalogues(
    agency_ids: Collection[int], on: date, *, field: str = "", absent: bool = False
) -> dict[int, tuple[EntryRow, ...]]:
    """The same for several agencies; three queries, however many they are."""
    wanted = in_force(on).filter(Q(agency__in=agency_ids) | Q(agency__isnull=True))
    entries = list(wanted.filter(field=field) if field else wanted)
    shared = [(entry, entry_row(entry)) for entry in entries if entry.agency_id is None]
    found = {
        each: {row.key: row for entry, row in shared if part.has(entry)}
        for each, part in _parts(agency_ids, on).items()
    }
    for entry in entries:
        if entry.agency_id is not None:
            found[entry.agency_id][entry.key] = entry_row(entry)
    return {
        each: _sorted(row for row in rows.values() if absent or not row.absent_because)
        for each, rows in found.items()
    }


def common(on: date) -> tuple[EntryRow, ...]:
    """The common rows in force on a day, those of every level."""
    return _sorted(map(entry_row, in_force(on).filter(agency__isnull=True)))


def inherited(agency_id: int, on: date) -> dict[str, EntryRow]:
    """The common rows that an agency has where no row of its own stands, by key; three queries."""
    part = _parts([agency_id], on)[agency_id]
    shared = in_force(on).filter(agency__isnull=True)
    return {entry.key: entry_row(entry) for entry in shared if part.has(entry)}


def state_of(agency_id: int | None, on: date) -> str:
    """A mark of the rows that are in force for an agency (None: of the common ones) on a day: another one once any is other."""
    owners = Q(agency__isnull=True) if agency_id is None else Q(agency__isnull=True) | Q(agency=agency_id)
    numbers = in_force(on).filter(owners).order_by("pk").values_list("pk", flat=True)
    charges = sorted(fields_of(agency_id, on)) if agency_id is not None else []
    return sha256(f"{on} {list(numbers)} {charges}".encode()).hexdigest()[:32]


def entry_of(agency_id: int, key: str, on: date) -> EntryRow | None:
    """One row that an agency may publish under, of whichever field; None if there is none of this key, or no such matter."""
    found = {entry.agency_id: entry for entry in _of_key(agency_id, key, on)}
    if own := found.get(agency_id):
        return None if own.absent_because else entry_row(own)
    shared = found.get(None)
    fits = shared is not None and _of_level(shared, _variant(*_levels([agency_id])[agency_id]))
    return entry_row(shared) if shared is not None and fits else None


def fields_of(agency_id: int, on: date) -> frozenset[str]:
    """The fields that an agency has been given charge of; those of a county or township are all, whatever stands here."""
    return frozenset(_charges(on).filter(agency=agency_id).values_list("field", flat=True))


def has_every_field(level: Level) -> bool:
    """Whether a body of this level has every field of the common catalogue without being told so."""
    return level in _WHOLE


def in_force(on: date) -> QuerySet[Entry]:
    """The stored rows, of all agencies, that are in force on a day."""
    return Entry.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), begins_on__lte=on)


def entry_row(entry: Entry) -> EntryRow:
    """The frozen row of a stored one."""
    known = fields().get(entry.field)
    return EntryRow(
        id=entry.pk,
        key=entry.key,
        field=entry.field,
        field_label=known.label if known else entry.field,
        position=entry.position,
        item_l1=entry.item_l1,
        item_l2=entry.item_l2,
        elements=tuple(entry.elements),
        basis=tuple(entry.basis),
        time_limit=entry.time_limit,
        working_days=entry.working_days,
        body=entry.body,
        carriers=tuple(Carrier(one) for one in entry.carriers),
        audience=Audience(entry.audience),
        audience_group=entry.audience_group,
        mode=Attribute(entry.mode),
        levels=tuple(entry.levels),
        five_open=FiveOpen(entry.five_open) if entry.five_open else None,
        duty=entry.duty,
        absent_because=entry.absent_because,
        begins_on=entry.begins_on,
        own=entry.agency_id is not None,
    )


def _of_key(agency_id: int, key: str, on: date) -> QuerySet[Entry]:
    return in_force(on).filter(Q(agency=agency_id) | Q(agency__isnull=True), key=key)


def _sorted(rows: Iterable[EntryRow]) -> tuple[EntryRow, ...]:
    order = {name: place for place, name in enumerate(fields())}
    return tuple(sorted(rows, key=lambda row: (order.get(row.field, len(order)), row.position, row.key)))


def _parts(agency_ids: Collection[int], on: date) -> dict[int, _Part]:
    charged: dict[int, set[str]] = {}
    for agency_id, field in _charges(on).filter(agency__in=agency_ids).values_list("agency", "field"):
        charged.setdefault(agency_id, set()).add(field)
    return {
        each: _Part(
            _variant(level, above),
            None if has_every_field(level) else frozenset(charged.get(each, ())),
        )
        for each, (level, above) in _levels(agency_ids).items()
    }


def _levels(agency_ids: Collection[int]) -> dict[int, tuple[Level, str | None]]:
    """The level of each agency, and that of the body above it."""
    found = Agency.objects.filter(pk__in=agency_ids).values_list("pk", "level", "parent__level")
    return {each: (Level(level), above) for each, level, above in found}


def _variant(level: Level, above: str | None) -> str:
    """Which rows a body has: those of townships for them and what belongs to them, those of counties for all others."""
    township = Level.TOWNSHIP in (level, above if level is Level.DEPARTMENT else None)
    return Level.TOWNSHIP.value if township else Level.COUNTY.value


def _of_level(entry: Entry, level: str) -> bool:
    return not entry.levels or level in entry.levels


def _charges(on: date) -> QuerySet[Charge]:
    return Charge.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), begins_on__lte=on)
