"""Reads: the register as a list: of an agency or of many, as it is today or was on any day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Step
from gongkai.normative.models import Document, Origin
from gongkai.normative.queries.facts import Facts, every
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.queries.among import Among

PAGE = 20
_ROW = ("agency", "holder", "item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What of the register a list shows; whatever is None or empty leaves nothing out.

    `agencies`: whose the documents are on the day. `on`: the day, None for today. `on_its_way`: only what is not issued (True),
    only what is (False). `public`: only what was published. `words`: in the title, or a number or the beginning of one.
    """

    agencies: Collection[int] | None = None
    kind: DocumentKind | None = None
    validity: Validity | None = None
    code: str = ""
    year: int | None = None
    words: str = ""
    on: date | None = None
    on_its_way: bool | None = None
    public: bool = False
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A document in a list. `agency` made it, `holder` has it; `validity` is None while it is on its way.

    `ended_by`: the number of the document by which it left.
    """

    id: int
    number: str
    title: str
    kind: DocumentKind
    agency: str
    holder: str
    holder_id: int
    holder_slug: str
    issued_on: date | None
    published_on: date | None
    validity: Validity | None
    since: date | None
    until: date | None
    left_on: date | None
    ended_by: int | None
    next_step: Step | None
    due_on: date | None
    faults: int
    item_id: int | None
    origin: Origin

    @property
    def name(self) -> str:
        """Its number, else its title."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the register: `page` of `pages`, of so many documents in all."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


def listed(sought: Sought, *, today: date, page: int = 1, size: int = PAGE) -> ListPage:
    """A page of what is sought, newest first. Today: two queries; on another day as `every` and one more."""
    if sought.on is None or sought.on == today:
        found = _today(sought)
        total = found.count()
        page, pages = _place(page, total, size)
        rows = found.select_related(*_ROW)[(page - 1) * size : page * size]
        return ListPage(tuple(map(line_of, rows)), total, page, pages)
    lines = _on(sought, sought.on)
    page, pages = _place(page, len(lines), size)
    return ListPage(tuple(lines[(page - 1) * size : page * size]), len(lines), page, pages)


def all_listed(sought: Sought, *, today: date, most: int) -> list[Line]:
    """All that is sought, newest first, up to so many: for files."""
    if sought.on is None or sought.on == today:
        return [line_of(row) for row in _today(sought).select_related(*_ROW)[:most]]
    return _on(sought, sought.on)[:most]


def line_of(row: Document) -> Line:
    """A row as lists show it today."""
    return Line(
        row.pk,
        row.document_no,
        row.title,
        DocumentKind(row.kind),
        row.agency.name,
        row.holder.name,
        row.holder_id,
        row.holder.slug,
        row.issued_on,
        row.published_on,
        Validity(row.validity) if row.validity else None,
        row.since,
        row.until,
        row.left_on,
        row.ended_by_id,
        Step(row.next_step) if row.next_step else None,
        row.due_on,
        row.faults,
        row.item_id,
        Origin(row.origin),
    )


def _place(page: int, total: int, size: int) -> tuple[int, int]:
    pages = max(1, -(-total // size))
    return min(max(1, page), pages), pages


def _of(found: QuerySet[Document], agencies: Collection[int] | None) -> QuerySet[Document]:
    return found if agencies is None else found.filter(Among("holder_id", frozenset(agencies)))


def _today(sought: Sought) -> QuerySet[Document]:
    """By the columns that the facts are projected to."""
    found = _of(_plain(sought), sought.agencies)
    if sought.validity:
        found = found.filter(validity=sought.validity)
    if sought.on_its_way is not None:
        found = found.filter(issued_on__isnull=sought.on_its_way)
    if sought.faulty:
        found = found.filter(faults__gt=0)
    return found.order_by(F("issued_on").desc(nulls_first=True), "-pk")


def _plain(sought: Sought) -> QuerySet[Document]:
    """By what a document is and never stops being."""
    found = Document.objects.filter(gone=False).defer("articles")
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.code:
        found = found.filter(code=sought.code)
    if sought.year is not None:
        found = found.filter(issued_on__year=sought.year)
    if sought.public:
        found = found.filter(published_on__isnull=False, secret=False)
    if words := sought.words.strip():
        key = title_key(words)
        said = Q(document_no__startswith=words) | Q(registry_no=words)
        found = found.filter(said | Q(title_key__contains=key) if key else said)
    return found


def _on(sought: Sought, on: date) -> list[Line]:
    """As it was on a day: each life is asked. What was not issued by then was not there."""
    if sought.on_its_way:
        return []
    facts = every()
    rows = _plain(sought).filter(issued_on__lte=on).select_related(*_ROW).order_by("-issued_on", "-pk")
    return [line for row in rows if (line := _line_on(row, facts, on)) and _fits(line, sought)]


def _fits(line: Line, sought: Sought) -> bool:
    return (sought.validity is None or line.validity is sought.validity) and (
        sought.agencies is None or line.holder_id in sought.agencies
    )


def _line_on(row: Document, facts: Facts, on: date) -> Line | None:
    life = facts.life(row.pk)
    standing = life.standing(on) if life else None
    if life is None or standing is None:
        return None
    leaving = life.leaving if life.leaving and life.leaving.on <= on else None
    holder_id = facts.holder(row.pk, on)
    published = row.published_on if row.published_on and row.published_on <= on else None
    return Line(
        row.pk,
        row.document_no,
        row.title,
        DocumentKind(row.kind),
        row.agency.name,
        facts.agencies[holder_id],
        holder_id,
        row.holder.slug,
        row.issued_on,
        published,
        standing.validity,
        standing.since,
        life.until(on),
        leaving.on if leaving else None,
        facts.ids[leaving.by] if leaving and leaving.by else None,
        None,
        None,
        len(facts.findings.get(row.pk, ())),
        row.item_id,
        Origin(row.origin),
    )


def titles(document_ids: Iterable[int]) -> dict[int, Line]:
    """These documents by number; one query."""
    rows = (
        Document.objects.filter(Among("pk", frozenset(document_ids))).defer("articles").select_related(*_ROW)
    )
    return {row.pk: line_of(row) for row in rows}
