"""What a folded text is found by: its pairs of characters, and the longer strings that very many texts contain.

A pair finds most things alone. A longer question needs its pairs side by side, which costs most where they are common;
so strings that are common as a whole are listed (`Vocabulary`) and looked for at once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

BETWEEN = "\n"
"""Between the parts of a folded text: nothing is found across them."""
SHORTEST, LONGEST = 3, 10
COMMON = 3_000
"""In so many texts a string is common: so many can be looked at, one after the other, while somebody waits."""
FREQUENT = 0.1
"""A string is frequent in such a share of the texts: to look at the places of its pairs in all of them takes too long."""
MOST = 8_000
ALWAYS = 0.9
"""A string that in so many of its texts is part of one and the same longer string is not listed beside that one."""
_WIDER = 20
_SEEN = 3
"""Texts of a sample in which a string has to occur, or chance would choose."""


@dataclass(frozen=True)
class Vocabulary:
    """Common strings of three characters and more."""

    words: tuple[str, ...] = ()

    @cached_property
    def held(self) -> frozenset[str]:
        """The same, to ask whether a string is one of them."""
        return frozenset(self.words)

    def within(self, folded: str) -> set[str]:
        """Those that a text contains, overlapping ones too."""
        if not self.words:
            return set()
        found = self._finder.find_matches_as_indexes(folded, overlapping=True)
        return {self.words[which] for which, _, _ in found}

    @cached_property
    def _finder(self) -> AhoCorasick:
        return AhoCorasick(self.words)


@dataclass(frozen=True, slots=True)
class Needed:
    """What a text must have to contain a term: all of the grams. `sure`: that is enough.

    Otherwise the term itself has to be looked for, but not where one of `wider` is, each of which contains the term.
    """

    grams: tuple[str, ...]
    sure: bool
    wider: tuple[str, ...] = ()


def pairs(folded: str) -> list[str]:
    """The pairs of neighbours, in their order."""
    both = (folded[place : place + 2] for place in range(len(folded) - 1))
    return [pair for pair in both if BETWEEN not in pair]


def grams(folded: str, vocabulary: Vocabulary) -> set[str]:
    """All that a text is found by."""
    return {*pairs(folded), *vocabulary.within(folded)}


def needed(term: str, vocabulary: Vocabulary) -> Needed:
    """What to look for to find a folded term of at least two characters."""
    if len(term) == 2 or term in vocabulary.held:
        return Needed((term,), sure=True)
    inside = sorted(vocabulary.within(term), key=len, reverse=True)
    kept = _without_needless((*inside, *pairs(term)), lambda word, longer: word in longer)
    around = sorted((word for word in vocabulary.words if term in word), key=len)
    wider = _without_needless(around, lambda word, shorter: shorter in word)
    return Needed(kept, sure=False, wider=wider[:_WIDER])


def _without_needless(words: Iterable[str], needless: Callable[[str, str], bool]) -> tuple[str, ...]:
    """The words without those that are needless beside one that came before."""
    kept: list[str] = []
    for word in words:
        if not any(needless(word, before) for before in kept):
            kept.append(word)
    return tuple(kept)


def common(sample: Sequence[str], texts: int) -> Vocabulary:
    """The strings that are common in so many texts, as far as a sample of them shows; the most common first."""
    counted = _often(sample, COMMON * len(sample) / max(texts, 1))
    return Vocabulary(tuple(_by_themselves(counted))[:MOST])


def frequent(sample: Sequence[str]) -> Vocabulary:
    """All strings that are in many texts of a sample, parts of longer ones too; the most frequent first."""
    counted = _often(sample, FREQUENT * len(sample))
    return Vocabulary(tuple(word for word, _ in counted.most_common(MOST)))


def _often(sample: Sequence[str], least: float) -> Counter[str]:
    """The strings that are in at least so many texts of a sample, with in how many."""
    counted = Counter[str]()
    kept: set[str] | None = None
    for size in range(SHORTEST, LONGEST + 1):
        found = _counted(sample, size, kept)
        often = {word: times for word, times in found.items() if times >= max(_SEEN, least)}
        counted.update(often)
        kept = set(often)
    return counted


def _by_themselves(counted: Counter[str]) -> Iterator[str]:
    """Strings that are not nearly always part of the same longer one, the most common first.

    A sign beside a string, as the colon after 联系人, makes no other string of it.
    """
    longer = Counter[str]()
    for word, times in counted.items():
        for part, beside in ((word[1:], word[0]), (word[:-1], word[-1])):
            if beside.isalnum():
                longer[part] = max(longer[part], times)
    yield from (word for word, times in counted.most_common() if longer[word] < ALWAYS * times)


def _counted(sample: Sequence[str], size: int, shorter: set[str] | None) -> Counter[str]:
    """In how many texts each string of a size occurs; a common one has common ones inside, others are left out."""
    found: Counter[str] = Counter()
    for text in sample:
        found.update(set(_strings(text, size, shorter)))
    return found


def _strings(text: str, size: int, shorter: set[str] | None) -> Iterator[str]:
    for place in range(len(text) - size + 1):
        word = text[place : place + size]
        if (BETWEEN not in word) if shorter is None else (word[:-1] in shorter and word[1:] in shorter):
            yield word
