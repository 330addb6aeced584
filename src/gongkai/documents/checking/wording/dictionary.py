"""A dictionary, compiled once: every term and every word that excuses one are found in one pass over the text."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from gongkai.documents.checking.wording.terms import Person, Term

_ANY = frozenset[str]()
"""Marks a word that excuses every term inside it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A term where it stands in a text."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class Dictionary:
    """Terms to look for, words that are right (they silence any term inside them), people in order of rank."""

    terms: tuple[Term, ...] = ()
    allowed: frozenset[str] = frozenset()
    people: tuple[Person, ...] = ()

    def with_(self, other: "Dictionary") -> "Dictionary":
        """Both together; where both have a term or a person, that of the other counts."""
        terms = {term.text: term for term in (*self.terms, *other.terms)}
        people = {person.name: person for person in (*self.people, *other.people)}
        return Dictionary(tuple(terms.values()), self.allowed | other.allowed, tuple(people.values()))

    def find(self, text: str) -> list[Match]:
        """Every term that no longer word excuses, from left to right; of terms that overlap the first, then the longest."""
        terms, excuses = self._terms, self._excuses
        wrong: list[Match] = []
        excused: list[tuple[int, int, frozenset[str]]] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = self._patterns[pattern]
            if word in terms:
                wrong.append(Match(terms[word], start, end))
            if word in excuses:
                excused.append((start, end, excuses[word]))
        if excused:
            wrong = list(_not_excused(wrong, sorted(excused, key=lambda entry: entry[:2])))
        return list(_apart(wrong))

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {term.text: term for term in self.terms}

    @cached_property
    def _excuses(self) -> dict[str, frozenset[str]]:
        """Words that excuse terms: which ones, or any."""
        excuses: dict[str, frozenset[str]] = {}
        for term in self.terms:
            for word in term.unless:
                excuses[word] = excuses.get(word, frozenset()) | {term.text}
        return excuses | dict.fromkeys(self.allowed, _ANY)

    @cached_property
    def _patterns(self) -> list[str]:
        return [*dict.fromkeys([*self._terms, *self._excuses])]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._patterns, matchkind=MatchKind.Standard)


def _not_excused(
    found: Sequence[Match], excused: Sequence[tuple[int, int, frozenset[str]]]
) -> Iterator[Match]:
    """The matches that do not stand inside a word that excuses them. `excused` is sorted."""
    longest = max(end - start for start, end, _ in excused)
    begins = [start for start, _, _ in excused]
    for match in found:
        near = bisect_left(begins, match.end - longest)
        beside = (excused[at] for at in range(near, bisect_left(begins, match.start + 1)))
        if not any(match.end <= end and (not texts or match.term.text in texts) for _, end, texts in beside):
            yield match


def _apart(found: Sequence[Match]) -> Iterator[Match]:
    """The first of those that overlap, the longest of those that begin together."""
    reached = 0
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if match.start >= reached:
            yield match
            reached = match.end
