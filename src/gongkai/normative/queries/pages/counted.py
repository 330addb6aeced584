"""Reads: the documents behind one figure of a count."""

from datetime import date

from gongkai.law import normative as law
from gongkai.law.normative import DocumentKind
from gongkai.normative.queries.facts import every
from gongkai.normative.queries.listing import Line, titles

FIGURES = {
    "opening": "期初",
    "made": "制发",
    "moved_in": "转入",
    "amended": "修改",
    "repealed": "废止",
    "expired": "失效",
    "moved_out": "转出",
    "closing": "期末",
}
"""The figures of a count, in words."""


def behind(
    figure: str,
    agencies: frozenset[int],
    start: date,
    end: date,
    kind: DocumentKind | None = None,
) -> list[tuple[Line, int]]:
    """The documents that a figure counts for these bodies, with how often; the queries of `every` and one more.

    Each life is counted by itself, as all of them are together: so the list adds up to the figure.
    """
    facts = every()
    lives, _ = law.lives(facts.register, facts.moves)
    found: dict[int, int] = {}
    for life in lives:
        sums = law.counts([life], start, end, kind)
        times = sum(
            getattr(count, figure) for name, count in sums.items() if facts.agency_ids[name] in agencies
        )
        if times:
            found[facts.ids[life.document]] = times
    named = titles(found)
    return sorted(
        ((named[pk], times) for pk, times in found.items()),
        key=lambda each: (each[0].issued_on or date.min, each[0].id),
    )
