"""What the walk over sealed columns needs of each, and what it tells."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol

Row = tuple[Any, Any]
"""The primary key of a row, and what its column holds."""


@dataclass(slots=True)
class Progress:
    """What became of rows: sealed again, written meanwhile by somebody else, or not to be opened (their keys)."""

    done: int = 0
    overtaken: int = 0
    unsealable: list[Any] = field(default_factory=list)


class Place(Protocol):
    """One column that holds sealed values."""

    @property
    def name(self) -> str:
        """table.column"""
        ...

    def behind(self) -> int:
        """How many rows are not sealed as new ones are."""
        ...

    def behind_after(self, last: object, batch: int) -> list[Row]:
        """The next rows of them after a primary key (None: from the first), in the order of primary keys."""
        ...

    def reseal(self, rows: list[Row]) -> Progress:
        """Seal these rows again, in one transaction."""
        ...

    def keys_in_use(self) -> Counter[str]:
        """How many values are sealed with each key; "?" for what has no key's name."""
        ...


def key_in(sealed: str) -> str:
    """The name of the key in a sealed value, without opening it."""
    return sealed.split(":", 2)[1] if sealed.count(":") == 2 else "?"
