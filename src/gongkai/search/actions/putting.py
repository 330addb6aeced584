"""Writes: entries go in with what they are entries of, in the same transaction, and out again.

No line in the log: an entry follows from its owner's record, whose log has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.documents.searching.kept import PAGE
from gongkai.records.queries.numbers import civil_day
from gongkai.search.actions.storing import KEPT, code_facets, filled, store
from gongkai.search.backends import beside, inside
from gongkai.search.models import Entry, EntryKind, Pending

__all__ = ["PAGE", "Put", "drop", "put", "put_all"]

_FIELDS = (
    *("facets", "agency_id", "column", "genre", "topic", "validity", "year", "published_at"),
    *("number", "title", *KEPT, "put_at"),
)


@dataclass(frozen=True, slots=True)
class Put:
    """One public thing as the index takes it in. `text`: its own, `files`: those of its attachments, as far as they are read.

    What no database takes, and what is too long for its column, is gone from it at once.
    """

    kind: EntryKind
    key: str
    agency_id: int
    title: str
    text: str
    published_at: datetime
    files: tuple[str, ...] = ()
    number: str = ""
    column: str = ""
    genre: str = ""
    topic: str = ""
    validity: str = ""

    def __post_init__(self) -> None:
        made_fit = {
            "title": _storable(self.title)[:200],
            "number": _storable(self.number)[:60],
            "text": _storable(self.text),
            "files": tuple(map(_storable, self.files)),
        }
        for name, value in made_fit.items():
            object.__setattr__(self, name, value)


def put(one: Put, *, at: datetime) -> None:
    """Take one thing in, or take it in anew. It is found when the caller's transaction is."""
    put_all([one], at=at)


@transaction.atomic
def put_all(many: Iterable[Put], *, at: datetime) -> None:
    """Take many things in; of the same thing the last one counts."""
    unique = {(one.kind.value, one.key): one for one in many}
    ordered = sorted(
        unique.values(), key=lambda one: (one.kind.place, one.key)
    )  # two at once go the same way
    written = [PAGE.join((one.text, *one.files)) for one in ordered]
    new = [_entry(one, at) for one in ordered]
    found = [filled(entry, text) for entry, text in zip(new, written, strict=True)]
    code_facets(new)
    unique_by = ["kind", "key"]
    entries = Entry.objects.bulk_create(
        new, update_conflicts=True, unique_fields=unique_by, update_fields=_FIELDS
    )
    store(zip(entries, written, found, strict=True))


@transaction.atomic
def drop(kind: EntryKind, key: str) -> None:
    """Take one thing out; nothing happens where it is not in."""
    entries = Entry.objects.filter(kind=kind, key=key)
    if not entries.update(kind=kind):  # held before its text is, as whoever puts it in does
        return
    inside().erase(list(entries.values_list("pk", flat=True)))
    entries.delete()
    if beside():
        Pending.objects.create(kind=kind, key=key)


def _entry(one: Put, at: datetime) -> Entry:
    return Entry(
        kind=one.kind,
        key=one.key,
        agency_id=one.agency_id,
        column=one.column,
        genre=one.genre,
        topic=one.topic,
        validity=one.validity,
        year=civil_day(one.published_at).year,
        published_at=one.published_at,
        number=one.number,
        title=one.title,
        put_at=at,
    )


def _storable(text: str) -> str:
    """Without what no database takes, NUL and halves of signs, and without what parts text and files."""
    return text.replace("\0", "").replace(PAGE, "\n").encode("utf-8", "ignore").decode("utf-8")
