"""Tables with cells: which slots of a grid row are its label, which are its figures, what stands above them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from gongkai.documents.reading.blocks import Grid, Slot
from gongkai.documents.reading.lines import is_figure
from gongkai.documents.reading.rows import Claim, entry

_FEWEST_FIGURES = 5

Headings = tuple[tuple[int, str], ...]


def grid_rows(grid: Grid) -> list[list[Slot]]:
    """The slots that begin in each row, left to right; rows without any are left out."""
    rows: dict[int, list[Slot]] = defaultdict(list)
    for slot in grid.slots:
        rows[slot.row].append(slot)
    return [sorted(rows[row], key=lambda slot: slot.column) for row in sorted(rows)]


def width(grid: Grid) -> int:
    """How many columns a grid has."""
    return max((slot.column + slot.colspan for slot in grid.slots), default=0)


def label_slot(row: Sequence[Slot], meaning: Callable[[str], str]) -> tuple[int, str]:
    """Index of the last slot of the label, and what the label means; (-1, "") if it means nothing.

    The label is the nearest text left of the figures; two neighbouring texts may be one broken label.
    """
    texts = [
        index for index, slot in enumerate(row) if slot.text.strip() and not is_figure(slot.text.strip())
    ]
    for index in texts:
        later = [i for i in texts if i > index and meaning(row[i].text)]
        if (means := meaning(row[index].text)) and not later:
            return index, means
    joined = ""
    for index in texts:
        joined += row[index].text
        if means := meaning(joined):
            return index, means
    return -1, ""


def headings_above(rows: Sequence[Sequence[Slot]], meaning: Callable[[str], str], columns: int) -> Headings:
    """Which column id each grid column stands under: the texts above it joined, top to bottom."""
    above: list[list[str]] = [[] for _ in range(columns)]
    for row in rows:
        for slot in row:
            for column in range(slot.column, min(slot.column + slot.colspan, columns)):
                above[column].append(slot.text)
    found = []
    for column, texts in enumerate(above):
        means = meaning("".join(texts)) or next((m for t in reversed(texts) if (m := meaning(t))), "")
        if means:
            found.append((column, means))
    return tuple(found)


def claim_of(row: Sequence[Slot], at: int, means: str, headings: Headings) -> Claim:
    """The slots right of the label as a claim."""
    return Claim(
        means, tuple(entry(slot) for slot in row[at + 1 :]), row[at].where, ruled=True, headings=headings
    )


def grid_claims(
    grids: Sequence[Grid], row_meaning: Callable[[str], str], column_meaning: Callable[[str], str]
) -> Iterator[Claim]:
    """Rows of all grids that name a row of the form.

    The rows before the first named one are its headings; a grid without headings (the table goes on over a
    page) has those of the last grid of the same width.
    """
    known: dict[int, Headings] = {}
    broken: list[Slot] = []
    for grid in grids:
        columns = width(grid)
        rows = grid_rows(grid)
        labelled = [label_slot(row, row_meaning) for row in rows]
        first = next((index for index, (at, _) in enumerate(labelled) if at >= 0), len(rows))
        headings = headings_above(rows[:first], column_meaning, columns)
        if len({means for _, means in headings}) < 5:
            headings = known.get(columns, ())
        known[columns] = headings
        for row, (at, means) in zip(rows, labelled, strict=True):
            if at < 0:
                broken = _broken_row(row) or broken
                continue
            figures = _torn_off(broken, row[: at + 1], means, row_meaning)
            if figures and not any(slot.text.strip() for slot in row[at + 1 :]):
                yield claim_of([row[at], *figures], 0, means, headings)
            else:
                yield claim_of(row, at, means, headings)
            broken = []


def _broken_row(row: Sequence[Slot]) -> list[Slot]:
    """A row of figures whose label means nothing: the page may end in the middle of it."""
    figures = [slot for slot in row if is_figure(slot.text.strip())]
    return list(row) if len(figures) >= _FEWEST_FIGURES else []


def _torn_off(
    broken: Sequence[Slot], label: Sequence[Slot], means: str, meaning: Callable[[str], str]
) -> list[Slot]:
    """The figures of a broken row, if its label and the one below it are two halves of one."""
    texts = [slot.text for slot in broken if slot.text.strip() and not is_figure(slot.text.strip())]
    if meaning("".join(texts) + label[-1].text) != means:
        return []
    start = max((i for i, slot in enumerate(broken) if slot.text in texts), default=-1)
    return list(broken[start + 1 :])
