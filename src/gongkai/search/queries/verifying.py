"""Whether entries are found by what they contain: each is worked out anew and compared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.documents.searching.grams import Vocabulary
from gongkai.documents.searching.kept import Kept, kept
from gongkai.search.backends import beside, inside, tantivy
from gongkai.search.backends.facets import Signs, all_signs, signed
from gongkai.search.backends.telling import Told, silent
from gongkai.search.backends.tokens import NUMBER, TITLE, tokens
from gongkai.search.backends.words import until
from gongkai.search.models import Entry, EntryText, Pending

_PAGE = 200


class Wrong(StrEnum):
    """What is wrong with what an entry is found by."""

    MISSING = "missing"
    STALE = "stale"
    LEFT = "left"

    @property
    def label(self) -> str:
        """What the operator reads."""
        return {"missing": "没有索引", "stale": "索引与内容不一致", "left": "内容已不在，索引还在"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry, by its number, that is not found by what it contains. `key`: how its owner knows it, if it is there."""

    entry_id: int
    key: str
    wrong: Wrong


def faults(told: Told = silent) -> Iterator[Fault]:
    """Entries that are not found by what they contain, and what is found that is no entry any more.

    Asked twice, so that what is put in meanwhile is none.
    """
    total, done, last = Entry.objects.count(), 0, 0
    while ids := list(Entry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_PAGE]):
        if suspects := [fault.entry_id for fault in _faults(ids)]:
            yield from _faults(suspects)
        done, last = done + len(ids), ids[-1]
        told(min(done, total), total)
    yield from (Fault(number, "", Wrong.LEFT) for number in (tantivy if beside() else inside()).left())


def sound() -> bool:
    """Whether the database finds what the rows of the index contain."""
    return bool(beside() or inside().sound())


def _faults(ids: list[int]) -> Iterator[Fault]:
    entries = list(Entry.objects.filter(pk__in=ids).order_by("pk").select_related("text"))
    whole = [entry for entry in entries if hasattr(entry, "text")]
    wrong = dict(_differing_files(whole) if beside() else _differing(whole))
    signs = all_signs()
    for entry in entries:
        if not hasattr(entry, "text"):
            yield Fault(entry.pk, entry.key, Wrong.MISSING)
        elif entry.pk in wrong:
            yield Fault(entry.pk, entry.key, wrong[entry.pk])
        elif not _kept(entry, signs):
            yield Fault(entry.pk, entry.key, Wrong.STALE)


def _differing(entries: Sequence[Entry]) -> Iterator[tuple[int, Wrong]]:
    """What the index in the database has otherwise."""
    held, words = inside().read([entry.pk for entry in entries]), cache(until)
    for entry in entries:
        if entry.pk not in held:
            yield entry.pk, Wrong.MISSING
        elif not _finds(entry.text, held[entry.pk], words):
            yield entry.pk, Wrong.STALE


def _differing_files(entries: Sequence[Entry]) -> Iterator[tuple[int, Wrong]]:
    """What the index in files has otherwise; what waits to be taken in is no fault."""
    waiting = set(Pending.objects.filter(key__in=[entry.key for entry in entries]).values_list("kind", "key"))
    held = tantivy.read([entry.pk for entry in entries])
    for entry in entries:
        if (entry.kind, entry.key) in waiting:
            continue
        if entry.pk not in held:
            yield entry.pk, Wrong.MISSING
        elif held[entry.pk] != tantivy.digest(entry, entry.text.folded):
            yield entry.pk, Wrong.STALE


def _kept(entry: Entry, signs: Signs) -> bool:
    """Whether what follows from title, number and text is kept as it follows today."""
    here = Kept(entry.number_key, entry.heart, entry.initials, entry.text.folded)
    followed = here == kept(entry.title, entry.number, entry.text.written)
    return followed and entry.facets == signed(entry, signs)


def _finds(text: EntryText, held: frozenset[str], words: Callable[[int], Vocabulary]) -> bool:
    """All that it has to be found by, and, of lists that are gone, nothing that it does not contain."""
    wanted = tokens(text.folded, words(text.words))
    more = (token.lstrip(TITLE + NUMBER) for token in held - wanted)
    return wanted <= held and all(len(token) > 2 and token in text.folded for token in more)
