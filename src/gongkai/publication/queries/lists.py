"""Reads: lists of public items, newest first, as far as visitors choose; they cost the same however far one leafs."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from django.db.models import CharField, Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import make_aware

from gongkai.agencies.models import Agency
from gongkai.law.duties.publication import Validity, validity_on
from gongkai.publication.models import Column, ColumnChange, ColumnKind, Edition, Item, Stand
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.paging import counted, mark, newest_first

PAGE = 20
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of all that is public a list shows; whatever is None or empty leaves nothing out.

    `but_columns`: without what is in these. `kind`, `key`: of the column. `entry_key`: of the catalogue row. `year`: in which
    it went out; `since`: not before this instant. `validity`: as it is on the day of reading.
    """

    agencies: Collection[int] | None = None
    columns: Collection[int] | None = None
    but_columns: Collection[int] = ()
    kind: ColumnKind | None = None
    key: str = ""
    entry_key: str = ""
    year: int | None = None
    since: datetime | None = None
    topic: str = ""
    genre: str = ""
    validity: Validity | None = None


ALL = Wanted()
POLICIES = Wanted(kind=ColumnKind.POLICY)
NORMATIVE = Wanted(kind=ColumnKind.POLICY, key="zcwj-gfxwj")
"""行政规范性文件, in the common column that is theirs."""


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A public item in a list. `column`: as its agency calls it; `validity`: on the day of reading, where it has one."""

    id: int
    index_no: str
    title: str
    document_no: str
    agency: str
    agency_slug: str
    column: str
    column_key: str
    written_on: date | None
    published_at: datetime
    topic: str
    genre: str
    summary: str
    validity: Validity | None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page of a list; `before` leads to the next one, empty on the last."""

    rows: tuple[PublicRow, ...]
    total: int
    more_than: bool
    before: str


@dataclass(frozen=True, slots=True)
class Organ:
    """An agency that has something public."""

    id: int
    slug: str
    name: str
    remark: str


def latest(wanted: Wanted = ALL, *, on: date, before: str = "", page: int = PAGE) -> PublicPage:
    """A page of what is wanted, as it is on a day, newest first. Three queries, however many there are."""
    found = _found(wanted, on)
    total, more_than = counted(found)
    items = list(newest_first(_named(found), "published_at", before)[: page + 1])
    more = len(items) > page
    items = items[:page]
    return PublicPage(_rows(items, on), total, more_than, mark(items[-1], "published_at") if more else "")


def newest(wanted: Wanted = ALL, *, on: date, most: int) -> tuple[PublicRow, ...]:
    """The first rows of what is wanted, and nobody counts the others. Two queries."""
    return _rows(list(newest_first(_named(_found(wanted, on)), "published_at", "")[:most]), on)


def marks(wanted: Wanted, *, on: date, most: int) -> tuple[object, ...]:
    """The public editions of the first rows of what is wanted, and when each went out: while these stay, so do the rows. One query."""
    found = newest_first(_found(wanted, on), "published_at", "")
    return tuple(found.values_list("public", "published_at")[:most])


def every(wanted: Wanted, *, on: date, most: int) -> Iterator[PublicRow]:
    """All that is wanted, newest first, up to so many; read some hundreds at a time."""
    return islice(_every(wanted, on, min(CHUNK, most)), most)


def _every(wanted: Wanted, on: date, chunk: int) -> Iterator[PublicRow]:
    found, before = _named(_found(wanted, on)), ""
    while items := list(newest_first(found, "published_at", before)[:chunk]):
        yield from _rows(items, on)
        before = mark(items[-1], "published_at")


def block(wanted: Wanted = ALL, *, on: date, before: str, size: int) -> tuple[tuple[PublicRow, ...], str]:
    """Rows of what is wanted behind a mark, and the mark of the next ones, "" at the end; nobody counts. Two queries."""
    items = list(newest_first(_named(_found(wanted, on)), "published_at", before)[: size + 1])
    more = len(items) > size
    items = items[:size]
    return _rows(items, on), mark(items[-1], "published_at") if more else ""


def amount(wanted: Wanted, *, on: date) -> tuple[int, bool]:
    """How many there are, and whether there are more than are counted; one query."""
    return counted(_found(wanted, on))


def amount_new(wanted: Wanted, *, year: int, on: date) -> tuple[int, bool]:
    """How many went out for the first time in a year; one query. Editions that followed in it count once."""
    begin = _new_year(year)
    # What went out first in the year was not last published before it: the index leads there.
    found = _found(wanted, on).filter(published_at__gte=begin, first_published_at__gte=begin)
    return counted(found.filter(first_published_at__lt=_new_year(year + 1)))


