"""All checks of the wording of one part of a draft."""

from collections.abc import Callable, Iterator
from datetime import date

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.documents.checking.wording.dictionary import Dictionary
from gongkai.documents.checking.wording.figures import check_figures
from gongkai.documents.checking.wording.numbering import check_numbering
from gongkai.documents.checking.wording.pairs import check_pairs
from gongkai.documents.checking.wording.punctuation import check_punctuation
from gongkai.documents.checking.wording.regions import check_regions
from gongkai.documents.checking.wording.sets import check_set_phrases
from gongkai.documents.checking.wording.variants import check_characters
from gongkai.documents.checking.wording.words import words_of

_CHECKS: tuple[Callable[[Passage], Iterator[Remark]], ...] = (
    check_set_phrases,
    check_regions,
    check_characters,
    check_punctuation,
    check_pairs,
    check_numbering,
    check_figures,
)


def check_wording(passage: Passage, dictionary: Dictionary, on: date | None = None) -> Iterator[Remark]:
    """Words, set phrases, characters, punctuation and numbers of one part; `on` is the date of the document."""
    yield from words_of(passage, dictionary, on)
    for check in _CHECKS:
        yield from check(passage)
