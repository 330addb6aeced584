"""The record: what a log entry costs, how fast a long chain is verified, and in how little memory; made up, and stored."""

import sqlite3
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import repeat

from gongkai.sealing.chain import NOTHING, Entry, Link, hash_of, verify
from tools.bench.rounds import ROUNDS, Row, turns
from tools.bench.sides import databases, side

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ENTRIES = 100_000
MILLION = 1_000_000
SECONDS = 120  # that making and verifying a million entries may take
FEW, MANY = 10_000, 100_000  # stored entries
MEMORY_TARGET = 1.5  # of the peak with a tenth of the entries
GROWTH_TARGET = 1.5  # of the time with a tenth of the entries
WRITES = {
    "number taken and committed": "number",
    "entry logged and committed": "logged",
    "job queued and committed": "queued",
}


def entry(seq: int, previous: str) -> Entry:
    return Entry(
        seq,
        AT,
        "jing-ban",
        "applications.reply",
        f"application:{seq}",
        role="handler",
        agency_id=7,
        reason="依申请公开答复",
        details={"number": f"〔2026〕{seq}号", "attachments": 2},
        address="192.0.2.7",
        previous=previous,
    )


def chain(count: int) -> Iterator[tuple[Entry, str]]:
    """So many entries, made as they are asked for."""
    last = NOTHING
    for seq in range(1, count + 1):
        made = entry(seq, last.hash)
        last = Link(seq, hash_of(made))
        yield made, last.hash


def verified(count: int) -> int:
    """How many faults a chain has: none."""
    return sum(1 for _ in verify(chain(count)))


def peak(count: int) -> int:
    """Bytes at most while so many entries are verified."""
    tracemalloc.start()
    verified(count)
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest


def hashed(made: Entry) -> object:
    """One entry hashed."""
    return hash_of(made)


def records() -> Iterator[Row]:
    """Hashing against the barest insert; a long chain; memory that does not grow."""
    with closing(sqlite3.connect(":memory:")) as bare:
        bare.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)")

        def inserted(_: Entry) -> object:
            with bare:
                return bare.execute("INSERT INTO bare (text) VALUES ('依申请公开答复')")

        rounds = list(turns((hashed, inserted), list(repeat(entry(1, NOTHING.hash), 5_000))))
    one = statistics.median(mine for mine, _ in rounds) / 5_000
    ratio = statistics.median(mine / other for mine, other in rounds)
    yield Row("log entry, hashed", f"{1e6 * one:,.0f} µs", ratio, "an insert into SQLite in memory")
    started = time.perf_counter()
    verified(ENTRIES)
    taken = (time.perf_counter() - started) * MILLION / ENTRIES
    yield Row("1,000,000 entries, made and verified", f"{taken:.0f} s", taken / SECONDS, f"{SECONDS} s", 1)
    few, many = peak(2_000), peak(20_000)
    yield Row(
        "memory of 20,000 entries, verified", f"{many / 1e3:,.0f} KB", many / few, "2,000", MEMORY_TARGET
    )
    yield from stored()


def stored() -> Iterator[Row]:
    """The same in a database, with ten times as many entries as against: neither reading nor writing gets slower."""
    with databases() as kinds:
        for kind, address in kinds:
            with (
                side("entries", FEW, address("few")) as small,
                side("entries", MANY, address("many")) as large,
            ):
                pairs = [(small("verified") / FEW, large("verified") / MANY) for _ in range(ROUNDS)]
                one, growth = statistics.median(big for _, big in pairs), grown(pairs)
                figure = f"{1 / one:,.0f} a second"
                yield Row(f"stored entries, verified, {kind}", figure, growth, f"of {FEW:,}", GROWTH_TARGET)
                for what, name in WRITES.items():
                    pairs = [(small(name), large(name)) for _ in range(ROUNDS)]
                    figure = f"{statistics.median(big for _, big in pairs):.2f} ms"
                    yield Row(f"{what}, {kind}", figure, grown(pairs), f"with {FEW:,}", GROWTH_TARGET)


def grown(pairs: list[tuple[float, float]]) -> float:
    """How much more the larger takes."""
    return statistics.median(large / small for small, large in pairs)
