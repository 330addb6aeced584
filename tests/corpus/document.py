"""A printed report with what it really says, and how far a reader's answer is from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.report.content import Report

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Document:
    """A file and its truth.

    `truth` holds every cell that the file prints, None for a blank. Cells in `lost` cannot be placed with
    certainty from what is printed: a reader may leave them out, but must not get them wrong.
    """

    name: str
    data: bytes
    truth: Mapping[str, Number | None]
    lost: frozenset[str] = frozenset()
    year: int | None = None


def truth_of(report: Report) -> dict[str, Number | None]:
    """The figures of the report that is printed."""
    return {cell_id: cell.value for cell_id, cell in report.cells.items()}


def mistakes(document: Document, got: Report) -> list[str]:
    """What a reader got wrong, one line each: cells, sections, year."""
    return [*_cells(document, got), *_frame(document, got)]


def _cells(document: Document, got: Report) -> Iterable[str]:
    for cell_id, value in document.truth.items():
        cell = got.cells.get(cell_id)
        if cell is None:
            if cell_id not in document.lost:
                yield f"{cell_id}: {value} is missing"
        elif cell.value == 0 and value is None and cell_id in document.lost:
            continue  # a vanished blank among noughts: nobody can see in the file which of them it is
        elif cell.value != value:
            yield f"{cell_id}: {value} was read as {cell.value} from {cell.raw!r} at {cell.where}"
    for cell_id in got.cells.keys() - document.truth.keys():
        yield f"{cell_id}: nothing is printed, but {got.cells[cell_id].value} was read"


def _frame(document: Document, got: Report) -> Iterable[str]:
    expected = [section.id for section in got.form.sections]
    if (sections := [section.id for section in got.sections]) != expected:
        yield f"sections were read as {sections}"
    if document.year and got.report_year != document.year:
        yield f"year {document.year} was read as {got.report_year}"
