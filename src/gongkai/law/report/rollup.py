"""Adding up the reports of lower bodies, cell by cell.   依据：年度报告编制通行做法（逐格汇总）"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.report.content import Report
from gongkai.law.report.schema import forms


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one body adds to a cell; None if its report has no figure there."""

    agency_name: str
    value: int | Decimal | None


@dataclass(frozen=True, slots=True)
class Added:
    """One cell added up over several reports: the sum of the figures there are, and who gave which."""

    cell: str
    value: int | Decimal
    parts: tuple[Contribution, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The bodies whose reports have no figure in this cell."""
        return tuple(part.agency_name for part in self.parts if part.value is None)


def add_up(form_id: str, reports: Sequence[Report]) -> dict[str, Added]:
    """Each cell of a form over all these reports, which must follow that form (ValueError otherwise)."""
    foreign = [body_name(report) for report in reports if report.format != form_id]
    if foreign:
        raise ValueError(f"these reports follow another form: {'、'.join(foreign)}")
    return {cell: _added(cell, reports) for cell in forms()[form_id].cells}


def _added(cell: str, reports: Iterable[Report]) -> Added:
    parts = tuple(Contribution(body_name(report), report.value(cell)) for report in reports)
    return Added(cell, sum(part.value for part in parts if part.value is not None), parts)


def body_name(report: Report) -> str:
    """What to call the body of a report: its name, else the report's title."""
    return report.agency_name or report.title or "（未写明机关名称的报告）"
