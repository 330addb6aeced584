"""What is asked of the index, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gongkai.documents.searching.snippets import Piece
from gongkai.search.backends.looked import FACETS, Order
from gongkai.search.models import EntryKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the index. No terms: everything, as narrowed. `narrowed`: per facet the values of which any will do.

    `counted`: the facets whose values are to be counted. `total`: all hits are counted.
    """

    text: str = ""
    narrowed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    page: int = 1
    size: int = 20
    counted: tuple[str, ...] = FACETS
    titles_only: bool = False
    total: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, with the hits in its title and in a piece of its text marked."""

    kind: EntryKind
    key: str
    agency_id: int
    column: str
    genre: str
    topic: str
    validity: str
    number: str
    published_at: datetime
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many hits have a value of a facet, its own narrowing aside; the most first, years the newest first."""

    value: str
    hits: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits. `total`: all of them, or of the page where no total was asked for.

    `dropped`: terms too short to be looked for; `cut`: the end of what was asked was left out.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, tuple[Counted, ...]]
    number: str = ""
    dropped: tuple[str, ...] = ()
    cut: bool = False
