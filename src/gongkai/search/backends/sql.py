"""One question to an index inside the database: one statement, so that page, total and counts are of the same moment."""
# ruff: noqa: S608 - the pieces are written here; what comes from outside goes beside them, as values

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from gongkai.documents.searching.grams import Needed, Vocabulary, needed
from gongkai.search.backends.facets import counted
from gongkai.search.backends.looked import FACETS, Found, Looked, Order
from gongkai.search.backends.tokens import NUMBER, TITLE, marked
from gongkai.search.backends.words import asking

_COLUMNS = {
    "agency": "e.agency_id",
    "column": 'e."column"',
    "genre": "e.genre",
    "year": "e.year",
    "topic": "e.topic",
    "validity": "e.validity",
}
_NUMBERS = ("agency", "year")
_ORDERS = {
    Order.RELEVANCE: "tier, published_at DESC, id DESC",
    Order.NEWEST: "published_at DESC, id DESC",
    Order.OLDEST: "published_at, id",
}
_TRIES = 3
_TEXTS = "search_entrytext"
_known = {"words": 0}
"""By which list of words the last answer of this process was right."""

Row = tuple[str, str, int]
"""What the row tells, a text, a number."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement with the values of its places."""

    text: str
    values: tuple[Any, ...] = ()

    def __add__(self, other: "Sql | str") -> "Sql":
        more = Sql(other) if isinstance(other, str) else other
        return Sql(self.text + more.text, self.values + more.values)


