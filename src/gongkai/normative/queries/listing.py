"""Reads: the documents of the register as a list, as they stand on any day; of today, those on their way too."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.law.document_numbers import parse_document_no
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Step
from gongkai.normative import access
from gongkai.normative.models import Document, Spell
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among

PAGE = 30
UNDER_WAY = "under_way"
"""Documents that are not issued yet, beside the states of those that are."""
IN_FORCE = "in_force"
"""Valid and amended together."""
STATES = {
    IN_FORCE: "现行有效",
    **{each.value: each.label for each in Validity},
}
"""What a list may be limited to, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a list is limited to. `on`: as it stood on that day; None for today. `state`: of STATES, or UNDER_WAY.

    `agencies`: whose the documents are on that day; None: whoever's.
    """

    words: str = ""
    state: str = ""
    kind: DocumentKind | None = None
    agencies: Collection[int] | None = None
    code: str = ""
    year: int | None = None
    on: date | None = None
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list: how it stands on the day that is asked for, whose it is then, what comes next today.

    `ended_by`: the document by which it stands so.
    """

    id: int
    title: str
    number: str
    kind: DocumentKind
    agency: str
    agency_slug: str
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    validity: Validity | None
    since: date | None
    until: date | None
    ended_by: str
    next_step: str
    due_on: date | None
    faults: int
    index_no: str

    @property
    def state(self) -> str:
        """How it stands, in a word."""
        return self.validity.label if self.validity else "在办"

    @property
    def cells(self) -> tuple[object, ...]:
        """What every table of documents begins with: number here, title, number, kind, body, made, published, how it stands."""
        named = (self.id, self.title, self.number, self.kind.label, self.agency)
        days = (self.issued_on or "", self.published_on or "")
        return (*named, *days, self.state, self.since or "", self.until or "", self.ended_by)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of a list: so many are found in all, this is the n-th page of so many."""

    rows: tuple[DocumentRow, ...]
    total: int
    number: int
    pages: int

    @property
    def before(self) -> int:
        """The page before, 0 where there is none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The next page, 0 where there is none."""
        return self.number + 1 if self.number < self.pages else 0


def seen_by(viewer: Actor) -> Q:
    """What stands in somebody's register."""
    return access.visible_to(viewer) & Q(gone=False)


def whole() -> Q:
    """The whole register, for the operator."""
    return access.visible_to(OPERATOR) & Q(gone=False)


def documents(within: Q, sought: Sought, today: date, page: int = 1) -> DocumentPage:
    """A page of what is sought, what is on its way first, then by the day of issue: three queries."""
    found = _found(within, sought, today)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(1, page), pages)
    rows = found[(number - 1) * PAGE : number * PAGE]
    return DocumentPage(tuple(map(_row, _standing(rows, sought.on or today))), total, number, pages)


def all_documents(within: Q, sought: Sought, today: date) -> Iterator[DocumentRow]:
    """All that is sought, in the order of the list, read some hundreds at a time."""
    found = _standing(_found(within, sought, today), sought.on or today)
    return map(_row, found.iterator(chunk_size=500))


def documents_behind(within: Q, sought: Sought, today: date, *, after: int, most: int) -> list[DocumentRow]:
    """Documents by their numbers, behind one of them, at most so many: three queries. The order never changes."""
    found = _found(within, sought, today).filter(pk__gt=after).order_by("pk")[:most]
    return list(map(_row, _standing(found, sought.on or today)))


def rows_of(document_ids: Iterable[int], on: date) -> dict[int, DocumentRow]:
    """These documents by number, as they stand on a day; two queries."""
    found = Document.objects.filter(Among("pk", frozenset(document_ids)))
    return {each.pk: _row(each) for each in _standing(found, on)}


def states(within: Q, sought: Sought, today: date) -> dict[str, int]:
    """How many documents there are in each state, among what is sought otherwise; one query."""
    found = _found(within, replace(sought, state=""), today).order_by()
    counted = {
        key or UNDER_WAY: how_many
        for key, how_many in found.values_list("spells__validity").annotate(n=Count("pk"))
    }
    counted[IN_FORCE] = counted.get(Validity.VALID, 0) + counted.get(Validity.AMENDED, 0)
    return counted


def years(within: Q) -> list[int]:
    """The years in which documents were issued, the last first; one query."""
    found = Document.objects.filter(within, issued_on__isnull=False)
    return [day.year for day in found.dates("issued_on", "year", order="DESC")]


def codes(within: Q) -> list[str]:
    """The codes of their numbers; one query."""
    found = Document.objects.filter(within).exclude(code="").order_by("code")
    return list(found.values_list("code", flat=True).distinct())


def holders(within: Q) -> list[tuple[int, str, str]]:
    """Who has documents: number, address, name; one query."""
    held = Document.objects.filter(within).order_by().values("holder").distinct()
    found = Agency.objects.filter(pk__in=held).order_by("region", "pk")
    return list(found.values_list("pk", "slug", "name"))


def _found(within: Q, sought: Sought, today: date) -> QuerySet[Document]:
    """In one filter, so that all of it is asked of the same spell; a document has no more than one on a day."""
    on = sought.on or today
    there = Q(spells__begins_on__lte=on, spells__ends_on__gt=on)
    waits = Q(issued_on__isnull=True)
    if sought.agencies is not None:
        there &= Q(Among("spells__holder_id", frozenset(sought.agencies)))
        waits &= Q(Among("holder_id", frozenset(sought.agencies)))
    if sought.state in STATES:
        states_meant = (Validity.VALID, Validity.AMENDED) if sought.state == IN_FORCE else (sought.state,)
        there &= Q(spells__validity__in=states_meant)
    elif on == today:
        there = waits if sought.state == UNDER_WAY else there | waits
    newest = F("issued_on").desc(nulls_first=True)
    return Document.objects.filter(within & _said(sought) & there).order_by(newest, "-pk")


def _standing(found: QuerySet[Document], on: date) -> QuerySet[Document]:
    """With the spell of a day, where there is one, as `then`."""
    spells = Spell.objects.filter(begins_on__lte=on, ends_on__gt=on).select_related("holder", "by")
    then = Prefetch("spells", spells.defer("by__articles"), "then")
    return found.select_related("holder", "item").defer("articles").prefetch_related(then)


def _said(sought: Sought) -> Q:
    said = Q()
    if sought.kind is not None:
        said &= Q(kind=sought.kind.value)
    if sought.code:
        said &= Q(code=sought.code)
    if sought.year is not None:
        said &= Q(issued_on__year=sought.year)
    if sought.faulty:
        said &= Q(faults__gt=0)
    words = sought.words.strip()
    if words:
        read = parse_document_no(words)
        by_number = Q(document_no=read.text) if read else Q(document_no__contains=words)
        key = title_key(words)
        said &= by_number | Q(registry_no=words) | (Q(title_key__contains=key) if key else Q())
    return said


def _row(document: Document) -> DocumentRow:
    spell: Spell | None = next(iter(document.then), None)  # type: ignore[attr-defined] # prefetched
    holder = spell.holder if spell else document.holder
    return DocumentRow(
        document.pk,
        document.title,
        document.document_no,
        DocumentKind(document.kind),
        holder.name,
        holder.slug,
        document.issued_on,
        document.published_on,
        document.effective_on,
        Validity(spell.validity) if spell else None,
        spell.since if spell else None,
        spell.until if spell else None,
        str(spell.by) if spell and spell.by else "",
        Step(document.next_step).label if document.next_step else "",
        document.due_on,
        document.faults,
        document.item.index_no if document.item else "",
    )
