"""One side of the bench of the search, in a process of its own: fills a database, makes the index, then answers.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE, the index as GONGKAI_SEARCH says.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from gongkai.agencies.models import Agency
from gongkai.documents.searching.asking import understand
from gongkai.documents.searching.grams import common
from gongkai.documents.searching.kept import Kept, kept
from gongkai.search.actions.reindexing import reindex
from gongkai.search.backends import beside, chosen
from gongkai.search.backends.looked import Looked
from gongkai.search.models import Entry, EntryKind, EntryText, WordList
from gongkai.search.queries.asked import Asked
from gongkai.search.queries.finding import find
from tools.bench import search_naive as naive
from tools.bench.corpus import AGENCIES, Text, texts
from tools.bench.search_questions import Wanted, questions, scanned

BLOCK = 2_000
COLUMNS = 40
FACETS = ("agency", "year")
NOON = time_of_day(4)
SAMPLE = 4_000


def load(size: int) -> float:
    """Put so many entries into the database, past the actions; seconds.

    Where the index is in files, the texts are as if they had been put in with the newest list of common words, so that
    nothing is left to be done but the files; the others have no index yet.
    """
    started = time.perf_counter()
    agencies = [
        Agency(name=f"虚构{number}局", slug=f"n{number}", kind="department", level="county", region="虚构省")
        for number in range(AGENCIES)
    ]
    Agency.objects.bulk_create(agencies)
    numbers = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    words = _listed(size) if beside() else 0
    made = texts(size)
    while block := list(islice(made, BLOCK)):
        found = [kept(text.title, text.document_no, text.body) for text in block]
        rows = [_entry(text, numbers[text.agency], one) for text, one in zip(block, found, strict=True)]
        entries = Entry.objects.bulk_create(rows)
        EntryText.objects.bulk_create(
            EntryText(entry=entry, written=text.body, folded=one.folded, words=words)
            for entry, text, one in zip(entries, block, found, strict=True)
        )
    return time.perf_counter() - started


def _listed(size: int) -> int:
    """The number of a list of common words, as `reindex` makes it."""
    sample = [kept(text.title, text.document_no, text.body).folded for text in islice(texts(size), SAMPLE)]
    return WordList.objects.create(words=common(sample, size).words, made_at=timezone.now()).pk


def _entry(text: Text, agency_id: int, found: Kept) -> Entry:
    at = datetime.combine(text.day, NOON, UTC) + timedelta(seconds=text.number % 3600)
    return Entry(
        kind=EntryKind.ITEM,
        key=str(text.number),
        agency_id=agency_id,
        column=f"c{text.number % COLUMNS}",
        year=text.day.year,
        published_at=at,
        put_at=at,
        number=text.document_no,
        number_key=found.number_key,
        title=text.title,
        heart=found.heart,
        initials=found.initials,
    )


def made() -> dict[str, float]:
    """The index, as an operator makes it: seconds, bytes."""
    started = time.perf_counter()
    reindex(at=timezone.now())
    seconds = time.perf_counter() - started
    _settle()
    return {"seconds": seconds, "bytes": _bytes()}


def _settle() -> None:
    """As the upkeep of the database does within a minute, at a moment that nobody chooses."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


def _bytes() -> int:
    """What the index takes."""
    if beside():
        return sum(path.stat().st_size for path in Path(settings.DATA, "search").rglob("*") if path.is_file())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('search_grams')"
            if connection.vendor == "postgresql"
            else "SELECT SUM(pgsize) FROM dbstat WHERE aggregate = TRUE AND name LIKE 'search_grams%'"
        )
        return int(cursor.fetchone()[0])


def asked(wanted: Wanted) -> float:
    """The milliseconds of one question: 20 hits with what is marked in them, how many in all, two facets."""
    started = time.perf_counter()
    find(Asked(wanted.text, counted=FACETS))
    return 1000 * (time.perf_counter() - started)


def right(every: list[Wanted], size: int) -> dict[str, float]:
    """How much of what a scan finds the index finds, and how much of what it finds a scan does."""
    common = found_count = wanted_count = wrong = 0
    truth = scanned(every, EntryText.objects.values_list("pk", "folded").iterator())
    for wanted, hits in zip(every, truth, strict=True):
        question = understand(wanted.text)
        found = chosen().find(Looked(question.terms, question.number, size=size, counted=()))
        common += len(hits.intersection(found.ids))
        found_count, wanted_count = found_count + len(found.ids), wanted_count + len(hits)
        wrong += found.total != len(hits)
    return {"recall": common / wanted_count, "precision": common / found_count, "wrong totals": wrong}


def memory() -> float:
    """Megabytes of this process now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main(size: int) -> None:
    """Make database and index; then, for each line on standard input, print what it takes."""
    call_command("migrate", verbosity=0)
    loaded = load(size)
    index = made()
    every = questions(size)
    few = every[:: len(every) // naive.QUESTIONS]
    known: dict[str, Callable[..., object]] = {
        "loaded": lambda: loaded,
        "index": lambda: index,
        "all": lambda: [asked(wanted) for wanted in every],
        "few": lambda: [asked(wanted) for wanted in few],
        "right": lambda: right(every, size),
        "memory": memory,
        "prepare": lambda name: naive.prepared(naive.WAYS[name]),
        "naive": lambda name: [naive.asking(naive.WAYS[name])(wanted) for wanted in few],
    }
    for line in sys.stdin:
        what, _, name = line.strip().partition(" ")
        print(json.dumps(known[what](*([name] if name else []))), flush=True)
