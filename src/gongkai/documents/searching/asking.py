"""What somebody typed into the search box, as terms to look for."""

import re
from dataclasses import dataclass

from gongkai.documents.searching.folding import fold
from gongkai.law.document_numbers import parse_document_no

LONGEST = 100
"""Characters of a question that are looked at."""
TERMS = 10

_QUOTED = re.compile(r"[\"“”＂「『]([^\"“”＂「『」』]+)[\"“”＂」』]")
_MARKS = '"“”＂「」『』'
_BLANK = re.compile(r"[\s\u3000,，、;；+|]+")
_LOOSE_NUMBER = re.compile(r"([\u4e00-\u9fff]{2,12}?)((?:19|20)[0-9]{2})年?第?0*([1-9][0-9]{0,4})号?")
_SIGN = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Question:
    """Folded terms of at least two characters, all of which a text has to contain, in any order.

    `number`: the document number that the whole question is, however written, as it is written properly, folded; a text
    that contains it is meant whatever the terms. `dropped`: what was too short, or nothing but signs, to be looked for.
    `cut`: the question was longer than what is looked at.
    """

    terms: tuple[str, ...]
    number: str = ""
    dropped: tuple[str, ...] = ()
    cut: bool = False


def understand(asked: str) -> Question:
    """The question of a visitor: terms by blanks, strings in quotation marks whole, a document number however written."""
    text, cut = asked.strip()[:LONGEST], len(asked.strip()) > LONGEST
    if number := number_of(text):
        return Question((fold(text),), number=number, cut=cut)
    quoted = [match[1] for match in _QUOTED.finditer(text)]
    written = [*quoted, *_BLANK.split(_QUOTED.sub(" ", text))]
    folded = list(dict.fromkeys(term for one in written if (term := fold(one.strip(_MARKS)))))
    terms = [term for term in folded if len(term) >= 2 and _SIGN.search(term)]
    dropped = tuple(term for term in folded or [fold(text)] if term and term not in terms)
    return Question(tuple(terms[:TERMS]), dropped=dropped, cut=cut or len(terms) > TERMS)


def number_of(text: str) -> str:
    """The document number that a text is, brackets or none, as it is written properly, folded; "" if it is none."""
    folded = fold(text)
    if known := parse_document_no(folded):
        return fold(known.text)
    if loose := _LOOSE_NUMBER.fullmatch(folded):
        return fold(f"{loose[1]}〔{loose[2]}〕{int(loose[3])}号")
    return ""
