"""The index in files beside the database, for large sites: pairs of characters with their places, common words without.

A term of two characters, or one that is a common word, is one look-up; any other is a phrase of its pairs, looked for only
where the common words inside it are. Hits come back by one number that has both their day and their entry in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from gongkai.documents.searching.grams import Vocabulary, needed
from gongkai.search.backends import tantivy_fields as fields
from gongkai.search.backends import tantivy_files as files
from gongkai.search.backends.looked import Found, Looked, Order
from gongkai.search.backends.tantivy_files import Occupied, Writing
from gongkai.search.models import Entry

__all__ = [
    "Occupied",
    "Writing",
    "building",
    "digest",
    "drop",
    "erase",
    "find",
    "left",
    "put",
    "read",
    "writing",
]

_VALUES = 60_000
"""More than any facet has: all are counted."""

digest, writing = fields.digest, files.writing


@contextmanager
def building(vocabulary: Vocabulary) -> Iterator[Writing]:
    """A new index, which takes the place of the one in use when nothing is raised."""
    with files.building(fields.schema(), vocabulary) as into:
        yield into


def put(into: Writing, entry: Entry, folded: str) -> None:
    """Take in an entry of which nothing is in. `folded`: its title, its number and the rest, by lines."""
    document = fields.document(entry, folded, into.vocabulary)
    with files.sound():
        into.writer.add_document(document)


def drop(into: Writing, kind: str, key: str) -> None:
    """Take out an entry, if it is in."""
    with files.sound():
        into.writer.delete_documents_by_term(fields.KEY, fields.key_of(kind, key))


def erase(into: Writing, ids: Iterable[int]) -> None:
    """Take out whatever has these numbers."""
    with files.sound():
        for number in ids:
            into.writer.delete_documents_by_term(fields.ID, number)


def read(ids: Sequence[int]) -> dict[int, int]:
    """The digests of these entries, as far as they are in."""
    reading = files.reading()
    with files.sound():
        return _digests(reading, Query.term_set_query(reading.schema, fields.ID, list(ids)))


def left() -> Iterator[int]:
    """Numbers of entries that are in and that there are no more."""
    reading = files.reading()
    with files.sound():
        greatest = {"id": {"max": {"field": fields.ID}}}
        last = reading.searcher.aggregate(Query.all_query(), greatest)["id"]["value"] or 0
    for start in range(0, int(last) + 1, _VALUES):
        end = start + _VALUES - 1
        with files.sound():
            some = Query.range_query(reading.schema, fields.ID, tantivy.FieldType.Integer, start, end)
            held = _digests(reading, some)
        there = Entry.objects.filter(pk__range=(start, end)).values_list("pk", flat=True)
        yield from sorted(held.keys() - there)


def find(looked: Looked) -> Found:
    """A page of hits, counted. Raises Unusable where there is no index that can be read."""
    reading = files.reading()
    asked = _Asked(looked, reading.schema, reading.vocabulary)
    if not asked.writable:
        return Found((), 0, {facet: {} for facet in looked.counted})
    with files.sound():
        ids, total = _page(asked, reading.searcher)
        total = total if looked.total else len(ids)
        return Found(ids, total, dict(_counted(asked, reading.searcher)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question on its way to becoming queries."""

    looked: Looked
    schema: tantivy.Schema
    vocabulary: Vocabulary

    @property
    def writable(self) -> bool:
        """Whether the question is made of whole signs: no text has halves of them."""
        given = [
            *self.looked.terms,
            self.looked.number,
            *(v for vs in self.looked.narrowed.values() for v in vs),
        ]
        return not any("\ud800" <= sign <= "\udfff" for text in given for sign in text)

    def hits(self, aside: str = "") -> Query:
        """All hits; those that the narrowing of one facet leaves out too."""
        field = fields.TITLE if self.looked.titles_only else fields.ALL
        return _all_of([*self._with(field), *self._narrowed(aside)])

    def tiers(self) -> Iterator[Query]:
        """The hits that come first, then those that come next."""
        before: list[Query] = []
        within = [*(self._with(fields.TITLE) if self.looked.titles_only else ()), *self._narrowed()]
        for tier in self._ranks():
            yield Query.boolean_query(
                [
                    *((Occur.Must, query) for query in (tier, *within)),
                    *((Occur.MustNot, query) for query in before),
                ]
            )
            before.append(tier)

    def _ranks(self) -> Iterator[Query]:
        if self.looked.number:
            yield Query.term_query(self.schema, fields.WHOLE_NUMBER, self.looked.number)
        for field in (fields.NUMBER, fields.TITLE):
            yield _all_of(self._with(field))

    def _narrowed(self, aside: str = "") -> list[Query]:
        return [
            Query.term_set_query(self.schema, facet, sorted(values))
            for facet, values in self.looked.narrowed.items()
            if facet != aside
        ]

    def _with(self, field: str) -> list[Query]:
        """That a field has all terms, or the number."""
        number = (self.looked.number,) if self.looked.number else ()
        alternatives = [
            _all_of([query for term in terms for query in self._term(term, field)])
            for terms in dict.fromkeys((self.looked.terms, number))
            if terms
        ]
        if len(alternatives) < 2:
            return alternatives
        return [Query.boolean_query([(Occur.Should, query) for query in alternatives])]

    def _term(self, term: str, field: str) -> Iterator[Query]:
        """That a field contains a term."""
        if len(term) == 2:
            yield Query.term_query(self.schema, field, term)
            return
        need = needed(term, self.vocabulary) if field == fields.ALL else None
        if need is not None:
            for word in need.grams:
                if len(word) > 2:
                    yield Query.term_query(self.schema, fields.WORDS, word)
        if need is None or not need.sure:
            yield Query.phrase_query(self.schema, field, _cover(term))


