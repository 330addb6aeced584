"""One side of the bench of the record, in a process of its own: a log of many entries, written to and verified.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import transaction

from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import next_number
from gongkai.records.models import ChainHead, LogEntry
from gongkai.records.queries.chain import faults
from tools.bench.records import AT, chain

TIMES = 200
PAGE = 1_000


def populate(count: int) -> None:
    """So many entries, as `log` would have written them."""
    rows: list[LogEntry] = []
    for entry, made in chain(count):
        rows.append(LogEntry.of(entry, made))
        if len(rows) == PAGE or entry.seq == count:
            LogEntry.objects.bulk_create(rows)
            rows.clear()
            ChainHead.objects.update_or_create(pk=1, defaults={"seq": entry.seq, "hash": made})


def verified() -> float:
    """Seconds for the whole chain, whole as it is."""
    started = time.perf_counter()
    if list(faults()):
        raise RuntimeError("the chain is broken")
    return time.perf_counter() - started


@job("bench.nothing")
def nothing(**_given: object) -> None:
    """A job that nobody does here."""


def each(act: Callable[[int], object]) -> float:
    """Milliseconds for one transaction of this, at the median."""
    took = []
    for number in range(TIMES):
        started = time.perf_counter()
        with transaction.atomic():
            act(number)
        took.append(time.perf_counter() - started)
    return 1000 * statistics.median(took)


def main(count: int) -> None:
    """Make the database; then, for each name of a work on standard input, print what it takes."""
    call_command("migrate", verbosity=0)
    populate(count)
    works: dict[str, Callable[[], float]] = {
        "verified": verified,
        "number": lambda: each(lambda _: next_number("bench")),
        "logged": lambda: each(lambda number: log("bench.write", f"bench:{number}", by=OPERATOR, at=AT)),
        "queued": lambda: each(
            lambda number: queue("bench.nothing", key=f"{time.time_ns()} {number}", at=AT)
        ),
    }
    for line in sys.stdin:
        print(json.dumps(works[line.strip()]()), flush=True)
