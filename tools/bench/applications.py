"""Disclosure on request: the pages with 100,000 cases against 1,000, and suggestions while somebody types.

GONGKAI_BENCH_CASES sets another large number, for a trial.
"""

import os
import statistics
from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import FLAT, Ask, databases, side

SMALL, LARGE = 1_000, int(os.environ.get("GONGKAI_BENCH_CASES", "100000"))
MILLISECONDS, TYPED = 150, 100
TIMES = 31
KEYS = 200
# The address, who asks, and how many queries it may take; {case} is one with everything that a case has.
PAGES = {
    "list of an officer": ("/desk/applications/", "officer", 20),
    "list of the supervisor of all": ("/desk/applications/", "supervisor", 20),
    "case page": ("/desk/applications/{case}/", "officer", 30),
    "table three of an agency": ("/desk/applications/table/", "officer", 20),
}


def applications() -> Iterator[Row]:
    """Each page, whole; then what a visitor sees while typing, with as many public items as there are cases."""
    with databases() as kinds:
        for kind, address in kinds:
            with (
                side("cases", SMALL, address("cases_small")) as small,
                side("cases", LARGE, address("cases_large")) as large,
            ):
                for name in PAGES:
                    pairs = [(small(name), large(name)) for _ in range(TIMES)]
                    yield _row(name, kind, pairs)
                yield _typing(kind, large)


def _row(name: str, kind: str, pairs: list[tuple[tuple[float, int], tuple[float, int]]]) -> Row:
    few, many = (statistics.median(pair[place][0] for pair in pairs) for place in (0, 1))
    asked = [statistics.median_low(pair[place][1] for pair in pairs) for place in (0, 1)]
    most = PAGES[name][2]
    return Row(
        f"{name}, {LARGE:,} cases, {kind}",
        f"{many:.1f} ms of {MILLISECONDS}, {asked[1]} queries of {most}",
        statistics.median(large[0] / small[0] for small, large in pairs),
        f"with {SMALL:,}: {few:.1f} ms, {asked[0]} queries",
        target=FLAT,
        kept=many <= MILLISECONDS and asked[1] <= most and asked[0] == asked[1],
    )


def _typing(kind: str, large: Ask) -> Row:
    """Title after title, sign by sign, as a visitor types."""
    taken = sorted(large(f"typing {number}")[0] for number in range(KEYS))
    middle, worst = statistics.median(taken), taken[int(0.99 * len(taken))]
    return Row(
        f"suggestions, {LARGE:,} items, {kind}",
        f"p99 {worst:.1f} ms of {TYPED}, median {middle:.1f} ms",
        kept=worst <= TYPED,
    )
