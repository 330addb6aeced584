"""What a back end is asked and what it answers: folded terms in, numbers of entries out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FACETS = ("agency", "column", "genre", "year", "topic", "validity")
"""By what hits are narrowed and counted. Values are texts: the number of an agency, a key, a year."""


class Unusable(Exception):
    """The index is missing, damaged, or of another version of the program. The message is for an operator."""


class Order(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Looked:
    """Folded terms, all of which an entry has to contain; none: every entry.

    `number`: the document number that was asked for, folded: an entry that contains it is found whatever the terms, and
    the one whose number it is comes first. `narrowed`: per facet the values of which any will do. `counted`: the facets
    whose values are to be counted, each without its own narrowing. `total`: all hits are counted; not while somebody types.
    """

    terms: tuple[str, ...] = ()
    number: str = ""
    narrowed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    offset: int = 0
    size: int = 20
    counted: tuple[str, ...] = FACETS
    titles_only: bool = False
    total: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of the entries of one page in their order, how many there are in all (of the page, where no total was
    asked for), and per facet how many have a value.

    By relevance: the number itself, then numbers that contain what was asked for, then titles that contain all terms, then
    the rest; among equals the newest first.
    """

    ids: tuple[int, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
