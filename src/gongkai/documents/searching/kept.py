"""What the index keeps of an entry, as it follows from its title, its number and what is written in it."""

from dataclasses import dataclass

from gongkai.documents.searching.asking import number_of
from gongkai.documents.searching.folding import fold
from gongkai.documents.searching.grams import BETWEEN
from gongkai.documents.searching.hearts import heart, initials

PAGE = "\f"
"""Between the text and the files as they are written."""
LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """`number_key`: the number as it is written properly, folded. `heart`, `initials`: by what the title is suggested.

    `folded`: everything the entry is found in, by lines: title, `number_key`, the number as written, the text, each file.
    """

    number_key: str
    heart: str
    initials: str
    folded: str


def kept(title: str, number: str, written: str) -> Kept:
    """All of it."""
    number_key = (number_of(number) or fold(number))[:LONGEST_KEY]
    about = heart(title)
    parts = (title, number_key, number, *written.split(PAGE))
    return Kept(number_key, about, initials(about), BETWEEN.join(map(fold, parts)))
