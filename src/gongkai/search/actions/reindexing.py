"""Writes: by what entries are found is worked out anew, while others put in, drop and ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Min, QuerySet

from gongkai.documents.searching.grams import Vocabulary, common
from gongkai.search.actions.following import build, expel
from gongkai.search.actions.storing import KEPT, code_facets, filled, store
from gongkai.search.backends import beside, inside
from gongkai.search.backends.telling import Told, silent
from gongkai.search.models import Entry, EntryKind, EntryText, WordList

BATCH = 100
"""Entries of one transaction: so long others wait for it."""
_DERIVED = ("facets", *KEPT)
_SAMPLE, _BEGINNING = 2_000, 3_000


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How many entries were put in anew, and how many common words the texts are found by."""

    entries: int
    words: int


def reindex(*, at: datetime, told: Told = silent) -> Reindexed:
    """List what is common in the texts as they are now, and put every entry in anew by it, some at a time.

    What is found stays the same all the while. A run that was broken off is taken up where it stopped; what others put in
    or drop in the meantime counts.
    """
    words = WordList.objects.filter(ready_at__isnull=True).order_by("pk").last() or _listed(at)
    total = Entry.objects.count()
    done = total - _left(words).count()
    anew = 0
    told(done, total)
    while ids := list(_left(words).order_by("words", "pk").values_list("pk", flat=True)[:BATCH]):
        anew += _again(ids, words)
        done += len(ids)
        told(min(done, total), total)
    _finish(words, at, told)
    return Reindexed(anew, len(words.words))


@transaction.atomic
def mend(ids: Sequence[int]) -> None:
    """Put these entries in anew, and take out what is left of those that there are no more."""
    held = _held(ids)
    gone = sorted({*ids} - {entry.pk for entry in held})
    inside().erase(gone)
    if gone and beside():
        expel(gone)
    _put_anew(held, note=True)


def rebuild() -> None:
    """Have the database find what the rows of the index contain."""
    inside().rebuild()


def _listed(at: datetime) -> WordList:
    """A new list. From now on texts are put in with it."""
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    chosen = ids[:: max(1, len(ids) // _SAMPLE)]
    sample = []
    for start in range(0, len(chosen), BATCH):
        texts = EntryText.objects.filter(pk__in=chosen[start : start + BATCH])
        sample += [folded[:_BEGINNING] for folded in texts.values_list("folded", flat=True)]
    found = common(sample, len(ids))
    return WordList.objects.create(words=found.words, made_at=at)


def _left(words: WordList) -> QuerySet[EntryText]:
    """What was put in without the list."""
    return EntryText.objects.filter(words__lt=words.pk)


@transaction.atomic
def _again(ids: Sequence[int], words: WordList) -> int:
    """Those of these entries that nobody else has put in with the new list meanwhile."""
    held = [entry for entry in _held(ids) if entry.text.words < words.pk]
    _put_anew(held, note=False)  # the index beside is made anew from all of them
    return len(held)


def _held(ids: Sequence[int]) -> list[Entry]:
    """Entries, held one by one in the order in which everybody takes them, and read then."""
    rows = Entry.objects.filter(pk__in=ids).values_list("pk", "kind", "key")
    for number, kind, _ in sorted(rows, key=lambda row: (EntryKind(row[1]).place, row[2])):
        Entry.objects.filter(pk=number).update(kind=kind)
    held = Entry.objects.filter(pk__in=ids, text__isnull=False).select_related("text")
    return list(held.order_by("pk"))


def _put_anew(held: Sequence[Entry], *, note: bool) -> None:
    if held:
        before = [_derived(entry) for entry in held]
        found = [(entry, entry.text.written, filled(entry, entry.text.written)) for entry in held]
        code_facets(held)
        if other := [entry for entry, was in zip(held, before, strict=True) if _derived(entry) != was]:
            Entry.objects.bulk_update(other, _DERIVED)
        store(found, note=note)


def _derived(entry: Entry) -> list[str]:
    return [getattr(entry, name) for name in _DERIVED]


def _finish(words: WordList, at: datetime, told: Told) -> None:
    """No list is kept that no text is asked for by."""
    if beside():
        total = Entry.objects.count()
        build(vocabulary=Vocabulary(tuple(words.words)), told=lambda done: told(min(done, total), total))
    WordList.objects.filter(pk=words.pk).update(ready_at=at)
    oldest = EntryText.objects.aggregate(oldest=Min("words"))["oldest"] or 0
    WordList.objects.filter(pk__lt=oldest).delete()
    if not beside():
        inside().tidy()
