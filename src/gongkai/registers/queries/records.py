"""Reads: records of a register, a page at a time, by agency, year, kind of party and words; one of them with all its fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.db.models import F, QuerySet

from gongkai.documents.searching.asking import understand
from gongkai.law.registers import Definition, definition, definitions
from gongkai.law.registers.timing import State
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among
from gongkai.records.queries.paging import LARGEST
from gongkai.registers import access
from gongkai.registers.backends import inside
from gongkai.registers.backends.looked import Looked
from gongkai.registers.models import Change, Record, What

PAGE = 20
_PUBLIC = (State.PUBLIC.value,)
_ALL = tuple(each.value for each in State)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a register. `agency_ids`: None for all; `before`: the mark behind which the page begins.

    `cell`: of table two, whose rows are wanted; `late`: only rows that came after their day. `states`: only for officers.
    `days`: the first and the last day of the rows, instead of a year.
    """

    register: str
    agency_ids: frozenset[int] | None = None
    year: int | None = None
    party_kind: str = ""
    words: str = ""
    before: str = ""
    late: bool = False
    cell: str = ""
    states: tuple[str, ...] = ()
    size: int = PAGE
    days: tuple[date, date] | None = None

    @property
    def span(self) -> tuple[date, date] | None:
        """Between which days the rows lie; None for any."""
        if self.days is not None or self.year is None:
            return self.days
        within = date.min.year < self.year < date.max.year
        return (date(self.year, 1, 1), date(self.year, 12, 31)) if within else None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in a list, as the public reads it. `number`: of its document, where its register has one; `amount`: in 元."""

    id: int
    register: str
    agency_id: int
    agency: str
    dated_on: date
    title: str
    number: str
    party: str
    party_kind: str
    amount: Decimal | None
    state: State
    due_on: date | None
    out_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of records, the newest first. `next`: the mark of the next page, "" at the end. `dropped`: words too short."""

    rows: tuple[RecordRow, ...]
    next: str
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a record: what it is called, what it says, masked where it must be."""

    key: str
    label: str
    text: str
    masked: bool


@dataclass(frozen=True, slots=True)
class Past:
    """A change of a record: what happened, when, why, what it had said until then (masked)."""

    id: int
    what: What
    at: datetime
    by: str
    reason: str
    delivery_id: int | None
    before: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A record with its fields, in their order. `has_more`: fields that are sealed, by key."""

    row: RecordRow
    key: str
    fields: tuple[Told, ...]
    as_of: datetime
    left_on: date | None
    leave_by: date | None
    left_at: datetime | None
    pulled: bool
    absent_on: date | None
    delivery_id: int
    line: int
    sealed: bool


def public_page(asked: Asked) -> Page:
    """A page of what everybody may read: two queries with words, else one."""
    return _page(asked, _PUBLIC)


def page(viewer: Actor, asked: Asked) -> Page:
    """A page of what an officer sees: of agencies in reach, in all states."""
    states = tuple(state for state in asked.states if state in _ALL) or _ALL
    if viewer is not OPERATOR:
        reached = access.reach(viewer)
        within = reached if asked.agency_ids is None else asked.agency_ids & reached
        asked = replace(asked, agency_ids=within)
    return _page(asked, states)


def public_record(record_id: int) -> Detail | None:
    """A record that everybody may read; None if there is none."""
    return _detail(Record.objects.filter(pk=record_id, state=State.PUBLIC))


def record(viewer: Actor, record_id: int) -> Detail | None:
    """A record of an agency in reach, whether it is public or not; None if there is none."""
    found = Record.objects.filter(pk=record_id)
    return _detail(found if viewer is OPERATOR else found.filter(Among("agency", access.reach(viewer))))


def past(viewer: Actor, record_id: int) -> list[Past]:
    """What happened to a record of an agency in reach, the newest first."""
    if record(viewer, record_id) is None:
        return []
    changes = Change.objects.filter(record=record_id).select_related("record").order_by("-pk")
    return [_past(change) for change in changes]


def matching(asked: Asked, states: tuple[str, ...]) -> QuerySet[Record]:
    """The records that are asked for, words aside, in no order."""
    found = Record.objects.filter(register=asked.register)
    found = found.filter(state=states[0]) if len(states) == 1 else found.filter(state__in=states)
    if asked.agency_ids is not None:
        found = found.filter(Among("agency_id", asked.agency_ids, walked=True))
    if asked.span is not None:
        found = found.filter(dated_on__gte=asked.span[0], dated_on__lte=asked.span[1])
    if asked.party_kind:
        found = found.filter(party_kind=asked.party_kind)
    if asked.late:
        found = found.filter(late=True)
    if asked.cell:
        bits = bits_of(definition(asked.register), asked.cell)
        found = found.annotate(met=F("marks").bitand(bits)).filter(met__gt=0) if bits else found.none()
    return found


