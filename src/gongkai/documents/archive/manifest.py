"""manifest.json: everything that the archive says about the case and its files; and the lists of digests beside it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any

from gongkai.documents.archive.folder import Entry, Folder, Kind
from gongkai.documents.digests import SHA256, digests_of

FORM = "gongkai.archive/1"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
SHEETS = "案卷.pdf"
LOG = "log.jsonl"
README = "README.txt"
MOST_ENTRIES = 50_000
MOST_BYTES = 64 * 1024**2
"""Bytes that a manifest may have: it is read as a whole."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of the archive: its name, how long it is, its digests."""

    name: str
    size: int
    digests: dict[str, str]

    @property
    def sum(self) -> str:
        """Its line in SHA256SUMS."""
        return sum_line(self.digests[SHA256], self.name)


@dataclass(frozen=True, slots=True)
class Bound:
    """A piece with its number in the file of the case; `filed` None: it has no bytes here."""

    number: int
    entry: Entry
    filed: Filed | None

    @property
    def intact(self) -> bool | None:
        """Whether the bytes are those that were stored; None where there are none, or nothing was written down."""
        if self.filed is None or not self.entry.digest:
            return None
        return self.filed.digests[SHA256] == self.entry.digest


def sum_line(digest: str, name: str) -> str:
    """A line as sha256sum writes and reads it."""
    return f"{digest}  {name}\n"


def sums(filed: Iterable[Filed]) -> bytes:
    """SHA256SUMS."""
    return "".join(each.sum for each in filed).encode()


def root(filed: Iterable[Filed], name: str) -> str:
    """One digest for all files: that of the list of their digests, as sha256sum would write it."""
    listed = "".join(sum_line(each.digests[name], each.name) for each in filed)
    return digests_of(listed.encode(), (name,))[name]


def readme() -> bytes:
    """How to check an archive without this program."""
    return files("gongkai.documents.archive").joinpath("readme.txt").read_bytes()


def text(folder: Folder, bound: Sequence[Bound], filed: Sequence[Filed]) -> bytes:
    """manifest.json for a case. `filed`: all files but it and SHA256SUMS, in their order."""
    said: dict[str, Any] = {
        "form": FORM,
        "made_at": _when(folder.made_at),
        "digests": [*filed[0].digests],
        "root": {name: root(filed, name) for name in filed[0].digests},
        "folder": _folder(folder),
        "files": [{"name": each.name, "size": each.size, **each.digests} for each in filed],
        "entries": [*map(_entry, bound)],
        "steps": [_row(each, "at", "what", "who", "note") for each in folder.steps],
        "terms": [_row(each, "what", "since", "due", "done", "note") for each in folder.terms],
        "approvals": [
            _row(each, "at", "who", "role", "what", "result", "opinion", "digest")
            for each in folder.approvals
        ],
        "searches": [_row(each, "at", "who", "where", "words", "found") for each in folder.searches],
        "log": [_row(each, "place", "at", "who", "role", "what", "hash", "previous") for each in folder.log],
        "removed": [_row(each, "what", "at", "who", "role", "rule", "why") for each in folder.removed],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _folder(folder: Folder) -> dict[str, Any]:
    return {
        **_row(
            folder,
            "agency",
            "number",
            "title",
            "applicant",
            "received_on",
            "closed_on",
            "result",
            "handler",
        ),
        "retention": _row(folder.retention, "years", "since", "until", "rule", "note"),
    }


def _entry(bound: Bound) -> dict[str, Any]:
    entry = bound.entry
    return {
        "number": bound.number,
        **_row(entry, "kind", "title", "on", "pages"),
        "label": Kind(entry.kind).label,
        "file": bound.filed.name if bound.filed else None,
        "called": entry.name,
        "stored_sha256": entry.digest,
        "intact": bound.intact,
        "note": entry.note,
    }


def _row(of: object, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(of, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return _when(value)
    return value.isoformat() if isinstance(value, date) else value


def _when(at: datetime) -> str:
    """An instant in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def manifest_digest(data: bytes) -> str:
    """The digest that vouches for an archive."""
    return sha256(data).hexdigest()
