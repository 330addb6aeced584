"""Wording: words against dictionaries, punctuation, level numbers, characters that are not what they look like."""

from gongkai.documents.checking.wording.dictionary import Dictionary, Match
from gongkai.documents.checking.wording.reading import BadDictionary, read_dictionary
from gongkai.documents.checking.wording.shipped import shipped
from gongkai.documents.checking.wording.terms import Kind, Person, Term
from gongkai.documents.checking.wording.words import check_words

__all__ = [
    "BadDictionary",
    "Dictionary",
    "Kind",
    "Match",
    "Person",
    "Term",
    "check_words",
    "read_dictionary",
    "shipped",
]
