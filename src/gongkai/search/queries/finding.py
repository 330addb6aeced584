"""A question answered: understood, looked for, counted, with the hits marked."""

from collections.abc import Mapping

from gongkai.documents.searching.asking import Question, understand
from gongkai.documents.searching.snippets import marked, snippet
from gongkai.search.backends import chosen
from gongkai.search.backends.looked import Found, Looked
from gongkai.search.models import Entry, EntryKind
from gongkai.search.queries.asked import Answer, Asked, Counted, Hit

FURTHEST = 10_000
"""The last hit that is shown: beyond it a question has to be narrowed."""


def find(asked: Asked) -> Answer:
    """The hits of one page, how many there are in all, and how many have each value of the facets."""
    question = understand(asked.text)
    size = max(1, asked.size)
    page = min(max(1, asked.page), max(1, FURTHEST // size))
    if question.dropped and not question.terms:
        return Answer((), 0, page, 0, {}, dropped=question.dropped, cut=question.cut)
    found = chosen().find(
        Looked(
            terms=question.terms,
            number=question.number,
            narrowed=asked.narrowed,
            order=asked.order,
            offset=(page - 1) * size,
            size=size,
            counted=asked.counted,
            titles_only=asked.titles_only,
            total=asked.total,
        )
    )
    return Answer(
        hits=_hits(found.ids, question),
        total=found.total,
        page=page,
        pages=-(-min(found.total, FURTHEST) // size),
        facets=_facets(found, asked),
        number=question.number,
        dropped=question.dropped,
        cut=question.cut,
    )


def _hits(ids: tuple[int, ...], question: Question) -> tuple[Hit, ...]:
    """In the order of the numbers; what was taken back since is left out."""
    entries = Entry.objects.select_related("text").defer("text__folded").in_bulk(ids)
    terms = [question.number, *question.terms] if question.number else question.terms
    return tuple(_hit(entries[number], terms) for number in ids if number in entries)


def _hit(entry: Entry, terms: "list[str] | tuple[str, ...]") -> Hit:
    return Hit(
        kind=EntryKind(entry.kind),
        key=entry.key,
        agency_id=entry.agency_id,
        column=entry.column,
        genre=entry.genre,
        topic=entry.topic,
        validity=entry.validity,
        number=entry.number,
        published_at=entry.published_at,
        title=marked(entry.title, terms),
        snippet=snippet(entry.text.written, terms),
    )


def _facets(found: Found, asked: Asked) -> Mapping[str, tuple[Counted, ...]]:
    return {facet: _counted(facet, found.facets.get(facet, {}), asked) for facet in asked.counted}


def _counted(facet: str, counts: Mapping[str, int], asked: Asked) -> tuple[Counted, ...]:
    """The most first, years the newest first; what has no value is not offered, what was chosen always is."""
    chosen_ones = asked.narrowed.get(facet, frozenset())
    every = {value: counts.get(value, 0) for value in [*counts, *sorted(chosen_ones)] if value}
    ordered = sorted(
        every, key=(lambda value: value) if facet == "year" else (lambda value: (every[value], value))
    )
    return tuple(Counted(value, every[value], value in chosen_ones) for value in reversed(ordered))
