"""Reads: the published editions of a public item, each as far as everybody may still see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from gongkai.documents.checking.privacy import scan
from gongkai.documents.checking.privacy.kinds import ABOUT
from gongkai.law.findings import Severity
from gongkai.publication.models import Attachment, Edition, Item, Stand, Use, Withdrawal
from gongkai.publication.queries.content import Content, content_of

WITHDRAWN = "这一版曾经被撤回，不再展示。"
MOST = 10_000
"""Editions of an item that have a number."""
PERSONAL = "这一版含有应当保护的个人信息，不再展示。"


@dataclass(frozen=True, slots=True)
class EditionLine:
    """A published edition in the list of them, counted from 1. `closed`: why it is not shown, "" where it is."""

    number: int
    id: int
    title: str
    published_at: datetime | None
    closed: str


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A file of an edition. `held`: whether the present edition has it too; only then is it handed out."""

    id: int
    file_id: int
    name: str
    size: int
    media_type: str
    use: Use
    digest: str
    held: bool


@dataclass(frozen=True, slots=True)
class Published:
    """One published edition whole. `closed` as above: then neither text nor files are for the public."""

    number: int
    id: int
    content: Content
    text: str
    files: tuple[EditionFile, ...]
    published_at: datetime
    digest: str
    present: bool
    closed: str


@dataclass(frozen=True, slots=True)
class History:
    """A public item with its published editions, the first one first."""

    id: int
    index_no: str
    title: str
    agency_id: int
    agency: str
    agency_slug: str
    editions: tuple[EditionLine, ...]


def count() -> Subquery:
    """How many editions of an item were published, for a query of items."""
    found = Edition.objects.filter(item=OuterRef("pk"), published_at__isnull=False).order_by()
    return Subquery(found.values("item").annotate(count=Count("pk")).values("count"))


def history(index_no: str) -> History | None:
    """The editions of a public item; None if there is no such item. Two queries, no texts."""
    item = Item.objects.filter(index_no=index_no, stand=Stand.PUBLIC).select_related("agency").first()
    if item is None or not index_no:
        return None
    rows = _published(item.pk).only("title", "published_at")
    lines = (_line(number, row, item.public_id) for number, row in enumerate(rows, 1))
    return History(
        item.pk, item.index_no, item.title, item.agency_id, item.agency.name, item.agency.slug, tuple(lines)
    )


def edition(index_no: str, number: int) -> Published | None:
    """One published edition of a public item by its number; None if there is none. No more than four queries.

    What an edition had that the present one has not may be gone for a reason that nobody wrote down: one with personal data
    that the present text has no longer is closed, and files that the present one has no longer are not handed out.
    """
    item = Item.objects.filter(index_no=index_no, stand=Stand.PUBLIC).select_related("public").first()
    if item is None or item.public is None or not index_no:
        return None
    found = numbered(item.pk, number)
    if found is None or found.published_at is None:
        return None
    present = found.pk == item.public_id
    return Published(
        number=number,
        id=found.pk,
        content=content_of(found),
        text=found.text,
        files=_files(found.pk, item.public.pk),
        published_at=found.published_at,
        digest=found.digest,
        present=present,
        closed="" if present else closed(found, item.public),
    )


def numbered(item_id: int, number: int) -> Edition | None:
    """The published edition of an item with this number, counted from 1."""
    if not 1 <= number <= MOST:
        return None
    return next(iter(_published(item_id)[number - 1 : number]), None)


def files_among(found: Published, *uses: Use) -> tuple[EditionFile, ...]:
    """The files of an edition for these uses."""
    return tuple(one for one in found.files if one.use in uses)


def _line(number: int, row: Edition, present_id: int | None) -> EditionLine:
    closed = getattr(row, "withdrawn", False) and row.pk != present_id
    return EditionLine(number, row.pk, row.title, row.published_at, WITHDRAWN if closed else "")


def _published(item_id: int) -> QuerySet[Edition]:
    """Its published editions in their order; `withdrawn`: whether it was ever taken back."""
    taken = Withdrawal.objects.filter(edition=OuterRef("pk"))
    found = Edition.objects.filter(item=item_id, published_at__isnull=False)
    return found.annotate(withdrawn=Exists(taken)).order_by("number")


def _files(edition_id: int, present_id: int) -> tuple[EditionFile, ...]:
    """Without the originals, which nobody is given."""
    of_both = Attachment.objects.filter(edition__in={edition_id, present_id}).exclude(use=Use.ORIGINAL)
    rows = list(of_both.select_related("file").order_by("position"))
    held = {one.file.digest for one in rows if one.edition_id == present_id}
    return tuple(_file(one, held) for one in rows if one.edition_id == edition_id)


def _file(one: Attachment, held: Iterable[str]) -> EditionFile:
    file = one.file
    return EditionFile(
        one.pk,
        one.file_id,
        one.name,
        file.size,
        file.media_type,
        Use(one.use),
        file.digest,
        file.digest in held,
    )


def closed(found: Edition, present: Edition) -> str:
    """Why an older edition is not shown, "" where it is. `found` as `numbered` reads it."""
    if getattr(found, "withdrawn", False):
        return WITHDRAWN
    return PERSONAL if _personal(found) - _personal(present) else ""


def _personal(edition: Edition) -> set[str]:
    """Personal data in a text that it could not go out with today."""
    hits = scan(f"{edition.title}\n{edition.summary}\n{edition.text}")
    return {hit.value for hit in hits if hit.certain and ABOUT[hit.kind].sure is Severity.ERROR}
