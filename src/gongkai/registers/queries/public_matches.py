"""Reads for everybody: in which registers words are found, beside the common search, which knows no records."""

from dataclasses import dataclass

from gongkai.documents.searching.asking import understand
from gongkai.law.registers import Definition, definitions
from gongkai.law.registers.timing import State
from gongkai.registers.backends import inside
from gongkai.registers.models import Tally

MOST = 500
"""So many hits are counted in each register; of more it is only said that there are more."""


@dataclass(frozen=True, slots=True)
class Matches:
    """A register in which words are found. `many`: how many public records have them all; `more`: at least so many."""

    made: Definition
    many: int
    more: bool


def public_matches(text: str) -> list[Matches]:
    """The registers whose public records have all words of a question, in their order; two queries, none without words.

    The same records that the search of each register finds with these words, by what the public reads of them.
    """
    question = understand(text)
    terms = (question.number,) if question.number else question.terms
    if not terms:
        return []
    filled = set(Tally.objects.filter(state=State.PUBLIC).values_list("register", flat=True).distinct())
    found = inside().counted(
        [key for key in definitions() if key in filled], terms, State.PUBLIC.value, MOST + 1
    )
    return [
        Matches(made, min(found[key], MOST), found[key] > MOST)
        for key, made in definitions().items()
        if key in found
    ]
