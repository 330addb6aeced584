"""Writes: the index in files beside the database takes in what has changed, or is made anew.

Whoever changes an entry notes it in the same transaction (`Pending`). A note is deleted only after the index has taken in
what the entry is then, and has that on the disk. Doing so twice changes nothing, so that nothing is lost wherever a process
ends. No line in the log: the index follows from the entries.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from gongkai.documents.searching.grams import Vocabulary, frequent
from gongkai.records.actions.jobs import job, queue
from gongkai.search.backends import beside, tantivy
from gongkai.search.backends.looked import Unusable
from gongkai.search.models import EntryText, Pending

SLICE = 5_000
"""Changes that become visible at once."""
BATCH = 200
"""Texts in memory at once."""
TASK = "search.follow"
_SAMPLE, _BEGINNING = 2_000, 3_000

Thing = TypeVar("Thing")

logger = logging.getLogger(__name__)


def follow() -> int:
    """Take in what has changed, a slice of it; how many changes that were.

    Raises Occupied where another process is at it, Unusable where the index has to be made anew first.
    """
    taken = _take_in()
    _settle(taken)
    return len(taken)


def _prepared(*, at: datetime) -> list[int]:  # noqa: ARG001 - what a job is called with
    """The index has these; nothing where another process takes them in, or nobody can."""
    if not beside():
        return []
    try:
        return _take_in()
    except tantivy.Occupied as occupied:
        logger.info("%s", occupied)
    except Unusable as unusable:
        logger.error("%s", unusable)  # noqa: TRY400 - a traceback shows values
    return []


@job(TASK, label="更新检索索引", prepare=_prepared)
@transaction.atomic
def follow_due(*, at: datetime, prepared: list[int]) -> None:
    """Strike off what the index has taken in, and queue the slice that follows, if there is one."""
    _settle(prepared)
    if len(prepared) == SLICE:
        queue(TASK, key=f"after {prepared[-1]}", at=at)


def build(*, vocabulary: Vocabulary, told: Callable[[int], None] = lambda _: None) -> int:
    """Make the index anew from all entries and put it in the place of the one in use; how many entries it has.

    `vocabulary`: the common words of the texts, to which the index in files adds all that are frequent.

    Readers have the old one until then. What changes in the meantime stays noted and is taken in afterwards; what had been
    noted before is in. An interrupted build leaves the old index as it is. `told` hears how many entries are in.
    """
    count = 0
    words = dict.fromkeys((*vocabulary.words, *_frequent().words))
    with tantivy.building(Vocabulary(tuple(words))) as into:
        noted = list(Pending.objects.values_list("pk", flat=True))
        for texts in _every_text():
            for text in texts:
                tantivy.put(into, text.entry, text.folded)
            count += len(texts)
            told(count)
    _settle(noted)
    return count


def _frequent() -> Vocabulary:
    """What very many texts contain, as far as some of them show."""
    ids = list(EntryText.objects.order_by("pk").values_list("pk", flat=True))
    chosen = ids[:: max(1, len(ids) // _SAMPLE)]
    sample = [
        text[:_BEGINNING]
        for some in _batches(chosen)
        for text in EntryText.objects.filter(pk__in=some).values_list("folded", flat=True)
    ]
    return frequent(sample)


def expel(ids: Sequence[int]) -> None:
    """Take out entries that there are no more, of which no note tells, as after the database was restored alone.

    Raises Occupied where another process writes, Unusable where the index has to be made anew first.
    """
    with tantivy.writing() as into:
        tantivy.erase(into, ids)
        into.commit()


def _take_in() -> list[int]:
    """Bring the index up to date with the oldest notes; their numbers. They can be struck off."""
    notes = list(Pending.objects.order_by("pk")[:SLICE])
    if not notes:
        return []
    keys = defaultdict[str, dict[str, None]](dict)
    for note in notes:
        keys[note.kind][note.key] = None
    with tantivy.writing() as into:
        for kind in keys:
            for some in _batches(list(keys[kind])):
                _take_in_some(into, kind, some)
        into.commit()
    return [note.pk for note in notes]


def _take_in_some(into: tantivy.Writing, kind: str, keys: Sequence[str]) -> None:
    """Replace these entries by what they are now, if they still are."""
    for key in keys:
        tantivy.drop(into, kind, key)
    texts = list(_texts().filter(entry__kind=kind, entry__key__in=keys))
    tantivy.erase(into, (text.pk for text in texts))
    for text in texts:
        tantivy.put(into, text.entry, text.folded)


def _settle(notes: Sequence[int]) -> None:
    """Strike off these and no others: lower numbers may have come in since, from a transaction that took longer."""
    for some in _batches(notes):
        Pending.objects.filter(pk__in=some).delete()


def _every_text() -> Iterator[list[EntryText]]:
    last = 0
    while texts := list(_texts().filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield texts
        last = texts[-1].pk


def _texts() -> QuerySet[EntryText]:
    return EntryText.objects.select_related("entry").defer("written")


def _batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]
