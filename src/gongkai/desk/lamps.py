"""What a deadline lamp says: the colour from the sign-off, in words how much is left."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.lamps import in_words
from gongkai.signoff.queries import Row


@dataclass(frozen=True, slots=True)
class Shown:
    """One lamp as pages show it: colour, shape (by the colour) and word."""

    colour: str
    word: str


def shown(row: Row, on: date) -> Shown:
    """The lamp of what waits, on a day."""
    if row.left is None:
        return Shown(row.lamp.value, row.lamp.word)
    past = row.due_on is not None and row.due_on < on
    return Shown(row.lamp.value, in_words(row.left, past=past))
