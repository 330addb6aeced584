"""Reads: one item with its editions, as its page on the desk shows it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from gongkai.law.duties.publication import Secrecy
from gongkai.publication import access
from gongkai.publication.models import Attachment, Edition, FileText, Item, Review, Stand, Use, Withdrawal
from gongkai.publication.queries.content import Content, content_of, digest_of
from gongkai.publication.queries.items import State, state_of
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class FileOf:
    """A file of an edition. `unsearched`: why its text cannot be searched, where that is known."""

    id: int
    file_id: int
    name: str
    use: Use
    size: int
    media_type: str
    digest: str
    unsearched: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A confidentiality review. `fits`: it was of exactly the present text."""

    id: int
    conclusion: Secrecy
    parts: tuple[dict[str, Any], ...]
    together: str
    note: str
    by: str
    at: datetime
    fits: bool


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition whole. `digest` is that of its present text and files; `state` is None once it is published or ended."""

    id: int
    item_id: int
    number: int
    revision: int
    content: Content
    column: str
    files: tuple[FileOf, ...]
    digest: str
    round_id: int | None
    state: State | None
    publish_after: datetime | None
    expires_on: date | None
    acknowledged: tuple[dict[str, str], ...]
    opened_at: datetime
    saved_at: datetime
    saved_by: str
    published_at: datetime | None
    ended_at: datetime | None
    ended_because: str
    reviews: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Why and when an item was taken back."""

    label: str
    told: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemCard:
    """An item with what its page needs; `editions` newest first, without their texts."""

    id: int
    agency_id: int
    agency: str
    agency_slug: str
    index_no: str
    title: str
    stand: Stand
    first_published_at: datetime | None
    published_at: datetime | None
    expires_on: date | None
    public_edition: int | None
    open_edition: int | None
    withdrawn: Told | None
    editions: tuple["Version", ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An edition in the history of its item."""

    id: int
    number: int
    title: str
    saved_at: datetime
    published_at: datetime | None
    ended_at: datetime | None
    ended_because: str


def card(item_id: int, viewer: Actor) -> ItemCard | None:
    """An item; None if there is none, or the viewer may not see it."""
    item = Item.objects.filter(access.visible_to(viewer), pk=item_id).select_related("agency").first()
    if item is None:
        return None
    versions = tuple(
        Version(*row)
        for row in item.editions.order_by("-number").values_list(
            "pk", "number", "title", "saved_at", "published_at", "ended_at", "ended_because"
        )
    )
    current = next((each.id for each in versions if not each.published_at and not each.ended_at), None)
    return ItemCard(
        item.pk,
        item.agency_id,
        item.agency.name,
        item.agency.slug,
        item.index_no,
        item.title or (versions[0].title if versions else ""),
        Stand(item.stand),
        item.first_published_at,
        item.published_at,
        item.expires_on,
        item.public_id,
        current,
        _told(item),
        versions,
    )


def edition(edition_id: int, viewer: Actor) -> EditionRow | None:
    """One edition whole; None if there is none, or the viewer may not see its item."""
    found = (
        Edition.objects.filter(item__in=Item.objects.filter(access.visible_to(viewer)), pk=edition_id)
        .select_related("round", "saved_by", "column")
        .first()
    )
    return _row(found) if found else None


def file_of(item_id: int, attachment_id: int, viewer: Actor) -> FileOf | None:
    """A file of any edition of an item; None if there is none, or the viewer may not see the item."""
    seen = Item.objects.filter(access.visible_to(viewer), pk=item_id)
    found = Attachment.objects.filter(edition__item__in=seen, pk=attachment_id).select_related("file").first()
    return _file(found) if found else None


def picture_of(item_id: int, edition_id: int, name: str, viewer: Actor) -> FileOf | None:
    """A picture in the text of an edition by the name that the text has for it; None as `file_of`."""
    seen = Item.objects.filter(access.visible_to(viewer), pk=item_id)
    held = Attachment.objects.filter(edition__item__in=seen, edition=edition_id, name=name, use=Use.IMAGE)
    found = held.select_related("file").first()
    return _file(found) if found else None


def _file(one: Attachment) -> FileOf:
    return FileOf(
        one.pk, one.file_id, one.name, Use(one.use), one.file.size, one.file.media_type, one.file.digest
    )


def _files(found: Edition) -> tuple[FileOf, ...]:
    """The files with what came of reading them: one query."""
    why = FileText.objects.filter(digest=OuterRef("file__digest")).values("why")
    rows = found.attachments.select_related("file").order_by("position").annotate(why=Subquery(why))
    return tuple(
        replace(_file(one), unsearched=one.why or "" if one.use == Use.ATTACHMENT else "") for one in rows
    )


def _row(found: Edition) -> EditionRow:
    files = _files(found)
    content = content_of(found)
    digest = digest_of(content, [(one.use, one.name, one.digest) for one in files])
    reviews = found.reviews.select_related("by").order_by("-pk")
    done = found.published_at is not None or found.ended_at is not None
    return EditionRow(
        id=found.pk,
        item_id=found.item_id,
        number=found.number,
        revision=found.revision,
        content=content,
        column=found.column.title if found.column else "",
        files=files,
        digest=digest,
        round_id=found.round_id,
        state=None if done else state_of(found),
        publish_after=found.publish_after,
        expires_on=found.expires_on,
        acknowledged=tuple(found.acknowledged),
        opened_at=found.opened_at,
        saved_at=found.saved_at,
        saved_by=found.saved_by.name if found.saved_by else "",
        published_at=found.published_at,
        ended_at=found.ended_at,
        ended_because=found.ended_because,
        reviews=tuple(_review(one, digest) for one in reviews),
    )


def _review(one: Review, digest: str) -> ReviewRow:
    return ReviewRow(
        one.pk,
        Secrecy(one.conclusion),
        tuple(one.parts),
        one.together,
        one.note,
        one.by.name,
        one.at,
        one.digest == digest,
    )


def _told(item: Item) -> Told | None:
    last: Withdrawal | None = item.withdrawals.filter(restored_at__isnull=True).first()
    return Told(last.get_why_display(), last.told, last.note, last.at) if last else None