def _page(asked: _Asked, searcher: tantivy.Searcher) -> tuple[tuple[int, ...], int]:
    """The numbers of the entries of one page, and how many hits there are in all."""
    looked = asked.looked
    end = looked.offset + looked.size
    first = _first(asked, searcher, end) if looked.order is Order.RELEVANCE and looked.terms else ()
    which = tantivy.Order.Asc if looked.order is Order.OLDEST else tantivy.Order.Desc
    found = searcher.search(asked.hits(), end, order_by_field=fields.ORDER, order=which)
    ids = tuple(dict.fromkeys((*first, *_ids(found))))
    return ids[looked.offset : end], found.count  # type: ignore[attr-defined]  # the stubs forget it


def _first(asked: _Asked, searcher: tantivy.Searcher, end: int) -> tuple[int, ...]:
    """The hits that stand before others by relevance, as many as there are up to the end of the page."""
    first: tuple[int, ...] = ()
    for tier in asked.tiers():
        if len(first) < end:
            found = searcher.search(tier, end - len(first), count=False, order_by_field=fields.ORDER)
            first = (*first, *_ids(found))
    return first


def _counted(asked: _Asked, searcher: tantivy.Searcher) -> Iterator[tuple[str, Mapping[str, int]]]:
    """How many hits have each value of the facets, those counted together whose narrowing is the same."""
    narrowed = [facet for facet in asked.looked.counted if facet in asked.looked.narrowed]
    others = [facet for facet in asked.looked.counted if facet not in asked.looked.narrowed]
    for aside, facets in (("", others), *((facet, [facet]) for facet in narrowed)):
        if facets:
            terms = {facet: {"terms": {"field": facet, "size": _VALUES}} for facet in facets}
            counts = searcher.aggregate(asked.hits(aside), terms)
            for facet in facets:
                yield facet, {bucket["key"]: bucket["doc_count"] for bucket in counts[facet]["buckets"]}


def _digests(reading: files.Reading, query: Query) -> dict[int, int]:
    searcher = reading.searcher
    places = [
        place for _, place in searcher.search(query, _VALUES, count=False, order_by_field=fields.ID).hits
    ]
    ids, digests = (searcher.fast_field_values(field, places) for field in (fields.ID, fields.DIGEST))
    return {int(number or 0): int(one or 0) for number, one in zip(ids, digests, strict=True)}


def _ids(found: tantivy.SearchResult) -> tuple[int, ...]:
    return tuple(fields.entry_id(order) for order, _ in found.hits)


def _all_of(queries: Iterable[Query]) -> Query:
    every = list(queries)
    if not every:
        return Query.all_query()
    return every[0] if len(every) == 1 else Query.boolean_query([(Occur.Must, query) for query in every])


def _cover(term: str) -> list[str | tuple[int, str]]:
    """Pairs that leave no character out, each with its place: every other one does, and the last."""
    places = dict.fromkeys((*range(0, len(term) - 1, 2), len(term) - 2))
    return [(place, term[place : place + 2]) for place in places]
