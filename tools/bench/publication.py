"""Items: 100,000 imported in one go, lists with as many, and an item published beside a page of stock Wagtail."""

import statistics
from collections.abc import Iterator
from typing import Any

from tools.bench import stock_wagtail
from tools.bench.rounds import Row
from tools.bench.sides import Ask, databases, side

FEW, MANY = 1_000, 100_000  # items
MARKS = (10_000, 50_000, 100_000)  # rows at which memory is read
PAGES = {
    "信息 list of the desk": "/desk/items/",
    "信息 list of the desk, drafts": "/desk/items/?tab=draft",
    "信息公开目录, public": "/xxgk/",
}
TIMES = 31
PUBLISHED = 50
MILLISECONDS = 300  # that a list may take
QUERIES = 16
PUBLISH_QUERIES = 14  # ten, and four for the index
GROWTH = 1.5  # of a list, against FEW
MEMORY_GROWTH = 1.2  # against the first mark


def publication() -> Iterator[Row]:
    """On SQLite, with Wagtail beside it on SQLite too, and on PostgreSQL."""
    with databases() as kinds:
        for kind, address in kinds:
            with side("items", FEW, address("few")) as few, side("items", MANY, address("many")) as many:
                yield from _imported(many("imported"), kind)
                for name in PAGES:
                    yield _list(name, kind, [(few(name), many(name)) for _ in range(TIMES)])
                if kind == "SQLite":
                    with stock_wagtail.side(MANY) as wagtail:
                        yield from _publish(few, many, kind, wagtail)
                else:
                    yield from _publish(few, many, kind)


def _imported(told: dict[str, Any], kind: str) -> Iterator[Row]:
    rate = told["rows"] / told["seconds"]
    yield Row(
        f"{told['rows']:,} items imported as public, {kind}", f"{rate:,.0f} a second, {told['seconds']:.0f} s"
    )
    first, *more = told["memory"]
    for mark, megabytes in zip(MARKS[1:], more, strict=True):
        yield Row(
            f"memory at {mark:,} items, {kind}",
            f"{megabytes:.0f} MB",
            megabytes / first,
            f"at {MARKS[0]:,}",
            MEMORY_GROWTH,
        )


def _list(name: str, kind: str, pairs: list[tuple[tuple[float, int], tuple[float, int]]]) -> Row:
    large = statistics.median(many[0] for _, many in pairs)
    queries = max(many[1] for _, many in pairs)
    return Row(
        f"{name}, {MANY:,} items, {kind}",
        f"{large:.1f} ms of {MILLISECONDS}, {queries} queries of {QUERIES}",
        statistics.median(many[0] / few[0] for few, many in pairs),
        f"with {FEW:,}",
        GROWTH,
        kept=large <= MILLISECONDS and queries <= QUERIES,
    )


def _publish(few: Ask, many: Ask, kind: str, wagtail: Ask | None = None) -> Iterator[Row]:
    """One after the other, taking turns."""
    rounds = [
        (few("publish"), many("publish"), wagtail("publish") if wagtail else 0.0) for _ in range(PUBLISHED)
    ]
    large = statistics.median(big[0] for _, big, _ in rounds)
    queries = max(big[1] for _, big, _ in rounds)
    figure = f"{large:.1f} ms, {queries} queries of {PUBLISH_QUERIES}"
    kept = queries <= PUBLISH_QUERIES
    growth = statistics.median(big[0] / little[0] for little, big, _ in rounds)
    yield Row(f"publish at {MANY:,} items, {kind}", figure, growth, f"at {FEW:,}", GROWTH, kept=kept)
    if wagtail:
        theirs = statistics.median(other for _, _, other in rounds)
        yield Row(
            f"publish at {MANY:,} items, {kind}",
            f"{large:.1f} ms; Wagtail {theirs:.1f} ms",
            statistics.median(big[0] / other for _, big, other in rounds),
            f"a page of stock Wagtail among {MANY:,}",
            1,
        )
