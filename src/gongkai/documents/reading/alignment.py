"""Columns that a text shows by blanks alone: figures that stand under each other belong together."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.documents.reading.rows import Claim, Entry

# Figures of one column stand within so many characters; columns are further apart than that.
_APART = 2.5
_MOST_ALIGNED = 0.6


def aligned(claims: Sequence[Claim], width: int) -> list[Claim]:
    """The same rows; those with fewer figures than columns get their blanks where the text leaves them.

    Nothing changes unless the figures of all rows together stand in exactly `width` columns.
    """
    lined = [claim for claim in claims if _lined(claim)]
    short = [claim for claim in lined if len(claim.figures) < width]
    if not short or len(lined) < _MOST_ALIGNED * len(claims):
        return list(claims)
    for metric in (0, 1):
        columns = _columns(lined, metric, width)
        if columns:
            return [_filled(claim, columns, metric) if claim in short else claim for claim in claims]
    return list(claims)


def _lined(claim: Claim) -> bool:
    return (
        not claim.ruled
        and bool(claim.figures)
        and all(entry.at for entry in claim.figures)
        and len({entry.line for entry in claim.figures}) == 1
    )


def _columns(claims: Sequence[Claim], metric: int, width: int) -> list[tuple[float, float]]:
    """From where to where each column reaches; empty if there are not `width` clear columns."""
    places = sorted(entry.at[metric] for claim in claims for entry in claim.figures if entry.at)
    columns = [(places[0], places[0])]
    for place in places:
        start, end = columns[-1]
        if place - end > _APART:
            columns.append((place, place))
        else:
            columns[-1] = (start, place)
    gaps = [after[0] - before[1] for before, after in pairwise(columns)]
    clear = len(columns) == width and max(end - start for start, end in columns) < 2 * min(gaps)
    return columns if clear and _one_each(claims, columns, metric) else []


def _one_each(claims: Sequence[Claim], columns: Sequence[tuple[float, float]], metric: int) -> bool:
    """Whether no row has two figures in one column."""
    return all(
        len({_column(entry, columns, metric) for entry in claim.figures}) == len(claim.figures)
        for claim in claims
    )


def _column(entry: Entry, columns: Sequence[tuple[float, float]], metric: int) -> int:
    place = entry.at[metric] if entry.at else 0.0
    return next(index for index, (start, end) in enumerate(columns) if start <= place <= end)


def _filled(claim: Claim, columns: Sequence[tuple[float, float]], metric: int) -> Claim:
    under = {_column(entry, columns, metric): entry for entry in claim.figures}
    blank = Entry("", claim.figures[0].where)
    return replace(claim, entries=tuple(under.get(index, blank) for index in range(len(columns))), ruled=True)
