"""Reads: the log as a chain, from its first entry to its last, and what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Subquery

from gongkai.records.models import Anchor as AnchorRow
from gongkai.records.models import ChainHead, LogEntry
from gongkai.sealing import anchors as seals
from gongkai.sealing.anchors import Keys
from gongkai.sealing.chain import NOTHING, START, Entry, Fault, Link, time_text, verify
from gongkai.sealing.exports import Anchor

PAGE = 2_000
_FIELDS = tuple(Entry.__dataclass_fields__)
_LOWEST = -(2**63)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the chain should end by its head, and where it does end by its entries."""

    head: Link
    last: Link


def ends() -> Ends:
    """Both ends in one query, so that nobody who writes at this moment comes between."""
    newest = LogEntry.objects.order_by("-seq")
    found = (
        ChainHead.objects.annotate(
            last_seq=Subquery(newest.values("seq")[:1]), last_hash=Subquery(newest.values("hash")[:1])
        )
        .values_list("seq", "hash", "last_seq", "last_hash")
        .first()
    )
    if found is None:  # nothing was ever logged, or somebody removed the head
        entry = LogEntry.objects.order_by("-seq").values_list("seq", "hash").first()
        return Ends(NOTHING, Link(*entry) if entry else NOTHING)
    return Ends(Link(*found[:2]), Link(*found[2:]) if found[2] is not None else NOTHING)


def link(seq: int) -> Link | None:
    """The entry with this number, or the beginning for 0; None if there is no such entry."""
    found = LogEntry.objects.filter(pk=seq).values_list("seq", "hash").first() if seq else (0, START)
    return Link(*found) if found else None


def chain(*, after: int = _LOWEST, until: int) -> Iterator[tuple[Entry, str]]:
    """The entries after one number up to another, each with its stored hash, in pages: memory and locks stay small."""
    while True:
        # Bounded on one side: with both, a PostgreSQL that has yet to learn how long the log is sorts all of it for each page.
        rows = LogEntry.objects.filter(seq__gt=after).order_by("seq")
        page = list(rows.values_list(*_FIELDS, "hash")[:PAGE])
        for *fields, stored in page:
            if fields[0] > until:
                return
            yield Entry(**dict(zip(_FIELDS, fields, strict=True))), stored
        if len(page) < PAGE:
            return
        after = page[-1][0]


def anchors() -> list[Anchor]:
    """Every anchor that was taken, oldest first."""
    return [anchor(row) for row in AnchorRow.objects.order_by("seq")]


def anchor(row: AnchorRow) -> Anchor:
    """The anchor of a row."""
    return Anchor(row.seq, row.hash, time_text(row.at), row.key_id, row.signature)


def faults(
    *, kept: Iterable[Anchor] = (), keys: Keys | None = None, seen: Callable[[int], None] | None = None
) -> Iterator[Fault]:
    """What is wrong with the stored log: each changed, removed or inserted entry, a wrong head, a wrong anchor.

    `kept` are anchors kept elsewhere, checked beside the stored ones; signatures are checked if there are `keys`.
    `seen` is called with the number of each entry. Entries that are written meanwhile are left for the next time.
    """
    known = [*anchors(), *kept]
    for each in known if keys else ():
        yield from seals.faults(each, keys or {})
    found = ends()
    entries = chain(until=found.last.seq)
    links = [each.link for each in known]
    yield from verify(_watched(entries, seen), head=found.head, anchors=links)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some entries of the log, verified: the last of them, how many, what is wrong; `ends` where no more follow."""

    last: Link
    entries: int
    faults: tuple[Fault, ...]
    ends: bool


def beginning() -> tuple[Link, tuple[Fault, ...]]:
    """Where a check of the log by stretches ends, and what is wrong with that end and with the anchors beyond it."""
    links = [each.link for each in anchors()]
    found = ends()
    return found.last, tuple(verify((), after=found.last, head=found.head, anchors=links))


def stretch(*, after: Link, until: Link, size: int) -> Stretch:
    """Verify at most so many of the entries that follow one, up to the one at which the log ended when the check began.

    One stretch after the other, from the beginning on, finds what `faults` finds.
    """
    last, count = after, 0

    def read() -> Iterator[tuple[Entry, str]]:
        nonlocal last, count
        for entry, stored in islice(chain(after=after.seq or _LOWEST, until=until.seq), size):
            last, count = Link(entry.seq, stored), count + 1
            yield entry, stored

    links = [each.link for each in anchors() if after.seq < each.seq <= until.seq]
    wrong = [*verify(read(), after=after, anchors=links)]
    if count < size:
        wrong += verify((), after=last, head=until)
    return Stretch(last, count, tuple(wrong), ends=count < size)


def _watched(
    entries: Iterator[tuple[Entry, str]], seen: Callable[[int], None] | None
) -> Iterator[tuple[Entry, str]]:
    for entry, stored in entries:
        if seen:
            seen(entry.seq)
        yield entry, stored
