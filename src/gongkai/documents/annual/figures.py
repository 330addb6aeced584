"""The figures of a report as they are printed."""

from decimal import Decimal

from gongkai.documents.rich_text.blocks import Run
from gongkai.documents.writing.as_xlsx import ABSENT
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Kind

_INFERRED = frozenset({"em"})


def printed(report: Report, cell_id: str) -> Run:
    """What stands in a cell; what the sums of the form alone told is set in 楷体, what the document lacks says so.

    A report without any cell is an empty form.
    """
    cell = report.cells.get(cell_id)
    if cell is None:
        return Run(ABSENT if report.cells else "")
    if cell.value is None:
        return Run("".join(cell.raw.split())[:40])
    said = digits(cell.value, report.form.cells[cell_id].column.kind)
    return Run(said, _INFERRED if cell.inferred else frozenset())


def digits(value: int | Decimal, kind: Kind) -> str:
    """A figure in plain digits: changes with their sign, amounts without zeros at the end."""
    if isinstance(value, int) or value == value.to_integral_value():
        return f"{int(value):+d}" if kind is Kind.CHANGE and value else str(int(value))
    said = format(value, "f").rstrip("0").rstrip(".")
    return f"+{said}" if kind is Kind.CHANGE and value > 0 else said
