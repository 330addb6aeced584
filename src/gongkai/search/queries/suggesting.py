"""What somebody may mean who has typed so far: numbers, what titles are about, bodies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.documents.searching.asking import number_of
from gongkai.documents.searching.folding import fold
from gongkai.documents.searching.hearts import initials
from gongkai.search.backends import chosen, inside
from gongkai.search.backends.looked import Looked, Order
from gongkai.search.models import Entry

LONGEST = 30
_LOOKED_AT = 40
"""Entries that are looked at for a suggestion."""


class SuggestionKind(StrEnum):
    """What a suggestion is."""

    TITLE = "title"
    NUMBER = "number"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that would find something."""

    text: str
    kind: SuggestionKind


def suggest(text: str, size: int = 8) -> tuple[Suggestion, ...]:
    """By the start or any part, or by the first letters of the syllables; the same suggestion once. At most five queries."""
    typed = fold(text[:LONGEST])
    if not typed:
        return ()
    found = dict.fromkeys((*_numbers(typed, size // 2), *_agencies(typed, size // 2), *_titles(typed)))
    return tuple(islice(found, size))


def _numbers(typed: str, size: int) -> Iterator[Suggestion]:
    """Document numbers that begin so, the newest first."""
    begins = inside().beginning("number_key", number_of(typed).removesuffix("号") or typed)
    known = Entry.objects.filter(begins).exclude(number="").order_by("-published_at")
    for number in known.values_list("number", flat=True)[:size]:
        yield Suggestion(number, SuggestionKind.NUMBER)


def _agencies(typed: str, size: int) -> Iterator[Suggestion]:
    bodies = Agency.objects.filter(ends_on__isnull=True).order_by("pk").values_list("name", "short_name")
    fitting = [name for name, short in bodies if _fits(typed, (name, short))]
    for name in sorted(fitting, key=len)[:size]:
        yield Suggestion(name, SuggestionKind.AGENCY)


def _fits(typed: str, names: Iterable[str]) -> bool:
    if _letters(typed):
        return any(typed in _initials(name) for name in names)
    return len(typed) > 1 and any(typed in fold(name) for name in names)


def _titles(typed: str) -> Iterator[Suggestion]:
    """What titles are about that begin so, then what has it anywhere."""
    begun = inside().beginning("initials", typed) if _letters(typed) else Q(pk__in=())
    begun |= inside().beginning("heart", typed)
    starting = Entry.objects.filter(begun).order_by("-published_at").values_list("heart", flat=True)
    for heart in starting[:_LOOKED_AT]:
        yield Suggestion(heart, SuggestionKind.TITLE)
    for heart in _containing(typed):
        yield Suggestion(heart, SuggestionKind.TITLE)


def _containing(typed: str) -> list[str]:
    if len(typed) < 2:
        return []
    looked = Looked((typed,), order=Order.NEWEST, size=_LOOKED_AT, counted=(), titles_only=True, total=False)
    hearts = dict(Entry.objects.filter(pk__in=chosen().find(looked).ids).values_list("heart", "pk"))
    return [heart for heart in hearts if typed in fold(heart)]


def _letters(typed: str) -> bool:
    return len(typed) > 1 and typed.isascii() and typed.isalnum()


@lru_cache(maxsize=20_000)
def _initials(name: str) -> str:
    return initials(name)
