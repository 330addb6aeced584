"""The two hundred questions of the bench of the search, the same every time, and what a scan finds for them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from gongkai.documents.searching.asking import Question, understand
from tools.bench.corpus import ACTS, BODIES, MEANS, STEMS, THINGS, UNCOMMON, Text, texts

SEEN = 2_000  # texts from which names, numbers and phrases are taken
LENGTHS = (2, 3, 4, 5, 6, 8, 12)  # of phrases


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as it is typed."""

    kind: str
    text: str


def questions(size: int) -> list[Wanted]:
    """What is asked of so many texts."""
    chance = Random(5)  # noqa: S311 - has to be the same every time
    seen = list(islice(texts(size), SEEN))
    kinds: tuple[tuple[str, int, Callable[[], str]], ...] = (
        ("common word", 30, lambda: chance.choice([*ACTS[:15], *THINGS[:15], *MEANS[:10]])),
        ("less common word", 25, lambda: chance.choice([*THINGS[30:], *UNCOMMON[:200]])),
        ("rare word", 25, lambda: chance.choice(UNCOMMON[2_000:12_000])),
        ("two words", 20, lambda: f"{chance.choice(THINGS[:20])} {chance.choice(MEANS)}"),
        ("three words", 15, lambda: " ".join(map(chance.choice, (THINGS[:20], MEANS, BODIES)))),
        ("four words", 10, lambda: " ".join(map(chance.choice, (ACTS[:20], THINGS[:20], MEANS, BODIES)))),
        ("phrase", 35, lambda: _phrase(chance.choice(seen), chance)),
        ("name", 12, lambda: chance.choice(seen).person),
        ("company", 12, lambda: chance.choice(seen).company),
        ("number", 10, lambda: chance.choice(seen).document_no),
        ("part of a number", 6, lambda: f"云{chance.choice(STEMS)}〔{chance.choice(seen).day.year}"),
    )
    return [Wanted(kind, _asked(made)) for kind, count, made in kinds for _ in range(count)]


def _asked(made: Callable[[], str]) -> str:
    """One that asks for something: a phrase may be nothing but signs."""
    while not understand(text := made()).terms:
        pass
    return text


def _phrase(text: Text, chance: Random) -> str:
    """Cut from a text anywhere, through words and signs."""
    line = chance.choice(text.body.split("\n"))
    size = min(chance.choice(LENGTHS), len(line))
    start = chance.randint(0, len(line) - size)
    return f"“{line[start : start + size]}”"


def scanned(asked: Sequence[Wanted], folded: Iterable[tuple[int, str]]) -> Iterator[set[int]]:
    """For each question the numbers of the texts that contain it, by looking at every one."""
    understood = [understand(wanted.text) for wanted in asked]
    found: list[set[int]] = [set() for _ in understood]
    for number, text in folded:
        for question, hits in zip(understood, found, strict=True):
            if _contains(text, question):
                hits.add(number)
    return iter(found)


def _contains(text: str, question: Question) -> bool:
    return all(term in text for term in question.terms) or bool(question.number and question.number in text)
