"""Annual reports compiled: one agency with a city's year, and a city of 400 agencies rolled up.

GONGKAI_BENCH_PART divides how much there is, for a look at it on a busy machine; the limits stay.
"""

import os
import statistics
from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import databases, side

PART = int(os.environ.get("GONGKAI_BENCH_PART", "1"))
AGENCIES, DECISIONS, CASES, DOCUMENTS, ITEMS = (
    max(20, many // PART) for many in (400, 538_450, 10_000, 5_000, 100_000)
)
COMPILE, ROLL_UP, LOOK = 1_000, 60_000, 1_000  # milliseconds
QUERIES = 45
MEGABYTES = 64  # more than before, whatever is compiled
ROUNDS = 5


def compiling() -> Iterator[Row]:
    """On SQLite and on PostgreSQL."""
    with databases() as kinds:
        for kind, address in kinds:
            with side("compiled", AGENCIES, address("compiled")) as ask:
                yield _one(kind, [ask("compile") for _ in range(ROUNDS)])
                yield _looked("what is behind its licences", kind, [ask("drill") for _ in range(ROUNDS)])
                yield _looked(
                    f"its report in hand, {ITEMS:,} items counted, all checks",
                    kind,
                    [ask("draft") for _ in range(ROUNDS)],
                )
                yield _looked(
                    "a quarter of it, beside two others", kind, [ask("quarter") for _ in range(ROUNDS)]
                )
                yield _looked(
                    f"a quarter of {AGENCIES} agencies, beside two others",
                    kind,
                    [ask("quarter of all") for _ in range(ROUNDS)],
                )
                yield _all(kind, *ask("roll up"))
                yield _again(kind, *ask("roll up again"))


def _one(kind: str, told: list[tuple[float, int, float]]) -> Row:
    took, queries = statistics.median(each[0] for each in told), max(each[1] for each in told)
    return Row(
        f"one agency compiled, {DECISIONS:,} decisions, {CASES:,} cases, {kind}",
        f"{took:.0f} ms of {COMPILE}, {queries} queries of {QUERIES}",
        kept=took <= COMPILE and queries <= QUERIES,
    )


def _looked(what: str, kind: str, told: list[tuple[float, int, float]]) -> Row:
    took = statistics.median(each[0] for each in told)
    return Row(
        f"{what}, {kind}",
        f"{took:.0f} ms of {LOOK}, {max(each[1] for each in told)} queries",
        kept=took <= LOOK,
    )


def _all(kind: str, took: float, queries: int, more: float) -> Row:
    return Row(
        f"{AGENCIES} agencies compiled and rolled up, {kind}",
        f"{took / 1000:.1f} s of {ROLL_UP // 1000}, {queries} queries, {more:.0f} MB more of {MEGABYTES}",
        kept=took <= ROLL_UP and more <= MEGABYTES,
    )


def _again(kind: str, took: float, queries: int, more: float) -> Row:
    return Row(
        f"rolled up again, nothing changed, {kind}",
        f"{took / 1000:.1f} s of {ROLL_UP // 1000}, {queries} queries, {more:.0f} MB more of {MEGABYTES}",
        kept=took <= ROLL_UP and more <= MEGABYTES,
    )
