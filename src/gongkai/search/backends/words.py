"""Lists of common words: with which texts are put in, and with which the index is asked."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from gongkai.documents.searching.grams import Vocabulary
from gongkai.search.models import WordList


@dataclass(frozen=True, slots=True)
class Putting:
    """With what texts are put in: the words of all lists that there are. `newest`: the number of the newest of them."""

    newest: int
    vocabulary: Vocabulary


def putting() -> Putting:
    """What a text is put in with now."""
    numbers = tuple(WordList.objects.order_by("pk").values_list("pk", flat=True))
    return Putting(max(numbers, default=0), _of(numbers))


def until(number: int) -> Vocabulary:
    """The words of a list and of those before it, as far as they are kept."""
    return _of(tuple(WordList.objects.filter(pk__lte=number).order_by("pk").values_list("pk", flat=True)))


def asking(number: int) -> Vocabulary:
    """The words of a list; none where it is gone, which finds the same."""
    return _of((number,)) if number else Vocabulary()


def forget() -> None:
    """Read lists anew: another database is there, as in tests."""
    _of.cache_clear()


@lru_cache(maxsize=4)
def _of(numbers: tuple[int, ...]) -> Vocabulary:
    """Read once in each process: a list is never changed."""
    lists = WordList.objects.filter(pk__in=numbers).values_list("words", flat=True)
    return Vocabulary(tuple(dict.fromkeys(chain.from_iterable(lists))))
