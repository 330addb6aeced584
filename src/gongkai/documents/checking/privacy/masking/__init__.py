"""Personal data covered, and the result read again: what a mask leaves is told, never passed over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongkai.documents.checking.privacy.kinds import Hit, Kind
from gongkai.documents.checking.privacy.scanning import scan
from gongkai.law.masks import HIDDEN

PERSONAL = frozenset(Kind) - {Kind.USCC}
"""What is masked unless something else is asked for: credit codes are public."""

# Numbers that stand side by side may make another one when one of them is covered; each round leaves fewer digits.
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text. `hits`: what was covered, as it was found, round by round; `left`: what reading it again still finds."""

    text: str
    hits: tuple[Hit, ...]
    left: tuple[Hit, ...]


def mask(text: str, kinds: Collection[Kind] = PERSONAL, known: Collection[str] = ()) -> Masked:
    """Cover personal data of these kinds, and nothing else, each in the way that is usual for its kind.

    The result is scanned again; what is still found is covered altogether. `left` is empty when nothing remains.
    """
    covered: list[Hit] = []
    hits = wanted(text, kinds, known)
    for attempt in range(ROUNDS):
        if not hits:
            break
        text = replaced(text, hits if attempt == 0 else [hidden(hit) for hit in hits])
        covered += hits
        hits = wanted(text, kinds, known)
    return Masked(text, tuple(covered), tuple(hits))


def wanted(text: str, kinds: Collection[Kind], known: Collection[str] = ()) -> list[Hit]:
    """What is found of these kinds."""
    return [hit for hit in scan(text, known) if hit.kind in kinds]


def replaced(text: str, hits: Sequence[Hit]) -> str:
    """The text with the masks in place of what was found in it."""
    pieces, at = [], 0
    for hit in hits:
        pieces += [text[at : hit.start], hit.masked]
        at = hit.end
    return "".join([*pieces, text[at:]])


def hidden(hit: Hit) -> Hit:
    """The same, covered altogether."""
    return Hit(hit.kind, hit.start, hit.end, hit.value, HIDDEN, hit.certain)
