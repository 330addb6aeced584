"""How far long work is, told to whoever shows it."""

from collections.abc import Callable

Told = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


def silent(_done: int, _total: int) -> None:
    """Nobody is told."""
