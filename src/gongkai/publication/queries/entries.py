"""Reads: public items as the index takes them in, with the texts of their attachments as far as they are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from gongkai.law.duties.publication import Validity, validity_on
from gongkai.publication.models import Attachment, Edition, FileText, Item, Stand, Use
from gongkai.search.actions.putting import Put
from gongkai.search.models import EntryKind

MOST = 1_000_000
"""Characters of all attachments of an item together that are searched."""
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Indexed:
    """A public item as the index takes it in. `unread`: digests of attachments that nobody has read yet."""

    item_id: int
    edition_id: int
    put: Put
    unread: tuple[str, ...]


@dataclass(slots=True)
class _Files:
    """What is known of the attachments of an edition, in their order."""

    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left: int = MOST

    def take(self, name: str, digest: str, text: str | None) -> None:
        self.names.append(name)
        if text is None:
            self.unread.append(digest)
        elif text[: self.left]:
            self.texts.append(text[: self.left])
            self.left -= len(self.texts[-1])


def indexed(item_ids: Iterable[int], on: date) -> list[Indexed]:
    """Those of these items that are public, as they stand on a day: two queries."""
    held = _public().filter(pk__in=list(item_ids)).select_related("public", "column").defer("public__body")
    found = list(held.order_by("pk"))
    files = _files([item.public_id for item in found if item.public_id])
    return [
        _indexed(item, item.public, files.get(item.public.pk, _Files()), on) for item in found if item.public
    ]


def indexed_as_read(edition: Edition, on: date, *, attachments: bool) -> Indexed:
    """A public edition that was read with its item and column, as above: no query where it has no attachments."""
    files = _files([edition.pk]) if attachments else {}
    return _indexed(edition.item, edition, files.get(edition.pk, _Files()), on)


def puts(on: date) -> Iterator[Put]:
    """Every public item as the index takes it in, read page by page."""
    last = 0
    while page := list(_public().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_PAGE]):
        yield from (each.put for each in indexed(page, on))
        last = page[-1]


def public_keys(keys: Iterable[str]) -> dict[str, int]:
    """The numbers of the items that are public under these keys."""
    return dict(_public().filter(index_no__in=list(keys)).values_list("index_no", "pk"))


def unread(edition_ids: Iterable[int]) -> dict[int, list[str]]:
    """The digests of attachments that nobody has read yet, by edition, of those editions that are public."""
    waiting = _unread().filter(edition__in=list(edition_ids))
    found: dict[int, list[str]] = {}
    for edition_id, digest in waiting.order_by("edition", "position").values_list("edition", "file__digest"):
        found.setdefault(edition_id, []).append(digest)
    return found


def waiting(most: int) -> list[int]:
    """Some of the public editions that have attachments which nobody has read yet."""
    return list(_unread().order_by("edition").values_list("edition", flat=True).distinct()[:most])


def showing(edition_ids: Iterable[int]) -> list[int]:
    """The public items whose public text is one of these editions."""
    return list(_public().filter(public__in=list(edition_ids)).order_by("pk").values_list("pk", flat=True))


def having(digests: Iterable[str]) -> list[int]:
    """The public items that have one of these files as an attachment."""
    files = _attachments().filter(file__digest__in=list(digests))
    found = _public().filter(Exists(files.filter(edition=OuterRef("public"))))
    return list(found.order_by("pk").values_list("pk", flat=True))


def _public() -> QuerySet[Item]:
    return Item.objects.filter(stand=Stand.PUBLIC)


def _attachments() -> QuerySet[Attachment]:
    return Attachment.objects.filter(use=Use.ATTACHMENT)


def _unread() -> QuerySet[Attachment]:
    read = FileText.objects.filter(digest=OuterRef("file__digest"))
    public = _attachments().filter(edition__item__stand=Stand.PUBLIC, edition__item__public=F("edition"))
    return public.filter(~Exists(read))


def _files(edition_ids: Iterable[int]) -> dict[int, _Files]:
    """What is known of the attachments of editions: one query. What was held back has an empty text."""
    read = FileText.objects.filter(digest=OuterRef("file__digest")).values("text")
    found: dict[int, _Files] = {}
    held = _attachments().filter(edition__in=list(edition_ids)).order_by("edition", "position")
    rows = held.annotate(said=Subquery(read))
    for edition_id, *file in rows.values_list("edition", "name", "file__digest", "said"):
        found.setdefault(edition_id, _Files()).take(*file)
    return found


def _indexed(item: Item, edition: Edition, files: _Files, on: date) -> Indexed:
    put = Put(
        kind=EntryKind.ITEM,
        key=item.index_no,
        agency_id=item.agency_id,
        title=edition.title,
        text=_text(item, edition, files.names),
        published_at=item.first_published_at or edition.opened_at,
        files=tuple(files.texts),
        number=edition.document_no,
        column=item.column.key if item.column else "",
        genre=edition.genre,
        topic=edition.topic,
        validity=_validity(edition, on),
    )
    return Indexed(item.pk, edition.pk, put, tuple(files.unread))


def _text(item: Item, edition: Edition, names: Iterable[str]) -> str:
    """The text itself, and what else a visitor may remember: summary, keywords, who issued it, its number, its files.

    With signs between them, so that the end of one and the beginning of the next are found as no word.
    """
    said = edition.summary, edition.keywords, edition.issuing_body, edition.source_name, item.index_no, *names
    return f"{edition.text}\n（{'；'.join(filter(None, said))}）"


def _validity(edition: Edition, on: date) -> str:
    if not edition.validity:
        return ""
    return validity_on(Validity(edition.validity), edition.effective_on, edition.valid_until, on).value
