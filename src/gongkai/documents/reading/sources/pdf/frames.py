"""Ruling lines to tables: lines that touch form a frame, what the frame does not divide is one merged cell."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.pdf.page import Glyph, Rule

# Points. Lines this near are one line; ends this near touch; shorter lines are dots and corners.
_SAME = 2.5
_TOUCH = 3.5
_SHORTEST = 5.0
# A border must be drawn along this share of a cell's side.
_DRAWN = 0.6


class Frame(NamedTuple):
    """A table's lines: the x of its columns' and the y of its rows' borders, and the merged cell at each place.

    `regions[row][column]` is the number of the cell there; cells are rectangles.
    """

    xs: list[float]
    ys: list[float]
    regions: list[list[int]]

    def region_at(self, x: float, y: float) -> int | None:
        """The cell at a point; None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return self.regions[row][column] if inside else None


def frames(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Frame]:
    """The tables that a page's ruling lines draw, from top to bottom: at least two columns, two lines each way.

    The outermost border counts as drawn: many tables are open at the sides, or where a page ends.
    """
    across, down = _joined(horizontal), _joined(vertical)
    if len(across) * len(down) > limits.PAGE_CROSSINGS:
        return []
    found = [frame for group in _touching(across, down) if (frame := _frame(*group)) is not None]
    return sorted(found, key=lambda frame: frame.ys[0])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn in pieces, or twice, as one each."""
    joined: list[Rule] = []
    for group in _clusters(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _TOUCH:
                end = max(end, rule.end)
            else:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            joined.append(Rule(at, start, end))
    return [rule for rule in joined if rule.end - rule.start >= _SHORTEST]


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= _SAME:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _touching(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines of each table: those that are connected by crossings and corners."""
    parent = list(range(len(across) + len(down)))
    for number, flat in enumerate(across):
        for other, steep in enumerate(down, len(across)):
            if (
                flat.start - _TOUCH <= steep.at <= flat.end + _TOUCH
                and steep.start - _TOUCH <= flat.at <= steep.end + _TOUCH
            ):
                _unite(parent, number, other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*across, *down]):
        group = groups.setdefault(_root(parent, number), ([], []))
        group[number >= len(across)].append(rule)
    return list(groups.values())


def _frame(across: Sequence[Rule], down: Sequence[Rule]) -> Frame | None:
    if len(across) < 2 or len(down) < 2:
        return None
    xs = _borders([rule.at for rule in down], across)
    ys = _borders([rule.at for rule in across], down)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or columns > limits.GRID_COLUMNS or rows > limits.GRID_ROWS:
        return None
    parent = list(range(rows * columns))
    at_x = [[rule for rule in down if abs(rule.at - x) <= _SAME] for x in xs]
    at_y = [[rule for rule in across if abs(rule.at - y) <= _SAME] for y in ys]
    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            if column + 1 < columns and not _is_drawn(at_x[column + 1], ys[row], ys[row + 1]):
                _unite(parent, place, place + 1)
            if row + 1 < rows and not _is_drawn(at_y[row + 1], xs[column], xs[column + 1]):
                _unite(parent, place, place + columns)
    regions = [[_root(parent, row * columns + column) for column in range(columns)] for row in range(rows)]
    return Frame(xs, ys, _rectangles(regions))


def _borders(positions: Iterable[float], crossing: Iterable[Rule]) -> list[float]:
    """Where lines stand, and how far those that cross them reach: an open side is a border too."""
    lines = sorted({*positions})
    borders = [line for number, line in enumerate(lines) if number == 0 or line - lines[number - 1] > _SAME]
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if first < borders[0] - _SHORTEST:
        borders.insert(0, first)
    if last > borders[-1] + _SHORTEST:
        borders.append(last)
    return borders


def _is_drawn(rules: Iterable[Rule], start: float, end: float) -> bool:
    drawn = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return drawn >= _DRAWN * (end - start)


def _rectangles(regions: list[list[int]]) -> list[list[int]]:
    """The same cells, those that are no rectangles cut into one for each row."""
    extents: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for row, cells in enumerate(regions):
        for column, region in enumerate(cells):
            extent = extents.setdefault(region, [row, row, column, column])
            extents[region] = [extent[0], row, min(extent[2], column), max(extent[3], column)]
            sizes[region] = sizes.get(region, 0) + 1
    crooked = {
        region
        for region, (top, bottom, left, right) in extents.items()
        if sizes[region] != (bottom - top + 1) * (right - left + 1)
    }
    fresh = len(regions) * len(regions[0])
    for cells in regions if crooked else ():
        before = -1
        for column, region in enumerate(cells):
            if region in crooked:
                fresh += region != before
                cells[column] = fresh
            before = region
    return regions


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _unite(parent: list[int], one: int, other: int) -> None:
    first, second = _root(parent, one), _root(parent, other)
    parent[max(first, second)] = min(first, second)


def spread(frame: Frame, glyphs: Iterable[Glyph]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell, and those outside the table."""
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        region = frame.region_at(*glyph.middle)
        if region is None:
            outside.append(glyph)
        else:
            inside.setdefault(region, []).append(glyph)
    return inside, outside
