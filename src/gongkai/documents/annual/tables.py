"""The three tables of a report on paper: the printed form with the report's figures in it, as wide as an A4 page allows.

Officials print table three upright, with narrow columns and small type, rather than across a page of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.documents.annual.figures import printed
from gongkai.documents.official_tables import Box, Layout, layouts
from gongkai.documents.paper.measures import TEXT, wide
from gongkai.documents.paper.pieces import Grid, Line, Look, Slot
from gongkai.documents.rich_text.blocks import Run
from gongkai.law.report.content import Report

_POINTS = TEXT[0] / 25.4 * 72  # the width of the text
_PADDING = 7.0  # points of a cell, left and right, with a little to spare
_SMALLEST = 5.5
_LATIN = re.compile(r"[!-~]{4}(?=[!-~])")
_FIGURE = re.compile(r"[-+]?[0-9.]+")


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a table is set: its sizes in points, the largest first, and how many characters its columns are wide at least.

    `labels`: the columns before those of figures. What is left goes to the last of them; `even`: to the figures.
    """

    sizes: tuple[float, ...]
    labels: tuple[float, ...]
    figures: float
    even: bool = False


_MANNERS = {
    "t2": _Manner((12, 10.5, 9), (10,), 7, even=True),
    "t3": _Manner((9, 8, 7, 6.5, 6, _SMALLEST), (2, 5, 11), 3),
    "t4": _Manner((10.5, 9, 8, 7, 6.5, 6, _SMALLEST), (), 2, even=True),
}


def grid(report: Report, table: str) -> Grid:
    """One of "t2", "t3", "t4"."""
    layout = layouts(report.format)[table]
    rows = [*layout.head.boxes, *(row for body in layout.bodies for row in body.boxes)]
    slots = tuple(_placed(rows, report, narrow=table != "t2"))
    size, widths = _fitted(layout, slots, _MANNERS[table])
    # Table two has no head of its own: the first group has, and the others say again what theirs is.
    heads = len(layout.head.boxes) or 2
    return Grid(slots, len(rows), widths, heads, size=size, whole=True)


def tables(report: Report) -> Iterator[str]:
    """The tables that the report has a cell of; all of them where it has none."""
    has = {cell.split(".", 1)[0] for cell in report.cells}
    yield from (table for table in _MANNERS if table in has or not has)


def _placed(rows: Sequence[Sequence[Box]], report: Report, *, narrow: bool) -> Iterator[Slot]:
    taken: set[tuple[int, int]] = set()
    for number, boxes in enumerate(rows):
        column = 0
        for box in boxes:
            while (number, column) in taken:
                column += 1
            taken |= {(number + y, column + x) for y in range(box.rowspan) for x in range(box.colspan)}
            yield _slot(_divided(box) if narrow and box.scope == "col" else box, number, column, report)
            column += box.colspan


def _slot(box: Box, row: int, column: int, report: Report) -> Slot:
    """A figure in the middle, a label at the left, everything else in the middle as the form has it."""
    run = _breakable(printed(report, box.cell)) if box.cell else Run(box.text)
    quiet = box.scope.startswith("row") or box.look == "corner"
    return Slot(
        row,
        column,
        box.rowspan,
        box.colspan,
        not box.cell,
        "left" if box.look == "label" and box.colspan < 3 else "centered",
        (Line(Look.FLUSH, (run,)),) if run.text else (),
        quiet=quiet,
        scope="col" if box.scope.startswith("col") else "",
    )


def _breakable(run: Run) -> Run:
    """What is no figure and stands in the place of one may be long, and must not stand out over its neighbours."""
    return run if _FIGURE.fullmatch(run.text) else replace(run, text=_LATIN.sub("\\g<0>\n", run.text))


def _divided(box: Box) -> Box:
    """The heading of a narrow column, which breaks between its words of two characters each: 社会 公益 组织."""
    if len(box.text) % 2:
        return box
    return replace(box, text="\n".join(box.text[start : start + 2] for start in range(0, len(box.text), 2)))


def _fitted(layout: Layout, slots: Iterable[Slot], manner: _Manner) -> tuple[float, tuple[float, ...]]:
    """The largest size in which no figure breaks, and the widths of all columns in points."""
    figures = layout.columns - len(manner.labels)
    said = [line.text for slot in slots if not slot.heading for line in slot.lines]
    longest = max([manner.figures, *(wide(each) for each in said if _FIGURE.fullmatch(each))])

    def room(size: float) -> float:
        """What all columns leave of the page in this size."""
        return _POINTS - sum(_wide(each, size) for each in (*manner.labels, *[longest] * figures))

    size = next((each for each in manner.sizes if room(each) >= 0), _SMALLEST)
    labels = [_wide(each, size) for each in manner.labels]
    one, left = _wide(longest, size), max(room(size), 0)
    if manner.even:
        one += left / figures
    else:
        labels[-1] += left
    return size, (*labels, *[one] * figures)


def _wide(characters: float, size: float) -> float:
    """A column for so many characters, in points."""
    return characters * size + _PADDING
