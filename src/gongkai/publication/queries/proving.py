"""Reads: what can be proved of a published edition: that it is what was approved, and that it was written down then."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gongkai.publication.models import Attachment, Edition, Into, Item, Stand, Use
from gongkai.publication.queries.content import content_of, digest_of
from gongkai.publication.queries.published import MOST, closed, count, numbered
from gongkai.records.queries.proofs import Place, bytes_fit, place

READ = 20 * 1024 * 1024
"""Bytes of an edition's files that are read anew for a proof; larger ones visitors check themselves."""
GONE = {Stand.WITHDRAWN: "已撤回", Stand.EXPIRED: "已到期下架"}


@dataclass(frozen=True, slots=True)
class FileProof:
    """A file of an edition. `fits`: whether its stored bytes are those that were approved; None where they were not read."""

    name: str
    use: Use
    size: int
    digest: str
    fits: bool | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of one published edition of an item.

    `approved`: the digest of what was approved, or came from the older `platform`; `computed`: of what is stored today;
    `same`: whether they are. `gone`: why the item is public no longer. `open`: whether everybody may see the text. `place`:
    where its publication stands in the log. `text`: for comparing only.
    """

    index_no: str
    number: int
    editions: int
    present: bool
    gone: str
    open: bool
    title: str
    document_no: str
    issuing_body: str
    agency: str
    agency_slug: str
    published_at: datetime
    platform: str
    approved: str
    computed: str
    files: tuple[FileProof, ...]
    place: Place | None
    text: str

    @property
    def same(self) -> bool:
        """Whether text, metadata and files are today exactly what was approved."""
        return (
            bool(self.approved)
            and self.approved == self.computed
            and all(file.fits is not False for file in self.files)
        )


def newest(index_no: str) -> int | None:
    """The number of the last published edition under an index number; None if there is none."""
    found = _items(index_no).annotate(published=count()).values_list("published", flat=True).first()
    return min(found, MOST) if found else None


def proof(index_no: str, number: int) -> Proof | None:
    """The proof of an edition; None where there is none, and of what was removed as harmful. No more than six queries."""
    item = _items(index_no).select_related("agency", "public", "run").annotate(published=count()).first()
    found = numbered(item.pk, number) if item else None
    if item is None or item.public is None or found is None or found.published_at is None:
        return None
    content, rows = content_of(found), _attached(found)
    present, platform = (
        found.pk == item.public_id,
        item.run.source if item.run and item.run.into == Into.PUBLIC else "",
    )
    return Proof(
        index_no=item.index_no,
        number=number,
        editions=getattr(item, "published", 0),
        present=present,
        gone=GONE.get(Stand(item.stand), ""),
        open=item.stand == Stand.PUBLIC and (present or not closed(found, item.public)),
        title=found.title,
        document_no=found.document_no,
        issuing_body=found.issuing_body or item.agency.name,
        agency=item.agency.name,
        agency_slug=item.agency.slug,
        published_at=found.published_at,
        platform=platform if number == 1 else "",
        approved=found.digest,
        computed=digest_of(content, [(one.use, one.name, one.file.digest) for one in rows]),
        files=_proved(rows),
        place=_place(item, found),
        text=found.text,
    )


def _items(index_no: str) -> QuerySet[Item]:
    return Item.objects.filter(index_no=index_no, stand__in=[Stand.PUBLIC, *GONE]).exclude(index_no="")


def _attached(edition: Edition) -> list[Attachment]:
    return list(edition.attachments.select_related("file").order_by("position"))


def _proved(rows: list[Attachment]) -> tuple[FileProof, ...]:
    """The files that the public has, each read anew while there is room for it."""
    found, room = [], READ
    for one in rows:
        if one.use == Use.ORIGINAL:
            continue
        room -= one.file.size
        fits = bytes_fit(one.file.digest) if room >= 0 else None
        found.append(FileProof(one.name, Use(one.use), one.file.size, one.file.digest, fits))
    return tuple(found)


def _place(item: Item, edition: Edition) -> Place | None:
    """Of what was published here its publication; of what came from an older platform the block that it came in."""
    found = place(f"item:{item.pk}", "publication.publish", edition.digest, edition=edition.pk)
    if found is None and item.run_id:
        found = place(
            f"import:{item.run_id}", "publication.import_items", items__0__lte=item.pk, items__1__gte=item.pk
        )
    return found