def first_year(wanted: Wanted, *, on: date) -> int | None:
    """The year of the oldest item; None where there is none. One query."""
    oldest = _found(wanted, on).aggregate(oldest=Min("published_at"))["oldest"]
    return civil_day(oldest).year if oldest else None


def by_agency() -> dict[int, tuple[int, date]]:
    """How much each agency has made public, and on which day something last: one query. Without those that have nothing."""
    found = Item.objects.filter(stand=Stand.PUBLIC).order_by().values_list("agency")
    counts = found.annotate(items=Count("pk"), last=Max("published_at"))
    return {agency: (items, civil_day(last)) for agency, items, last in counts}


def organs() -> list[Organ]:
    """The agencies that have something public, by region: one query, which looks once for each agency."""
    has = Item.objects.filter(agency=OuterRef("pk"), stand=Stand.PUBLIC)
    found = Agency.objects.filter(Exists(has)).order_by("region", "pk")
    return [Organ(*row) for row in found.values_list("pk", "slug", "name", "remark")]


def column_called(found: Item) -> str:
    """What the agency of an item read with `column_here` calls its column."""
    called: str = getattr(found, "column_here", None) or ""
    return called or (found.column.title if found.column else "")


def column_here() -> Subquery:
    """What the agency of an item calls its column, where it calls it otherwise than others."""
    changed = ColumnChange.objects.filter(column=OuterRef("column"), agency=OuterRef("agency"))
    return Subquery(changed.values("title")[:1], output_field=CharField())


def _named(found: QuerySet[Item]) -> QuerySet[Item]:
    return found.select_related("agency", "column").annotate(column_here=column_here())


def _found(wanted: Wanted, on: date) -> QuerySet[Item]:
    found = Item.objects.filter(stand=Stand.PUBLIC)
    if wanted.agencies is not None:
        found = found.filter(agency__in=wanted.agencies)
    if wanted.entry_key:
        found = found.filter(entry_key=wanted.entry_key)
    if wanted.year is not None:
        begin, end = _new_year(wanted.year), _new_year(wanted.year + 1)
        found = found.filter(published_at__gte=begin, published_at__lt=end)
    if wanted.since is not None:
        found = found.filter(published_at__gte=wanted.since)
    return _saying(_in_columns(found, wanted), wanted, on)


def _in_columns(found: QuerySet[Item], wanted: Wanted) -> QuerySet[Item]:
    if wanted.columns is not None:
        found = found.filter(column__in=wanted.columns)
    if wanted.but_columns:
        found = found.filter(Q(column__isnull=True) | ~Q(column__in=wanted.but_columns))
    if wanted.kind or wanted.key:
        columns = Column.objects.filter(kind=wanted.kind) if wanted.kind else Column.objects.all()
        found = found.filter(column__in=columns.filter(key=wanted.key) if wanted.key else columns)
    return found


def _saying(found: QuerySet[Item], wanted: Wanted, on: date) -> QuerySet[Item]:
    if wanted.topic:
        found = found.filter(public__topic=wanted.topic)
    if wanted.genre:
        found = found.filter(public__genre=wanted.genre)
    return found.filter(_valid_as(wanted.validity, on)) if wanted.validity else found


def _valid_as(validity: Validity, on: date) -> Q:
    """The same as `law.duties.publication.validity_on`, asked of the database."""
    moving = Q(public__validity__in=[Validity.VALID, Validity.NOT_YET])
    lasting = moving & (Q(public__valid_until__isnull=True) | Q(public__valid_until__gte=on))
    begun = Q(public__effective_on__isnull=False, public__effective_on__lte=on)
    stated = Q(public__validity=validity)
    if validity is Validity.EXPIRED:
        return stated | (moving & Q(public__valid_until__lt=on))
    if validity is Validity.VALID:
        return lasting & (stated | begun)
    return lasting & stated & ~begun if validity is Validity.NOT_YET else stated


def _new_year(year: int) -> datetime:
    return make_aware(datetime.combine(date(year, 1, 1), time()))


def _rows(items: list[Item], on: date) -> tuple[PublicRow, ...]:
    texts = Edition.objects.defer("body", "text", "acknowledged", "authors")
    editions = texts.in_bulk([one.public_id for one in items if one.public_id])
    return tuple(_row(one, editions[one.public_id], on) for one in items if one.public_id)


def _row(found: Item, edition: Edition, on: date) -> PublicRow:
    stated = Validity(edition.validity) if edition.validity else None
    return PublicRow(
        found.pk,
        found.index_no,
        found.title,
        edition.document_no,
        found.agency.name,
        found.agency.slug,
        column_called(found),
        found.column.key if found.column else "",
        edition.written_on,
        found.published_at or edition.opened_at,
        edition.topic,
        edition.genre,
        edition.summary,
        validity_on(stated, edition.effective_on, edition.valid_until, on) if stated else None,
    )
