"""The index beside what it is made from: every public thing of every owner, what the index has otherwise, and how it is mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, islice

from gongkai.annual_reports import queries as reports
from gongkai.annual_reports.actions import follow_reports
from gongkai.publication.actions.indexing import follow_keys
from gongkai.publication.queries import entries as items
from gongkai.records.queries.numbers import civil_day
from gongkai.search.actions.putting import PAGE, Put
from gongkai.search.models import Entry, EntryKind

_PAGE = 200
_FIELDS = "agency_id", "title", "number", "column", "genre", "topic", "validity", "published_at"

Key = tuple[EntryKind, str]


class Wrong(StrEnum):
    """What is wrong with an entry."""

    MISSING = "missing"
    LEFT = "left"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What the operator reads."""
        return {
            "missing": "已公开，没有进入检索",
            "left": "没有公开，仍在检索中",
            "other": "检索中的内容与公开的不一致",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Stray:
    """An entry that is not as its owner has it; `key`: the index number of an item, agency and year of a report."""

    kind: EntryKind
    key: str
    wrong: Wrong


def puts(at: datetime) -> Iterator[Put]:
    """Everything public as the index takes it in, whoever owns it: for making the index anew from its owners."""
    return chain(items.puts(civil_day(at)), reports.puts())


def strays(at: datetime) -> Iterator[Stray]:
    """What the index lacks, has too much, or has otherwise than its owner, with the text whole.

    Asked twice, so that what is published meanwhile is none.
    """
    for put_keys in _pages((put.kind, put.key) for put in _unlike(puts(at))):
        yield from _compared(put_keys, at)
    for entry_keys in _pages(_entries()):
        owned = {(put.kind, put.key) for put in _owned(entry_keys, at)}
        yield from _compared([key for key in entry_keys if key not in owned], at)


def mend(found: Iterable[Stray], *, at: datetime) -> int:
    """Have the index follow its owners again where it does not; returns how many entries were looked at."""
    done = 0
    for page in _pages((stray.kind, stray.key) for stray in found):
        if keys := [key for kind, key in page if kind is EntryKind.ITEM]:
            follow_keys(keys, at=at)
        if keys := [key for kind, key in page if kind is EntryKind.REPORT]:
            follow_reports(keys, at=at)
        done += len(page)
    return done


def _compared(keys: list[Key], at: datetime) -> Iterator[Stray]:
    """What is wrong with these entries now."""
    if not keys:
        return
    owned = {(put.kind, put.key): put for put in _owned(keys, at)}
    held = _held(keys)
    for key in keys:
        if key in owned and key not in held:
            yield Stray(*key, Wrong.MISSING)
        elif key in held and key not in owned:
            yield Stray(*key, Wrong.LEFT)
        elif key in owned and not _same(owned[key], held[key]):
            yield Stray(*key, Wrong.OTHER)


def _unlike(found: Iterator[Put]) -> Iterator[Put]:
    while page := list(islice(found, _PAGE)):
        held = _held([(put.kind, put.key) for put in page])
        for put in page:
            entry = held.get((put.kind, put.key))
            if entry is None or not _same(put, entry):
                yield put


def _same(put: Put, entry: Entry) -> bool:
    """Fields, and every part of the text with nothing besides."""
    parts = [part.replace(PAGE, "\n") for part in (put.text, *put.files)]
    written = entry.text.written
    if len(written) != sum(map(len, parts)) + len(parts) - 1 or not all(part in written for part in parts):
        return False
    return all(getattr(put, name) == getattr(entry, name) for name in _FIELDS)


def _owned(keys: list[Key], at: datetime) -> Iterator[Put]:
    numbers = [key for kind, key in keys if kind is EntryKind.ITEM]
    ids = items.public_keys(numbers).values() if numbers else ()
    yield from (each.put for each in items.indexed(ids, civil_day(at)))
    if others := [key for kind, key in keys if kind is EntryKind.REPORT]:
        yield from reports.puts(others)


def _held(keys: list[Key]) -> dict[Key, Entry]:
    found = Entry.objects.filter(key__in=[key for _, key in keys]).select_related("text")
    return {(EntryKind(entry.kind), entry.key): entry for entry in found}


def _entries() -> Iterator[Key]:
    last = 0
    while page := list(
        Entry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "kind", "key")[:_PAGE]
    ):
        yield from ((EntryKind(kind), key) for _, kind, key in page)
        last = page[-1][0]


def _pages(found: Iterable[Key]) -> Iterator[list[Key]]:
    rest = iter(found)
    while page := list(islice(rest, _PAGE)):
        yield page
