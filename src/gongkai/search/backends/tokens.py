"""The tokens of an entry: the grams of all of it, those of its title and of its number once more with a mark before them."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.documents.searching.grams import BETWEEN, Vocabulary, grams

__all__ = ["BETWEEN", "NUMBER", "TITLE", "Tokens", "marked", "tokens"]

# Blanks, which no folded text contains.
TITLE, NUMBER = "\u3000", "\u2003"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one entry is found by."""

    entry_id: int
    tokens: frozenset[str]


def tokens(folded: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The tokens of a folded text whose first line is the title and whose second is the number."""
    title, number, _ = folded.split(BETWEEN, 2)
    everything = grams(folded, vocabulary)
    return frozenset(
        {
            *everything,
            *marked(TITLE, grams(title, vocabulary)),
            *marked(NUMBER, grams(number, vocabulary)),
        }
    )


def marked(mark: str, of: Iterable[str]) -> tuple[str, ...]:
    """Grams as they stand for a part of the entry."""
    return tuple(mark + gram for gram in of)
