"""Whether a text says another one over again: how much of it stands there word for word, and where.

Chinese has no blanks between words, so runs of characters are compared. What is shorter than a run of `RUN` characters is
how people speak and counts for nothing; a copy that was shortened stays a copy, since it is asked how much of the new text
stands in the old one, not the other way round.
"""

import re
from dataclasses import dataclass

RUN = 8
"""Characters in a row, signs and blanks aside, that two texts do not have in common by accident."""
LONG = 16
"""Characters from which on a passage is shown."""
ENOUGH = 80
"""Characters below which a text says too little to be judged."""
_LETTER = re.compile(r"\w")
_SENTENCE = re.compile(r"[^。！？；\n]+")
_COPIED = 0.8  # so much of a sentence, and it is the other's sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that stands in both, where it stands in the new text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text stands in another: letters of letters, sentences of sentences; the passages, longest first."""

    letters: int
    of_letters: int
    sentences: int
    of_sentences: int
    passages: tuple[Passage, ...]

    @property
    def percent(self) -> int:
        """How many letters of a hundred, rounded down."""
        return 100 * self.letters // self.of_letters if self.of_letters else 0

    def copied(self, *, percent: int) -> bool:
        """Whether it is a copy: so many letters of a hundred, or as large a part of the sentences. A few words never are."""
        if self.of_letters < ENOUGH:
            return False
        return self.percent >= percent or 100 * self.sentences >= percent * max(1, self.of_sentences)


def likeness(text: str, other: str) -> Likeness:
    """How much of a text stands in another one. In linear time."""
    places = [found.start() for found in _LETTER.finditer(text)]
    shared = _shared(_letters(text), _letters(other))
    copied = {place for place, is_shared in zip(places, shared, strict=True) if is_shared}
    sentences = [_share(found, places_of, copied) for found, places_of in _sentences(text)]
    return Likeness(
        letters=len(copied),
        of_letters=len(places),
        sentences=sum(share >= _COPIED for share in sentences),
        of_sentences=len(sentences),
        passages=_passages(text, places, shared),
    )


def stands_in(text: str, other: str) -> bool:
    """Whether a text stands in another as it is, signs and blanks aside; an empty one does."""
    return _letters(text) in _letters(other)


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text)).casefold()


def _shared(text: str, other: str) -> list[bool]:
    """For each letter whether it is part of a run that the other text has too."""
    runs = {other[at : at + RUN] for at in range(len(other) - RUN + 1)}
    shared = [False] * len(text)
    for at in range(len(text) - RUN + 1):
        if text[at : at + RUN] in runs:
            shared[at : at + RUN] = [True] * RUN
    return shared


def _sentences(text: str) -> list[tuple[str, range]]:
    return [
        (found[0], range(found.start(), found.end()))
        for found in _SENTENCE.finditer(text)
        if _LETTER.search(found[0])
    ]


def _share(sentence: str, places: range, copied: set[int]) -> float:
    letters = len(_LETTER.findall(sentence))
    return sum(place in copied for place in places) / letters


def _passages(text: str, places: list[int], shared: list[bool]) -> tuple[Passage, ...]:
    found = []
    at = 0
    while at < len(shared):
        end = at
        while end < len(shared) and shared[end]:
            end += 1
        if end - at >= LONG:
            start, stop = places[at], places[end - 1] + 1
            found.append(Passage(start, stop, text[start:stop]))
        at = max(end, at + 1)
    return tuple(sorted(found, key=lambda passage: (passage.start - passage.end, passage.start)))
