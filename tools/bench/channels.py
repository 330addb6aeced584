"""Channels: 100,000 posts of 20 bodies and half as many items, lists and figures for whoever supervises them all."""

import statistics
from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import databases, side

FEW, MANY = 1_000, 100_000  # posts
YEAR = "since=2025-01-01&until=2025-12-31"
PAGES = {
    "发布记录 list of a supervisor": f"/desk/channels/posts/?{YEAR}",
    "发布记录 list, first carriers alone": f"/desk/channels/posts/?{YEAR}&first=1",
    "发布记录 list, one column": f"/desk/channels/posts/?{YEAR}&column_kind=notice",
    "统计 page of a supervisor, seven tables": f"/desk/channels/?{YEAR}",
    "年报用数 page of a supervisor": "/desk/channels/yearly/?year=2025",
}
LIMITS = {
    "统计 page of a supervisor, seven tables": 300,
    "年报用数 page of a supervisor": 300,
    "figures": 300,
}
USUAL = 150  # milliseconds
TIMES = 11
QUERIES = 25


def channels() -> Iterator[Row]:
    """On SQLite and on PostgreSQL; a list costs the same queries however much there is."""
    with databases() as kinds:
        for kind, address in kinds:
            with side("posts", FEW, address("few")) as few, side("posts", MANY, address("many")) as many:
                for name in PAGES:
                    pairs = [(few(name), many(name)) for _ in range(TIMES)]
                    yield _row(name, kind, pairs, LIMITS.get(name, USUAL))
                pairs = [(few("figures"), many("figures")) for _ in range(TIMES)]
                yield _row("figures of a year by channel", kind, pairs, LIMITS["figures"])


def _row(name: str, kind: str, pairs: list[tuple[tuple[float, int], tuple[float, int]]], limit: int) -> Row:
    large = statistics.median(many[0] for _, many in pairs)
    queries, few = max(many[1] for _, many in pairs), max(small[1] for small, _ in pairs)
    return Row(
        f"{name}, {MANY:,} posts, {kind}",
        f"{large:.1f} ms of {limit}, {queries} queries of {QUERIES}",
        statistics.median(many[0] / few[0] for few, many in pairs),
        f"with {FEW:,}",
        kept=large <= limit and queries <= QUERIES and queries == few,
    )