def bits_of(made: Definition, cell: str) -> int:
    """The marks by which rows are counted in a cell of table two; 0 for a cell that the register does not feed."""
    return sum(1 << place for place, count in enumerate(made.counts) if count.cell == cell)


def from_mark(mark: str) -> tuple[date, int] | None:
    """Day and number of the last row that was shown; None for what is no mark."""
    day, _, number = mark.partition("_")
    try:
        found = date.fromisoformat(day), int(number)
    except (ValueError, OverflowError):
        return None
    return found if 0 <= found[1] < LARGEST else None


def mark(row: Record | RecordRow) -> str:
    """The mark of a row."""
    number = row.pk if isinstance(row, Record) else row.id
    return f"{row.dated_on.isoformat()}_{number}"


def behind(found: QuerySet[Record], before: tuple[date, int] | None) -> QuerySet[Record]:
    """The rows behind a mark, the newest first."""
    if before is not None:
        day, number = before
        found = found.filter(dated_on__lte=day).exclude(dated_on=day, pk__gte=number)
    return found.order_by("-dated_on", "-pk")


def _page(asked: Asked, states: tuple[str, ...]) -> Page:
    if asked.register not in definitions() or asked.agency_ids == frozenset():
        return Page((), "")
    question = understand(asked.words) if asked.words.strip() else None
    before = from_mark(asked.before)
    if question is not None and not question.terms:
        return Page((), "", question.dropped)
    if question is not None and not asked.late and not asked.cell:
        terms = question.terms if not question.number else (question.number,)
        ids = inside().found(_looked(asked, states, terms, before))
        by_id = _light(Record.objects.all()).in_bulk(ids)
        rows = [by_id[number] for number in ids if number in by_id]
    else:
        found = matching(asked, states)
        for term in question.terms if question else ():
            found = found.filter(words__contains=term)
        rows = list(_light(behind(found, before))[: asked.size + 1])
    shown = tuple(_row(each) for each in rows[: asked.size])
    return Page(
        shown, mark(shown[-1]) if len(rows) > asked.size else "", question.dropped if question else ()
    )


def _looked(
    asked: Asked, states: tuple[str, ...], terms: tuple[str, ...], before: tuple[date, int] | None
) -> Looked:
    since, until = asked.span or (None, None)
    return Looked(
        register=asked.register,
        terms=terms,
        states=states,
        agency_ids=asked.agency_ids,
        since=since,
        until=until,
        before=before,
        size=asked.size + 1,
        party_kind=asked.party_kind,
    )


def _light(found: QuerySet[Record]) -> QuerySet[Record]:
    return found.select_related("agency").defer("personal", "words")


def _number(held: Record) -> str:
    """The number of its document, as the public reads it."""
    made = definitions().get(held.register)
    told = {**held.values, **held.masks}
    return str(told.get(made.numbered_by, "")) if made and made.numbered_by in _seen(made) else ""


@cache
def _seen(made: Definition) -> frozenset[str]:
    return frozenset(field.key for field in made.public)


def _row(held: Record) -> RecordRow:
    return RecordRow(
        id=held.pk,
        register=held.register,
        agency_id=held.agency_id,
        agency=held.agency.name,
        dated_on=held.dated_on,
        title=held.title,
        number=_number(held),
        party=held.party,
        party_kind=held.party_kind,
        amount=None if held.amount is None else Decimal(held.amount) / 100,
        state=State(held.state),
        due_on=held.due_on,
        out_on=held.out_on,
        late=held.late,
    )


def _detail(found: QuerySet[Record]) -> Detail | None:
    held = found.select_related("agency").first()
    if held is None or held.register not in definitions():
        return None
    return Detail(
        row=_row(held),
        key=held.key,
        fields=tuple(fields_of(held.register, held.values, held.masks)),
        as_of=held.as_of,
        left_on=held.left_on,
        leave_by=held.leave_by,
        left_at=held.left_at,
        pulled=held.pulled,
        absent_on=held.absent_on,
        delivery_id=held.changed_by_id,
        line=held.row,
        sealed=bool(held.personal),
    )


def fields_of(register: str, values: Mapping[str, str], masks: Mapping[str, str]) -> Iterable[Told]:
    """The fields of a row as the public reads them, in the order of the register; empty ones are left out."""
    for field in definition(register).public:
        text = masks.get(field.key, values.get(field.key))
        if text is not None:
            yield Told(field.key, field.label, text, field.key in masks)


def _past(change: Change) -> Past:
    held = fields_of(change.record.register, change.before, change.before_masks)
    return Past(
        change.pk, What(change.what), change.at, change.by, change.reason, change.delivery_id, tuple(held)
    )
