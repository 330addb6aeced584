"""Reads: what would be masked in an attachment, before somebody decides it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai.documents.checking.privacy import Before, Kind, Unprovable, before_masking
from gongkai.documents.checking.privacy.files.telling import Spot
from gongkai.documents.checking.privacy.kinds import ABOUT
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.findings import Severity
from gongkai.publication import access
from gongkai.publication.models import Attachment, Item, Use
from gongkai.publication.queries.checks import contacts_of
from gongkai.records.access import Actor
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.opening import FileRefused, open_unlogged

SHOWN = 20
"""So many places of a kind are shown."""


@dataclass(frozen=True, slots=True)
class Coverable:
    """Personal data of one kind in a file: places and how each would look. `sure`: it has to go, so it is ticked."""

    kind: Kind
    label: str
    count: int
    places: tuple[tuple[str, str], ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Covering:
    """What masking an attachment would do. `hidden`: what would go because it is not seen at once; `trouble`: why it cannot."""

    id: int
    name: str
    digest: str
    found: tuple[Coverable, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    trouble: str = ""

    @property
    def needed(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.found or self.hidden)


def covering(attachment_id: int, viewer: Actor, at: datetime) -> Covering | None:
    """What masking would do to an attachment of an edition in work, all its values masked; None if the viewer sees none."""
    seen = Item.objects.filter(access.visible_to(viewer))
    held = Attachment.objects.filter(
        edition__item__in=seen,
        edition__published_at__isnull=True,
        edition__ended_at__isnull=True,
        use=Use.ATTACHMENT,
        pk=attachment_id,
    )
    one = held.select_related("file", "edition__item").first()
    if one is None:
        return None
    try:
        read = before_masking(bytes_of(one), one.file.name, known_to(one, at))
    except (Unprovable, Unreadable, FileRefused) as problem:
        return Covering(one.pk, one.name, one.file.digest, trouble=str(problem))
    return Covering(one.pk, one.name, one.file.digest, _found(read.spots), _hidden(read))


def bytes_of(one: Attachment) -> bytes:
    """The bytes of an attachment. Raises FileRefused for one that is held back, or whose bytes are not as they were."""
    return b"".join(open_unlogged(one.file_id).chunks)


def known_to(one: Attachment, at: datetime) -> frozenset[str]:
    """What the agency publishes as its own, which is not masked."""
    return contacts_of(one.edition.item.agency_id, civil_day(at))


def _found(spots: Iterable[Spot]) -> tuple[Coverable, ...]:
    by_kind: dict[Kind, list[Spot]] = {}
    for spot in spots:
        by_kind.setdefault(spot.hit.kind, []).append(spot)
    return tuple(
        Coverable(
            kind,
            ABOUT[kind].label,
            len(held),
            tuple((spot.piece.label, spot.hit.masked) for spot in held[:SHOWN]),
            any(_severity(spot) is Severity.ERROR for spot in held),
        )
        for kind, held in sorted(by_kind.items(), key=lambda each: list(Kind).index(each[0]))
    )


def _severity(spot: Spot) -> Severity:
    about = ABOUT[spot.hit.kind]
    return about.sure if spot.hit.certain else about.likely


def _hidden(read: Before) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((note.label, note.message) for note in read.hidden))
