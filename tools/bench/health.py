"""Content health: the night in which 400 agencies with 100,000 items are examined, the page of one, all side by side.

Against 40 agencies with 10,000 items. One item of fifty lacks something, one column of six is stale or empty.
"""

import statistics
from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import databases, side

FEW, MANY = 40, 400  # agencies, with EACH items
EACH = 250
NIGHT = 60_000
PAGES = {"page of an agency": "/desk/agencies/{slug}/health/", "all side by side": "/desk/health/board/"}
MILLISECONDS, QUERIES = 300, 40
TIMES = 11
ROUNDS = 3
GROWTH = 12.0
"""Ten times as much, and a little for what does not fit into memory."""


def health() -> Iterator[Row]:
    """On SQLite and on PostgreSQL; the queries of a night grow with its pages of a hundred agencies alone."""
    with databases() as kinds:
        for kind, address in kinds:
            with (
                side("health_side", FEW, address("few")) as few,
                side("health_side", MANY, address("many")) as many,
            ):
                nights = [(few("night"), many("night")) for _ in range(ROUNDS)]
                large = statistics.median(big[0] for _, big in nights)
                yield Row(
                    f"night, {MANY} agencies, {MANY * EACH:,} items, {kind}",
                    f"{large / 1000:.1f} s of {NIGHT // 1000}, {nights[-1][1][1]} queries",
                    statistics.median(big[0] / little[0] for little, big in nights),
                    f"with {FEW} and {FEW * EACH:,}: {statistics.median(small[0] for small, _ in nights):.0f} ms",
                    target=GROWTH,
                    kept=large <= NIGHT,
                )
                for name in PAGES:
                    pairs = [(few(name), many(name)) for _ in range(TIMES)]
                    page = statistics.median(big[0] for _, big in pairs)
                    queries = max(big[1] for _, big in pairs)
                    yield Row(
                        f"{name}, {kind}",
                        f"{page:.1f} ms of {MILLISECONDS}, {queries} queries of {QUERIES}",
                        statistics.median(big[0] / little[0] for little, big in pairs),
                        f"with {FEW}: {statistics.median(small[0] for small, _ in pairs):.1f} ms",
                        kept=page <= MILLISECONDS and queries <= QUERIES,
                    )
