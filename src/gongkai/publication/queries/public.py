"""Reads: what everybody may read: public items, and the notices that stand where one was taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Prefetch

from gongkai.law.duties.publication import Validity
from gongkai.publication.models import Attachment, ColumnKind, Edition, Into, Item, Stand, Use, Withdrawal
from gongkai.publication.queries.around import Beside, beside, newer, older
from gongkai.publication.queries.content import Content, content_of
from gongkai.publication.queries.lists import column_called, column_here
from gongkai.publication.queries.mentions import Mentioning, where_used
from gongkai.publication.queries.published import count


@dataclass(frozen=True, slots=True)
class PublicFile:
    """An attachment or picture that everybody may fetch."""

    id: int
    file_id: int
    name: str
    size: int
    media_type: str
    use: Use
    digest: str


@dataclass(frozen=True, slots=True)
class PublicItem:
    """A public item whole. `editions`: how many texts of it were published; `platform`: where it went out first, "" for here.

    `digest`: of what was approved. `newer`, `older`: the next ones in its column.
    """

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
    digest: str
    newer: Beside | None
    older: Beside | None


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


def item(index_no: str) -> PublicItem | Notice | None:
    """What stands under an index number: the item, a notice that it was taken back, or nothing. No more than three queries."""
    held = Item.objects.filter(index_no=index_no).exclude(index_no="")
    told = held.annotate(column_here=column_here(), newer=newer(), older=older(), published=count())
    found = told.select_related("agency", "public", "column", "run").first()
    if found is None:
        return None
    if found.stand == Stand.PUBLIC and found.public and found.published_at and found.first_published_at:
        return _whole(found, found.public, found.first_published_at, found.published_at)
    return _notice(found)


def whole_behind(after: int, most: int) -> list[PublicItem]:
    """Public items whole by their numbers, behind one of them, at most so many: two queries. Without what stands around them."""
    files = Prefetch(
        "public__attachments",
        Attachment.objects.exclude(use=Use.ORIGINAL).select_related("file").order_by("position"),
        "handed_out",
    )
    held = Item.objects.filter(stand=Stand.PUBLIC, pk__gt=after).order_by("pk")
    told = held.annotate(column_here=column_here(), published=count())
    rows = told.select_related("agency", "public", "column", "run").prefetch_related(files)[:most]
    return [
        _told(each, each.public, each.first_published_at, each.published_at, _listed(each.public.handed_out))  # type: ignore[attr-defined] # prefetched
        for each in rows
        if each.public and each.published_at and each.first_published_at
    ]


def public_file(index_no: str, attachment_id: int) -> PublicFile | None:
    """An attachment or a picture of a public text; None for everything else, originals too."""
    return next((one for one in _public_files(index_no) if one.id == attachment_id), None)


def file_of(digest: str) -> PublicFile | None:
    """A file of the present text of any public item, by its digest; None for every other, originals too. One query."""
    present = Attachment.objects.filter(
        file__digest=digest, edition__item__stand=Stand.PUBLIC, edition__item__public=F("edition")
    ).exclude(use=Use.ORIGINAL)
    return next(iter(_listed(present.select_related("file").order_by("pk")[:1])), None)


def public_picture(index_no: str, name: str) -> PublicFile | None:
    """The picture of a public text that has this name; None if there is none."""
    pictures = (one for one in _public_files(index_no) if one.use is Use.IMAGE)
    return next((one for one in pictures if one.name == name), None)


def _public_files(index_no: str) -> tuple[PublicFile, ...]:
    found = Item.objects.filter(index_no=index_no, stand=Stand.PUBLIC).select_related("public").first()
    return _files(found.public) if found is not None and found.public is not None else ()


def _whole(found: Item, edition: Edition, first: datetime, last: datetime) -> PublicItem:
    return replace(
        _told(found, edition, first, last, _files(edition)),
        used_by=tuple(where_used(found.pk, *_named(edition))),
        newer=beside(getattr(found, "newer", None)),
        older=beside(getattr(found, "older", None)),
    )


def _told(
    found: Item, edition: Edition, first: datetime, last: datetime, files: tuple[PublicFile, ...]
) -> PublicItem:
    return PublicItem(
        id=found.pk,
        index_no=found.index_no,
        agency_id=found.agency_id,
        agency=found.agency.name,
        agency_slug=found.agency.slug,
        column=column_called(found),
        column_key=found.column.key if found.column else "",
        column_kind=ColumnKind(found.column.kind) if found.column else None,
        content=content_of(edition),
        text=edition.text,
        files=files,
        first_published_at=first,
        published_at=last,
        platform=found.run.source if found.run and found.run.into == Into.PUBLIC else "",
        editions=getattr(found, "published", None) or 0,
        used_by=(),
        digest=edition.digest,
        newer=None,
        older=None,
    )


def _named(edition: Edition) -> tuple[str, ...]:
    """Title and number of a document that others may have put out of force; nothing for what is none."""
    if not edition.validity or (edition.validity == Validity.VALID and edition.valid_until is None):
        return ()
    return (f"《{edition.title}》", edition.document_no)


def _files(edition: Edition) -> tuple[PublicFile, ...]:
    return _listed(edition.attachments.exclude(use=Use.ORIGINAL).select_related("file").order_by("position"))


def _listed(found: Iterable[Attachment]) -> tuple[PublicFile, ...]:
    return tuple(
        PublicFile(
            one.pk, one.file_id, one.name, one.file.size, one.file.media_type, Use(one.use), one.file.digest
        )
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