def joined(between: str, pieces: Iterable[Sql]) -> Sql:
    """Pieces with a word between them."""
    every = list(pieces)
    return Sql(between.join(piece.text for piece in every), sum((piece.values for piece in every), ()))


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the databases say differently.

    `number`: the column of `search_grams` with the number of the entry; `all_of`, `any_of`: that it (`g`) has all, or any,
    of these tokens; `place`: where a text contains a term, counted from 1; `title`: the first line of the folded text
    (`t`); `together`: what puts texts together; `keeps`: hits are found once and kept for page and counts, which here is
    less work than finding them again.
    """

    number: str
    all_of: Callable[[Sequence[str]], Sql]
    any_of: Callable[[Sequence[str]], Sql]
    place: str
    title: str
    together: str
    keeps: bool


def ask(looked: Looked, dialect: Dialect) -> Found:
    """A page of hits, counted.

    The answer says by which list of words all texts were put in at that moment. If it was asked with another one, it is
    asked again with that one, and in the end with none, which finds the same.
    """
    for _ in range(_TRIES):
        number = _known["words"]
        rows = _rows(_Question(looked, dialect, asking(number)).statement())
        if (stood := _words(rows)) == number:
            return _found(rows, looked)
        _known["words"] = stood
    return _found(_rows(_Question(looked, dialect, Vocabulary()).statement()), looked)


def forget() -> None:
    """Know nothing of the last answer: another database is there, as in tests."""
    _known["words"] = 0


def _rows(statement: Sql) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return list(cursor.fetchall())


def _words(rows: list[Row]) -> int:
    return next(number for what, _, number in rows if what == "words")


def _found(rows: list[Row], looked: Looked) -> Found:
    ids = tuple(
        int(number) for _, number in sorted((place, text) for what, text, place in rows if what == "hit")
    )
    total = next((number for what, _, number in rows if what == "total"), len(ids))
    texts = {what: text or "" for what, text, _ in rows if what in ("total", *FACETS)}
    facets: dict[str, dict[str, int]] = {}
    for aside, text in texts.items():
        alone = [aside] if aside != "total" else [one for one in looked.counted if one not in texts]
        facets |= counted(alone, text)
    return Found(ids, total, {facet: facets[facet] for facet in looked.counted})


@dataclass(frozen=True, slots=True)
class _Question:
    """A question on its way to becoming a statement."""

    looked: Looked
    dialect: Dialect
    vocabulary: Vocabulary

    def statement(self) -> Sql:
        """Rows (what, text, number): the list of words, the total with the facets of all hits, and the hits by place."""
        hits = self._hits()
        kept = not self._walked and (_TEXTS in hits.text or self.dialect.keeps)
        once = "MATERIALIZED" if kept else "NOT MATERIALIZED"
        return Sql(f"WITH hits AS {once} (") + hits + ") " + joined(" UNION ALL ", self._answers())

    def _answers(self) -> Iterator[Sql]:
        yield Sql("SELECT 'words', NULL, COALESCE(MIN(words), 0) FROM search_entrytext")
        counted = f"{self.dialect.together}(facets, '')" if self.looked.counted else "NULL"
        if self.looked.total:
            yield Sql(f"SELECT 'total', {counted}, COUNT(*) FROM hits e") + self._narrowed()
        for facet in self.looked.counted:
            if facet in self.looked.narrowed:
                yield Sql(f"SELECT '{facet}', {counted}, COUNT(*) FROM hits e") + self._narrowed(aside=facet)
        order = _ORDERS[self.looked.order]
        page = Sql("SELECT id, tier, published_at FROM hits e") + self._narrowed()
        page += Sql(f" ORDER BY {order} LIMIT %s OFFSET %s", (self.looked.size, self.looked.offset))
        yield (
            Sql(f"SELECT 'hit', CAST(id AS TEXT), ROW_NUMBER() OVER (ORDER BY {order}) FROM (") + page + ") p"
        )

    def _narrowed(self, aside: str = "") -> Sql:
        wanted = [_any_of(facet, values) for facet, values in self.looked.narrowed.items() if facet != aside]
        return Sql(" WHERE ") + joined(" AND ", wanted) if wanted else Sql("")

    def _hits(self) -> Sql:
        columns = "".join(f", {_COLUMNS[facet]}" for facet in self.looked.narrowed)
        hits = Sql(f"SELECT e.id, e.facets, e.published_at{columns}, ") + self._tier() + " AS tier"
        alternatives = self._alternatives("")
        if not alternatives:
            return hits + " FROM search_entry e"
        candidates = joined(" UNION ", alternatives)
        if self._walked:
            return hits + " FROM search_entry e WHERE (e.id IN (" + candidates + ")) IS TRUE"
        return hits + " FROM (" + candidates + ") c JOIN search_entry e ON e.id = c.id"

    @property
    def _walked(self) -> bool:
        """Whether entries are gone through in their order until the page is full, which no hit has to be looked up for.

        It takes about as long for a rare word as for a common one: good where the worst case counts, while somebody types.
        """
        return not self.looked.total and self.looked.order is not Order.RELEVANCE

    def _tier(self) -> Sql:
        """Where a hit stands by relevance, 0 first."""
        if self.looked.order is not Order.RELEVANCE or not self.looked.terms:
            return Sql("0")
        return (
            Sql("CASE WHEN e.number_key = %s THEN 0 WHEN e.id IN (", (self.looked.number or None,))
            + joined(" UNION ", self._alternatives(NUMBER))
            + ") THEN 1 WHEN e.id IN ("
            + joined(" UNION ", self._alternatives(TITLE))
            + ") THEN 2 ELSE 3 END"
        )

    def _alternatives(self, mark: str) -> list[Sql]:
        """Entries that contain all terms, and those that contain the number, in the part that the mark stands for."""
        number = (self.looked.number,) if self.looked.number else ()
        mark = mark or (TITLE if self.looked.titles_only else "")
        return [self._with(terms, mark) for terms in dict.fromkeys((self.looked.terms, number)) if terms]

    def _with(self, terms: tuple[str, ...], mark: str) -> Sql:
        """Numbers of the entries that contain all of these terms in the part that the mark stands for."""
        wanted = {term: needed(term, self.vocabulary) for term in terms}
        tokens = marked(mark, dict.fromkeys(gram for need in wanted.values() for gram in need.grams))
        found = Sql(f"SELECT g.{self.dialect.number} AS id FROM search_grams g WHERE ")
        unsure = [self._read(term, need, mark) for term, need in wanted.items() if not need.sure]
        return found + joined(" AND ", [self.dialect.all_of(tokens), *unsure])

    def _read(self, term: str, need: Needed, mark: str) -> Sql:
        """That the part contains the term: a wider word says so, or it is read."""
        number = self.dialect.number
        part = {"": "t.folded", TITLE: self.dialect.title, NUMBER: "t.number_key"}[mark]
        table = "search_entry t WHERE t.id" if mark == NUMBER else f"{_TEXTS} t WHERE t.entry_id"
        read = Sql(f"(SELECT {self.dialect.place.format(text=part)} FROM {table} = g.{number}) > 0", (term,))
        if not need.wider:
            return read
        wider = Sql(f"(g.{number} IN (SELECT g.{number} FROM search_grams g WHERE ")
        return wider + self.dialect.any_of(marked(mark, need.wider)) + ") OR " + read + ")"


def _any_of(facet: str, values: Iterable[str]) -> Sql:
    """That the value of a facet is one of these, as far as there can be such values."""
    test = _figures if facet in _NUMBERS else _storable
    known: list[Any] = [int(value) if facet in _NUMBERS else value for value in values if test(value)]
    return (
        Sql(f"{_COLUMNS[facet]} IN ({', '.join(['%s'] * len(known))})", tuple(known))
        if known
        else Sql("1 = 0")
    )


def _figures(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 10


def _storable(value: str) -> bool:
    """No database has NUL or halves of signs in its texts."""
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)
