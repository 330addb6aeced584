"""Reads: sources, their deliveries and what came of them, every fault with its row as CSV."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TypeVar

from django.db.models import Model, QuerySet

from gongkai.documents.writing.as_csv import harmless
from gongkai.law.registers import Rhythm, definitions
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among
from gongkai.registers import access
from gongkai.registers.models import Delivery, RowFault, Source, Stage, Staged
from gongkai.registers.queries.records import Told, fields_of

PAGE = 50
SHOWN = 20
_BLOCK = 2_000
BOM = "\ufeff"

MUCH = Fraction(1, 5)
"""Of what is public, a whole list takes no more than this share off without somebody who agrees."""

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source: what it delivers, how its headings are read, whether it delivers whole lists, whether it may push."""

    id: int
    agency_id: int
    agency: str
    register: str
    label: str
    name: str
    mapping: Mapping[str, str]
    rhythm: Rhythm
    whole: bool
    pushes: bool
    opened_at: datetime
    closed_at: datetime | None
    closed_because: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery: how far it has come, and what its rows come to or came to.

    `whole`: it is a whole list, and takes `gone` of `there` public entries off; `much`: somebody has to agree to that.
    """

    id: int
    source_id: int
    source: str
    agency_id: int
    register: str
    label: str
    name: str
    stage: Stage
    rows: int
    faults: int
    made: int
    corrected: int
    same: int
    older: int
    left: int
    late: int
    whole: bool
    gone: int
    there: int
    much: bool
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    message: str
    pushed: bool
    confirmed: bool
    indexed: bool
    as_of: datetime
    at: datetime
    by: str
    ended_at: datetime | None

    @property
    def done(self) -> bool:
        """Whether nothing more becomes of it."""
        return self.stage not in (Stage.STAGING, Stage.READY)


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One mistake: in which row, under which heading, what to do."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row of a preview, as the public would read it."""

    row: int
    title: str
    fields: tuple[Told, ...]


def much(gone: int, there: int) -> bool:
    """Whether a whole list takes so many of the entries that are there off that somebody has to agree."""
    return gone > MUCH * there


def sources(viewer: Actor, *, register: str = "", closed: bool = False) -> list[SourceRow]:
    """The sources of agencies in reach, by agency, register and name; one query."""
    found = _reached(Source.objects.select_related("agency"), viewer, "agency")
    if register:
        found = found.filter(register=register)
    if not closed:
        found = found.filter(closed_at__isnull=True)
    return [_source(each) for each in found.order_by("agency__name", "agency", "register", "name", "pk")]


def source(viewer: Actor, source_id: int) -> SourceRow | None:
    """A source of an agency in reach; None if there is none."""
    found = _reached(Source.objects.select_related("agency"), viewer, "agency").filter(pk=source_id).first()
    return _source(found) if found else None


def deliveries(
    viewer: Actor, *, source_id: int | None = None, before: int | None = None
) -> list[DeliveryRow]:
    """The last deliveries of agencies in reach, the newest first, from before a number on; one query."""
    found = _deliveries(viewer)
    if source_id is not None:
        found = found.filter(source=source_id)
    if before is not None:
        found = found.filter(pk__lt=before)
    return [_delivery(each) for each in found.order_by("-pk")[:PAGE]]


def delivery(viewer: Actor, delivery_id: int) -> DeliveryRow | None:
    """A delivery of an agency in reach; None if there is none."""
    found = _deliveries(viewer).filter(pk=delivery_id).first()
    return _delivery(found) if found else None


def faults(viewer: Actor, delivery_id: int, *, most: int = SHOWN) -> list[FaultRow]:
    """The first mistakes of a delivery, by row; none of one that is out of reach."""
    if delivery(viewer, delivery_id) is None:
        return []
    return [FaultRow(*each) for each in _faults(delivery_id)[:most]]


def faults_csv(viewer: Actor, delivery_id: int) -> Iterator[str]:
    """All mistakes that are kept of a delivery, as lines of CSV that a spreadsheet opens; nothing where it is out of reach."""
    if delivery(viewer, delivery_id) is None:
        return
    yield BOM + _line("行", "列", "问题和办法")
    for row, column, message in _faults(delivery_id).iterator(chunk_size=_BLOCK):
        yield _line(str(row), harmless(column), harmless(message))


def preview(viewer: Actor, delivery_id: int, *, most: int = SHOWN) -> list[StagedRow]:
    """The first rows of a delivery that waits, as the public would read them."""
    found = delivery(viewer, delivery_id)
    if found is None:
        return []
    rows = Staged.objects.filter(delivery=delivery_id).order_by("pk")[:most]
    return [
        StagedRow(each.row, each.title, tuple(fields_of(found.register, each.values, each.masks)))
        for each in rows
    ]


def _faults(delivery_id: int) -> "QuerySet[RowFault, tuple[int, str, str]]":
    found = RowFault.objects.filter(delivery=delivery_id).order_by("row", "pk")
    return found.values_list("row", "column", "message")


def _line(*cells: str) -> str:
    made = io.StringIO()
    csv.writer(made).writerow(cells)
    return made.getvalue()


def _deliveries(viewer: Actor) -> QuerySet[Delivery]:
    return _reached(Delivery.objects.select_related("source"), viewer, "source__agency")


def _reached(found: "QuerySet[Row]", viewer: Actor, column: str) -> "QuerySet[Row]":
    return found if viewer is OPERATOR else found.filter(Among(column, access.reach(viewer)))


def _label(register: str) -> str:
    return definitions()[register].label if register in definitions() else register


def _source(held: Source) -> SourceRow:
    return SourceRow(
        id=held.pk,
        agency_id=held.agency_id,
        agency=held.agency.name,
        register=held.register,
        label=_label(held.register),
        name=held.name,
        mapping=held.mapping,
        rhythm=Rhythm(held.rhythm),
        whole=held.whole,
        pushes=bool(held.key),
        opened_at=held.opened_at,
        closed_at=held.closed_at,
        closed_because=held.closed_because,
    )


def _delivery(held: Delivery) -> DeliveryRow:
    return DeliveryRow(
        id=held.pk,
        source_id=held.source_id,
        source=held.source.name,
        agency_id=held.source.agency_id,
        register=held.source.register,
        label=_label(held.source.register),
        name=held.name,
        stage=Stage(held.stage),
        rows=held.rows,
        faults=held.faults,
        made=held.made,
        corrected=held.corrected,
        same=held.same,
        older=held.older,
        left=held.left,
        late=held.late,
        whole=held.whole,
        gone=held.gone,
        there=held.there,
        much=much(held.gone, held.there),
        columns=held.columns,
        ignored=tuple(held.ignored),
        message=held.message,
        pushed=bool(held.signature),
        confirmed=held.confirmed_at is not None,
        indexed=held.stage == Stage.APPLIED and held.sought is None,
        as_of=held.as_of,
        at=held.at,
        by=held.by,
        ended_at=held.ended_at,
    )
