"""The search: what it finds, how fast, what the index takes; beside it what one would do without such an index."""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from math import ceil

from tools.bench import stock_wagtail
from tools.bench.rounds import ROUNDS, Row
from tools.bench.sides import Address, Ask, databases, side

FEW, MANY, MILLION = 10_000, 100_000, 1_000_000  # texts
MILLISECONDS = {MANY: 50, MILLION: 250}  # that 99 of 100 questions may take where the index is in files
IN_FILES = "tantivy"
NAIVE = {"LIKE": "SQLite", "FTS5 trigram": "SQLite", "pg_trgm": "PostgreSQL"}
PAGES = 10_000  # of stock Wagtail


@dataclass(frozen=True, slots=True)
class Sides:
    """One way to keep the index, with few texts and with many."""

    name: str
    few: Ask
    many: Ask


def search() -> Iterator[Row]:
    """Among 100,000 texts, in each of the three ways to keep the index, and with the naive ones beside them."""
    with databases() as kinds, ExitStack() as stack:
        addresses = dict(kinds)
        every = [_sides(name, addresses, FEW, MANY, stack) for name in (*addresses, IN_FILES)]
        for sides in every:
            yield from _index(sides, MANY)
        yield from _times(every, FEW, MANY)
        yield from _naive({sides.name: sides for sides in every})
    yield from _wagtail()


def million() -> Iterator[Row]:
    """Among 1,000,000 texts, with the index in files."""
    with databases() as kinds, ExitStack() as stack:
        sides = _sides(IN_FILES, dict(kinds), MANY, MILLION, stack)
        yield from _index(sides, MILLION)
        yield from _times([sides], MANY, MILLION)


def _sides(name: str, addresses: dict[str, Address], few: int, many: int, stack: ExitStack) -> Sides:
    """One after the other, so that each makes its index undisturbed."""
    address = addresses["SQLite" if name == IN_FILES else name]
    kept = {"GONGKAI_SEARCH": IN_FILES if name == IN_FILES else "database"}
    opened = []
    for size in (few, many):
        opened.append(stack.enter_context(side("searching", size, address(f"{name.lower()}_{size}"), **kept)))
        opened[-1]("loaded")
    return Sides(name, *opened)


def _index(sides: Sides, size: int) -> Iterator[Row]:
    made, right = sides.many("index"), sides.many("right")
    what = f"{size:,} texts, {sides.name}"
    yield Row(
        f"index of {what}",
        f"{size / made['seconds']:,.0f} texts a second, {made['bytes'] / 1e6:,.0f} MB",
        made["seconds"] / sides.few("index")["seconds"],
        f"the time with {FEW if size == MANY else MANY:,}",
    )
    yield Row(
        f"200 questions to {what}",
        f"recall {right['recall']:.4f}, precision {right['precision']:.4f}, {right['wrong totals']} counts wrong",
        kept=right["recall"] == right["precision"] == 1 and not right["wrong totals"],
    )


def _times(every: Sequence[Sides], few: int, many: int) -> Iterator[Row]:
    """The sides take turns; of each question the middle round counts."""
    rounds = [[(sides.few("all"), sides.many("all")) for sides in every] for _ in range(ROUNDS)]
    for place, sides in enumerate(every):
        small, large = (
            [statistics.median(times) for times in zip(*(turn[place][which] for turn in rounds), strict=True)]
            for which in (0, 1)
        )
        limit = MILLISECONDS[many]
        what = f"{many:,} texts, {sides.name}"
        yield Row(
            f"page of hits among {what}",
            f"p50 {_share(large, 0.5):.1f} ms, p99 {_share(large, 0.99):.1f} ms of {limit}",
            _share(large, 0.99) / _share(small, 0.99),
            f"p99 among {few:,}; p50 {_share(large, 0.5) / _share(small, 0.5):.2f} ×",
            kept=sides.name != IN_FILES or _share(large, 0.99) <= limit,
        )
        yield Row(f"memory of a process that asked {what}", f"{sides.many('memory'):,.0f} MB")


def _naive(every: dict[str, Sides]) -> Iterator[Row]:
    """The others on a tenth of the questions, against the index in files on the same."""
    ours = every[IN_FILES].many("few")
    for name, database in NAIVE.items():
        seconds = every[database].many(f"prepare {name}")
        theirs = every[database].many(f"naive {name}")
        yield Row(
            f"{name}, {MANY:,} texts, {database}",
            f"p50 {_share(theirs, 0.5):,.0f} ms, worst {max(theirs):,.0f} ms; index made in {seconds:.0f} s",
            statistics.median(their / our for their, our in zip(theirs, ours, strict=True)),
            f"{IN_FILES}, of {len(ours)} questions",
        )


def _wagtail() -> Iterator[Row]:
    with stock_wagtail.side(PAGES, "stock_search", stock_wagtail.SEARCHED) as ask:
        told = ask("search")
    yield Row(
        f"search of stock Wagtail, {PAGES:,} pages, SQLite",
        f"p50 {_share(told['times'], 0.5):.1f} ms, finds {told['found']:,} of {told['wanted']:,} pages,"
        f" all of them for {told['whole']} of {told['questions']} questions",
    )


def _share(times: Sequence[float], share: float) -> float:
    """The time within which such a share of the questions is answered."""
    return sorted(times)[ceil(share * len(times)) - 1]
