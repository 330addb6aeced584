"""The index beside what it is made from: every public thing of every owner, what the index has otherwise, and how it is mended."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, islice

from gongkai.annual_reports import queries as reports
from gongkai.annual_reports.actions import follow_reports
from gongkai.compilations.actions.composed_indexing import follow_keys as follow_compositions
from gongkai.compilations.queries import entries as compositions
from gongkai.normative.actions.question_indexing import follow_keys as follow_questions
from gongkai.normative.queries import question_entries as questions
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
    """An entry that is not as its owner has it; `key`: by which its owner knows it (search.models.Entry)."""

    kind: EntryKind
    key: str
    wrong: Wrong


def puts(at: datetime) -> Iterator[Put]:
    """Everything public as the index takes it in, whoever owns it: for making the index anew from its owners."""
    composed = chain(compositions.topic_puts(), compositions.issue_puts())
    return chain(items.puts(civil_day(at)), reports.puts(), questions.puts(), composed)


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
        keys = _by_kind(page)
        if items_of := keys[EntryKind.ITEM]:
            follow_keys(items_of, at=at)
        if reports_of := keys[EntryKind.REPORT]:
            follow_reports(reports_of, at=at)
        if questions_of := keys[EntryKind.QUESTION]:
            follow_questions(questions_of, at=at)
        if (topics := keys[EntryKind.TOPIC]) or keys[EntryKind.GAZETTE]:
            follow_compositions(topics, keys[EntryKind.GAZETTE], at=at)
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
    by_kind = _by_kind(keys)
    if numbers := by_kind[EntryKind.ITEM]:
        yield from (each.put for each in items.indexed(items.public_keys(numbers).values(), civil_day(at)))
    others: dict[EntryKind, Callable[[list[str]], Iterator[Put]]] = {
        EntryKind.REPORT: reports.puts,
        EntryKind.QUESTION: questions.puts,
        EntryKind.TOPIC: compositions.topic_puts,
        EntryKind.GAZETTE: compositions.issue_puts,
    }
    for kind, owned in others.items():
        if by_kind[kind]:
            yield from owned(by_kind[kind])


def _by_kind(keys: list[Key]) -> dict[EntryKind, list[str]]:
    return {kind: [key for of, key in keys if of is kind] for kind in EntryKind}


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
