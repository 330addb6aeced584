"""Reads: what is known of stored files, where their bytes lie, what has no bytes or no row."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import ForeignObjectRel, OuterRef, Q, QuerySet, Subquery

from gongkai.documents.media.kinds import by_media_type
from gongkai.records.models import Quarantine, StoredFile

BLOCK = 1 << 18
GRACE = timedelta(hours=24)
"""How long bytes may lie without a row: what is taken in gets its row within the same request."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """One stored file. `quarantined` is why it must not be opened, else empty; `erased`: nothing of it is left to be opened."""

    id: int
    name: str
    media_type: str
    size: int
    digest: str
    agency_id: int
    stored_at: datetime
    stored_by: str
    quarantined: str = ""
    erased: bool = False

    @property
    def kind(self) -> str:
        """The kind in words."""
        kind = by_media_type(self.media_type)
        return kind.label if kind else self.media_type


@dataclass(frozen=True, slots=True)
class Orphan:
    """Bytes that no row knows of, or what is left of a file that was never taken in."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Held:
    """One entry of the quarantine that was not released: which file, why, since when, by whom (empty: the scanner)."""

    file_id: int
    name: str
    digest: str
    agency_id: int
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A file whose bytes are not there as they were stored."""

    file: FileRow
    what: str


def folder() -> Path:
    """Where the bytes lie."""
    return Path(settings.FILES)


def incoming() -> Path:
    """Where bytes are written before they are complete: in the same file system."""
    return folder() / "incoming"


def path_of(digest: str) -> Path:
    """The place of the bytes with this SHA-256."""
    return folder() / digest[:2] / digest[2:4] / digest


def rows(ids: Iterable[int]) -> dict[int, FileRow]:
    """The files with these numbers, in one query; unknown ones are left out. Who may know of them the caller decides."""
    return {file.pk: _row(file) for file in _stored().filter(pk__in=list(ids))}


def file_rows(wanted: Q, most: int) -> list[FileRow]:
    """The files that these conditions find, the newest first. Who may know of them the caller decides."""
    return [_row(file) for file in _stored().filter(wanted).order_by("-pk")[:most]]


def row(file_id: int) -> FileRow | None:
    """The file with this number, or None."""
    return rows([file_id]).get(file_id)


def held() -> Iterator[Held]:
    """What is in quarantine, the oldest first. For the operator: of every agency."""
    return map(_held, _unreleased().iterator())


def held_rows(wanted: Q) -> list[Held]:
    """The part of it that these conditions find, the newest first."""
    return [_held(entry) for entry in _unreleased().filter(wanted).order_by("-pk")]


def held_back(digest: str) -> Held | None:
    """Why these bytes are in quarantine, wherever; None if they are not."""
    entry = _unreleased().filter(file__digest=digest).first()
    return _held(entry) if entry else None


def held_digests() -> QuerySet[Quarantine, str]:
    """The digests of all bytes that are in quarantine, wherever; to be asked within another query."""
    return Quarantine.objects.filter(released_at=None).values_list("file__digest", flat=True)


def _unreleased() -> QuerySet[Quarantine]:
    return Quarantine.objects.filter(released_at=None).select_related("file").order_by("pk")


def _held(entry: Quarantine) -> Held:
    file = entry.file
    return Held(file.pk, file.name, file.digest, file.agency_id, entry.reason, entry.at, entry.by)


def _stored() -> QuerySet[StoredFile]:
    """Files, each with why it is held back: by what the scanner said of its bytes, or somebody of its agency."""
    held = _unreleased().filter(
        Q(by="") | Q(file__agency_id=OuterRef("agency_id")), file__digest=OuterRef("digest")
    )
    return StoredFile.objects.annotate(quarantined=Subquery(held.values("reason")[:1]))


def _row(file: StoredFile) -> FileRow:
    return FileRow(
        id=file.pk,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        digest=file.digest,
        agency_id=file.agency_id,
        stored_at=file.stored_at,
        stored_by=file.stored_by,
        quarantined=getattr(file, "quarantined", None) or "",
        erased=file.erased_at is not None,
    )


def orphans(at: datetime) -> Iterator[Orphan]:
    """What may be removed from the folder: older than the time of grace and without a row."""
    before = (at - GRACE).timestamp()
    for leaf in sorted(folder().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")):
        old = [found for found in _older(leaf, before) if _DIGEST.fullmatch(found.path.name)]
        names = [found.path.name for found in old]
        known = set(_with_bytes().filter(digest__in=names).values_list("digest", flat=True))
        yield from (found for found in old if found.path.name not in known)
    yield from _older(incoming(), before)


def is_orphan(path: Path, at: datetime) -> bool:
    """Whether this is still so."""
    try:
        old = path.stat().st_mtime < (at - GRACE).timestamp()
    except FileNotFoundError:
        return False
    return old and not has_row(path.name)


def has_row(digest: str) -> bool:
    """Whether a row needs these bytes."""
    return _with_bytes().filter(digest=digest).exists()


def referring(file_ids: Iterable[int]) -> dict[int, list[tuple[str, int]]]:
    """Whatever refers to files, by the number of the file: the label of the table and the number of the row there.

    One query for each table that can refer to files, whatever there is; what is held back refers to nothing.
    """
    wanted, found = list(file_ids), dict[int, list[tuple[str, int]]]()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model is Quarantine:
            continue
        table, column = relation.related_model, relation.field.attname
        rows = table._default_manager.filter(**{f"{column}__in": wanted})
        for file_id, number in rows.values_list(column, "pk"):
            found.setdefault(file_id, []).append((table._meta.label, number))
    return found


def _with_bytes() -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(erased_at__isnull=True)


def _older(place: Path, before: float) -> list[Orphan]:
    if not place.is_dir():
        return []
    with os.scandir(place) as entries:
        files = [(entry.path, entry.stat()) for entry in entries if entry.is_file(follow_symlinks=False)]
    return [Orphan(Path(path), stat.st_size) for path, stat in sorted(files) if stat.st_mtime < before]


def damaged(*, digests: bool = False) -> Iterator[Damage]:
    """Files whose bytes are missing or of another length; with `digests`, also those that read otherwise."""
    for file in _all():
        path = path_of(file.digest)
        if not path.is_file():
            yield Damage(file, "内容不在磁盘上")
        elif path.stat().st_size != file.size:
            yield Damage(file, f"长度应为 {file.size} 字节，实为 {path.stat().st_size} 字节")
        elif digests and _digest(path) != file.digest:
            yield Damage(file, "内容与登记的摘要不符")


def _all() -> Iterator[FileRow]:
    """Every file that has bytes, in pages."""
    last = 0
    while page := list(_stored().filter(pk__gt=last, erased_at__isnull=True).order_by("pk")[:_ROWS]):
        yield from map(_row, page)
        last = page[-1].pk


def _digest(path: Path) -> str:
    made = sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            made.update(block)
    return made.hexdigest()
