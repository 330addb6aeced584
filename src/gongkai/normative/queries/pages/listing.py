"""Reads: the documents of the register as a list, as they stand today or stood on any other day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.law.document_numbers import parse_document_no
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Standing, Step
from gongkai.normative import access
from gongkai.normative.models import Document
from gongkai.normative.queries.facts import Facts, every
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import Actor
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
    """What a list is limited to. `on`: as it stood on that day; None for today. `state`: of STATES, or UNDER_WAY."""

    words: str = ""
    state: str = ""
    kind: DocumentKind | None = None
    agency_id: int | None = None
    code: str = ""
    year: int | None = None
    on: date | None = None
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list: how it stands on the day that is asked for, by which document it left, what comes next."""

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


def documents(within: Q, sought: Sought, today: date, page: int = 1) -> DocumentPage:
    """A page of what is sought: three queries; for another day than today nine, however many documents there are."""
    found, stood = _found(within, sought, today)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(1, page), pages)
    rows = found[(number - 1) * PAGE : number * PAGE]
    return DocumentPage(tuple(_row(each, stood) for each in rows), total, number, pages)


def all_documents(within: Q, sought: Sought, today: date) -> Iterator[DocumentRow]:
    """All that is sought, in the order of the list, read some hundreds at a time."""
    found, stood = _found(within, sought, today)
    for each in found.iterator(chunk_size=500):
        yield _row(each, stood)


def states(within: Q, sought: Sought, today: date) -> dict[str, int]:
    """How many documents there are in each state, among what is sought otherwise; one query, for another day than today seven."""
    plain = Sought(**{**_values(sought), "state": ""})
    found, stood = _found(within, plain, today)
    counted: dict[str, int] = {}
    if stood is not None:
        for pk in found.order_by().values_list("pk", flat=True):
            key = stood[pk].validity.value
            counted[key] = counted.get(key, 0) + 1
    else:
        for key, how_many in found.order_by().values_list("validity").annotate(n=Count("pk")):
            counted[key or UNDER_WAY] = how_many
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


def _values(sought: Sought) -> dict[str, Any]:
    return {name: getattr(sought, name) for name in Sought.__slots__}


def _found(
    within: Q, sought: Sought, today: date
) -> tuple[QuerySet[Document], Mapping[int, Standing] | None]:
    found = Document.objects.filter(within).filter(_said(sought))
    found = found.select_related("holder", "ended_by", "item").defer("articles")
    if sought.on is not None and sought.on != today:
        facts = every()
        stood = dict(_stood(facts, sought, sought.on))
        return found.filter(Among("pk", frozenset(stood))).order_by("-issued_on", "-pk"), stood
    if sought.agency_id is not None:
        found = found.filter(holder=sought.agency_id)
    return found.filter(_in_state(sought.state)).order_by("-issued_on", "-pk"), None


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


def _in_state(state: str) -> Q:
    if state == UNDER_WAY:
        return Q(validity="")
    if state == IN_FORCE:
        return Q(validity__in=[Validity.VALID, Validity.AMENDED])
    return Q(validity=state) if state in STATES else Q()


def _stood(facts: Facts, sought: Sought, on: date) -> Iterator[tuple[int, Standing]]:
    """What was made by a day, as it stood then, with the body that had it then."""
    for pk in facts.names:
        life = facts.life(pk)
        standing = life.standing(on) if life else None
        if standing is None or (sought.agency_id is not None and facts.holder(pk, on) != sought.agency_id):
            continue
        fits = standing.in_force if sought.state == IN_FORCE else standing.validity.value == sought.state
        if fits or sought.state not in STATES:
            yield pk, standing


def _row(document: Document, stood: Mapping[int, Standing] | None) -> DocumentRow:
    validity = Validity(document.validity) if document.validity else None
    since, until = document.since, document.until
    ended_by = str(document.ended_by) if document.ended_by else ""
    if stood is not None:
        then = stood[document.pk]
        validity, since, until, ended_by = then.validity, then.since, then.until, then.by
    return DocumentRow(
        document.pk,
        document.title,
        document.document_no,
        DocumentKind(document.kind),
        document.holder.name,
        document.holder.slug,
        document.issued_on,
        document.published_on,
        document.effective_on,
        validity,
        since,
        until,
        ended_by,
        Step(document.next_step).label if document.next_step else "",
        document.due_on,
        document.faults,
        document.item.index_no if document.item else "",
    )
