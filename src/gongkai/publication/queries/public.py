"""Reads: what everybody may read: public items, and the notices that stand where one was taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Exists, OuterRef, Subquery

from gongkai.agencies.models import Agency
from gongkai.publication.models import ColumnChange, ColumnKind, Edition, Into, Item, Stand, Use, Withdrawal
from gongkai.publication.queries.content import Content, content_of
from gongkai.publication.queries.mentions import Mentioning, where_used
from gongkai.publication.queries.paging import counted, mark, newest_first

PAGE = 20


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A public item in a list. `column`: as its agency calls it."""

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


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page of a list; `before` leads to the next one, empty on the last."""

    rows: tuple[PublicRow, ...]
    total: int
    more_than: bool
    before: str


@dataclass(frozen=True, slots=True)
class PublicFile:
    """An attachment or picture that everybody may fetch."""

    id: int
    file_id: int
    name: str
    size: int
    media_type: str
    use: Use


@dataclass(frozen=True, slots=True)
class PublicItem:
    """A public item whole. `editions`: how many texts of it were published; `platform`: where it went out first, "" for here."""

    id: int
    index_no: str
    agency_id: int
    agency: str
    agency_slug: str
    column: str
    column_key: str
    column_kind: ColumnKind | None
    content: Content
    text: str
    files: tuple[PublicFile, ...]
    first_published_at: datetime
    published_at: datetime
    platform: str
    editions: int
    used_by: tuple[Mentioning, ...]


@dataclass(frozen=True, slots=True)
class Organ:
    """An agency that has something public."""

    id: int
    slug: str
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands where an item was: why it is gone. `title` is empty where not even that is shown."""

    index_no: str
    title: str
    agency: str
    agency_slug: str
    why: str
    told: str
    on: datetime
    expired: bool = False


def latest(
    *,
    agency_ids: Iterable[int] | None = None,
    column_ids: Iterable[int] | None = None,
    before: str = "",
    page: int = PAGE,
) -> PublicPage:
    """Public items, newest first: of agencies and columns, or of all. Three queries, however many there are."""
    found = Item.objects.filter(stand=Stand.PUBLIC)
    if agency_ids is not None:
        found = found.filter(agency__in=agency_ids)
    if column_ids is not None:
        found = found.filter(column__in=column_ids)
    total, more_than = counted(found)
    named = found.select_related("agency", "column").annotate(column_here=_column_here())
    rows = list(newest_first(named, "published_at", before)[: page + 1])
    shown = rows[:page]
    texts = Edition.objects.only("document_no", "written_on", "opened_at")
    editions = texts.in_bulk([one.public_id for one in shown if one.public_id])
    return PublicPage(
        tuple(_row(one, editions[one.public_id]) for one in shown if one.public_id),
        total,
        more_than,
        mark(shown[-1], "published_at") if len(rows) > page else "",
    )


def item(index_no: str) -> PublicItem | Notice | None:
    """What stands under an index number: the item, a notice that it was taken back, or nothing."""
    held = Item.objects.filter(index_no=index_no).exclude(index_no="").annotate(column_here=_column_here())
    found = held.select_related("agency", "public", "column", "run").first()
    if found is None:
        return None
    if found.stand == Stand.PUBLIC and found.public and found.published_at and found.first_published_at:
        return _whole(found, found.public, found.first_published_at, found.published_at)
    return _notice(found)


def public_file(index_no: str, attachment_id: int) -> PublicFile | None:
    """An attachment or a picture of a public text; None for everything else, originals too."""
    return next((one for one in _public_files(index_no) if one.id == attachment_id), None)


def public_picture(index_no: str, name: str) -> PublicFile | None:
    """The picture of a public text that has this name; None if there is none."""
    pictures = (one for one in _public_files(index_no) if one.use is Use.IMAGE)
    return next((one for one in pictures if one.name == name), None)


def organs() -> list[Organ]:
    """The agencies that have something public, by region: one query, which looks once for each agency."""
    has = Item.objects.filter(agency=OuterRef("pk"), stand=Stand.PUBLIC)
    found = Agency.objects.filter(Exists(has)).order_by("region", "pk")
    return [Organ(*row) for row in found.values_list("pk", "slug", "name", "remark")]


def _public_files(index_no: str) -> tuple[PublicFile, ...]:
    found = Item.objects.filter(index_no=index_no, stand=Stand.PUBLIC).select_related("public").first()
    return _files(found.public) if found is not None and found.public is not None else ()


def _column_here() -> Subquery:
    """What the agency of an item calls its column, where it calls it otherwise than others."""
    changed = ColumnChange.objects.filter(column=OuterRef("column"), agency=OuterRef("agency"))
    return Subquery(changed.values("title")[:1], output_field=CharField())


def _column_of(found: Item) -> str:
    called: str = getattr(found, "column_here", None) or ""
    return called or (found.column.title if found.column else "")


def _whole(found: Item, edition: Edition, first: datetime, last: datetime) -> PublicItem:
    return PublicItem(
        id=found.pk,
        index_no=found.index_no,
        agency_id=found.agency_id,
        agency=found.agency.name,
        agency_slug=found.agency.slug,
        column=_column_of(found),
        column_key=found.column.key if found.column else "",
        column_kind=ColumnKind(found.column.kind) if found.column else None,
        content=content_of(edition),
        text=edition.text,
        files=_files(edition),
        first_published_at=first,
        published_at=last,
        platform=found.run.source if found.run and found.run.into == Into.PUBLIC else "",
        editions=found.editions.filter(published_at__isnull=False).count(),
        used_by=tuple(where_used(found.pk)),
    )


def _files(edition: Edition) -> tuple[PublicFile, ...]:
    found = edition.attachments.exclude(use=Use.ORIGINAL).select_related("file").order_by("position")
    return tuple(
        PublicFile(one.pk, one.file_id, one.name, one.file.size, one.file.media_type, Use(one.use))
        for one in found
    )


def _notice(found: Item) -> Notice | None:
    if found.stand == Stand.EXPIRED:
        return Notice(
            found.index_no,
            found.title,
            found.agency.name,
            found.agency.slug,
            "到期下架",
            "公示期已满。",
            found.touched_at,
            expired=True,
        )
    last: Withdrawal | None = found.withdrawals.filter(restored_at__isnull=True).first()
    if last is None:
        return None
    title = "" if found.stand == Stand.REMOVED else found.title
    why = "" if found.stand == Stand.REMOVED else last.get_why_display()
    told = "该信息已删除。" if found.stand == Stand.REMOVED else last.told
    return Notice(found.index_no, title, found.agency.name, found.agency.slug, why, told, last.at)


def _row(found: Item, edition: Edition) -> PublicRow:
    return PublicRow(
        found.pk,
        found.index_no,
        found.title,
        edition.document_no,
        found.agency.name,
        found.agency.slug,
        _column_of(found),
        found.column.key if found.column else "",
        edition.written_on,
        found.published_at or edition.opened_at,
    )
