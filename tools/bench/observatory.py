"""The reports of many bodies over years: the pages of the observatory, and all reports as files.

GONGKAI_BENCH_PART divides how many bodies there are, for a look at it on a busy machine; the limits stay.
"""

import os
import statistics
from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import databases, side

PART = int(os.environ.get("GONGKAI_BENCH_PART", "1"))
BODIES = max(20, 400 // PART)
YEARS = 10
PAGES = {
    "overview": "the overview of a group",
    "indicator": "one indicator over its bodies",
    "body": "one body over the years",
}
FILES = {
    "csv": "all cells as CSV",
    "jsonl": "all reports as JSON Lines",
    "xlsx": "a year as a workbook (a tenth of them)",
}
PAGE, FILE = 2_000, 120_000  # milliseconds
QUERIES = 25
MEGABYTES = 64  # more than before, however much is sent
ROUNDS = 3


def observatory() -> Iterator[Row]:
    """On SQLite and on PostgreSQL."""
    with databases() as kinds:
        for kind, address in kinds:
            with side("observed", BODIES, address("observed")) as ask:
                for name, what in PAGES.items():
                    yield _page(
                        f"{what}, {BODIES} bodies, {YEARS} years, {kind}", [ask(name) for _ in range(ROUNDS)]
                    )
                for name, what in FILES.items():
                    yield _file(f"{what}, {BODIES * YEARS:,} reports, {kind}", ask(name))


def _page(what: str, told: list[tuple[float, int, float, float]]) -> Row:
    took, queries = statistics.median(each[0] for each in told), max(each[1] for each in told)
    figure = f"{took:.0f} ms of {PAGE}, {queries} queries of {QUERIES}"
    return Row(what, figure, kept=took <= PAGE and queries <= QUERIES)


def _file(what: str, told: tuple[float, int, float, float]) -> Row:
    took, _, more, size = told
    figure = f"{took / 1000:.1f} s of {FILE // 1000}, {size:.1f} MB sent, {more:.0f} MB more of {MEGABYTES}"
    return Row(what, figure, kept=took <= FILE and more <= MEGABYTES)
