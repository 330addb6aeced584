"""Registers: the decisions of a city and its twenty bodies taken in, beside the same rows put into a bare table; then read.

The figures of the sample report: 360,560 licences, 172,926 penalties, 4,964 coercions. GONGKAI_BENCH_SHARE takes a part.
"""

import os
import statistics
from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import Ask, databases, side

DECISIONS = {
    "administrative_licence": 360_560,
    "administrative_penalty": 172_926,
    "administrative_coercion": 4_964,
}
SHARE = float(os.environ.get("GONGKAI_BENCH_SHARE", "1"))
MINUTES = 15
MEGABYTES = 300
"""At most so much more memory than before the first row, however many rows there are."""
LIST, COUNTS = 100, 200
"""Milliseconds: of lists and questions the 99th of a hundred, of counts the middle one."""
TIMES = 100


def registers() -> Iterator[Row]:
    """On SQLite and on PostgreSQL."""
    with databases() as kinds:
        for kind, address in kinds:
            with side("register_rows", int(sum(DECISIONS.values()) * SHARE), address("registers")) as ask:
                yield from _brought(ask, kind)
                yield from _read(ask, kind)


def _brought(ask: Ask, kind: str) -> Iterator[Row]:
    plain, told = ask("plain"), ask("import")
    rows, seconds = told["rows"], told["stage"] + told["apply"]
    yield Row(
        f"{rows:,} decisions read, checked, applied, {kind}",
        f"{seconds:.0f} s, {rows / seconds:,.0f} a second, {told['apply']:.0f} s of it to apply",
        seconds / plain["seconds"],
        f"bare rows: {plain['seconds']:.0f} s",
        kept=seconds <= MINUTES * 60,
    )
    yield Row(
        f"their words into the index, {kind}",
        f"{told['follow']:.0f} s, {rows / told['follow']:,.0f} a second",
    )
    yield Row(
        f"memory while they come in, {kind}",
        f"{told['grown']:.0f} MB of {MEGABYTES} more than before, {told['peak']:.0f} MB in all",
        kept=told["grown"] <= MEGABYTES,
    )
    again = ask("again")
    yield Row(
        f"the same once more, {kind}",
        f"{again['seconds']:.0f} s, {again['changed']} changed",
        again["seconds"] / seconds,
        "the first time",
        kept=again["changed"] == 0,
    )


def _read(ask: Ask, kind: str) -> Iterator[Row]:
    for name in ("list", "words"):
        taken = [ask(f"{name} {turn}") for turn in range(TIMES)]
        times, queries = sorted(each[0] for each in taken), {each[1] for each in taken}
        worst = times[round(0.99 * TIMES) - 1]
        yield Row(
            f"public {name} of a register, {kind}",
            f"p99 {worst:.0f} ms of {LIST}, middle {statistics.median(times):.1f} ms, {max(queries)} queries",
            kept=worst <= LIST and max(queries) <= 3,
        )
    for name in ("counts", "cells"):
        taken = [ask(f"{name} {turn}")[0] for turn in range(15)]
        middle = statistics.median(taken)
        yield Row(f"{name} by year and agency, {kind}", f"{middle:.1f} ms of {COUNTS}", kept=middle <= COUNTS)
    straight = statistics.median(ask(f"straight {turn}")[0] for turn in range(3))
    yield Row(f"the same counted over the records, {kind}", f"{straight:.0f} ms")
