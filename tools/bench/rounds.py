"""How measurements are taken and told: rounds in which the compared sides take turns, the middle one counts."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

ROUNDS = 5

Work = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what, how much, how much more than what, and how much more it may be.

    `kept` is False where the figure itself says a limit and is beyond it.
    """

    what: str
    figure: str
    ratio: float | None = None
    against: str = ""
    target: float | None = None
    kept: bool = True

    @property
    def met(self) -> bool:
        """Whether the figure is within its limit and the target is met, if there are such."""
        return self.kept and (self.target is None or self.ratio is None or self.ratio <= self.target)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row as printed."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} × {self.against}"
        goal = "" if self.target is None else f"at most {self.target} ×{'' if self.met else ' MISSED'}"
        return self.what, self.figure, ratio, goal


def seconds(work: Work, things: Sequence[Any]) -> float:
    """The time for one round over the things."""
    started = time.perf_counter()
    for thing in things:
        work(thing)
    return time.perf_counter() - started


def turns(works: Sequence[Work], *batches: Sequence[Any]) -> Iterator[tuple[float, ...]]:
    """Rounds in which several works take turns over the same things, or one work over several batches."""
    pairs = [(work, things) for work in works for things in batches]
    for work, things in pairs:
        seconds(work, things[:1])
    for _ in range(ROUNDS):
        yield tuple(seconds(work, things) for work, things in pairs)
