"""What follows from how items stand towards the public. The packages above declare it, once, when the program starts.

A follower is told inside the transaction in which an item goes out, is taken back or comes back, once that is written: what it
shows of the item is never older than the item. This package cannot import those that declare one, which is why a follower names
its function (decision 0035).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """One follower. `follows(item_ids, at)`, named by module and function, looks at how these items stand now.

    `firsts`: it is told also of texts that go through the gates (`gates.concerned`) when they are published for the first time;
    nothing that consists of public items can have such a one in it yet.
    """

    key: str
    follows: str
    firsts: bool = False


_declared: dict[str, Follower] = {}
FOLLOWERS: Mapping[str, Follower] = MappingProxyType(_declared)


def declare(follower: Follower) -> Follower:
    """Enter a follower; ValueError if another one has its key."""
    if not follower.key.isidentifier() or not follower.follows:
        raise ValueError(f"{follower.key!r} does not name a follower")
    if _declared.setdefault(follower.key, follower) != follower:
        raise ValueError(f"the follower {follower.key} is declared twice")
    return follower
