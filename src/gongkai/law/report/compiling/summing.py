"""A body and those below it, cell by cell; what changed between two states; the figures as a report; their digest.

依据：年度报告编制通行做法（逐格汇总）
"""

import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Generic, TypeVar

from gongkai.law.findings import Finding
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks.wording import figure
from gongkai.law.report.content import Cell, Report, Section
from gongkai.law.report.schema import forms

Body = TypeVar("Body", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Summed(Generic[Body]):
    """One cell over several bodies: who gave which figure, and whose is blank. `value` is None where all are."""

    cell: str
    value: Number | None
    parts: tuple[tuple[Body, Number], ...]
    blank: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell whose figure is not what it was; None: blank."""

    cell: str
    before: Number | None
    after: Number | None

    @property
    def change(self) -> Number:
        """By how much, a blank taken for nothing."""
        return (self.after or 0) - (self.before or 0)


def sum_up(form_id: str, bodies: Mapping[Body, Mapping[str, Number]]) -> dict[str, Summed[Body]]:
    """Every cell of a form as the sum of what these bodies have in it.   依据：年度报告编制通行做法（逐格汇总）"""
    return {cell: _summed(cell, bodies) for cell in forms()[form_id].cells}


def _summed(cell: str, bodies: Mapping[Body, Mapping[str, Number]]) -> Summed[Body]:
    parts = tuple((body, cells[cell]) for body, cells in bodies.items() if cell in cells)
    blank = tuple(body for body, cells in bodies.items() if cell not in cells)
    return Summed(cell, sum(value for _, value in parts) if parts else None, parts, blank)


def differences(
    form_id: str, before: Mapping[str, Number], after: Mapping[str, Number]
) -> tuple[Difference, ...]:
    """The cells in which two states differ, in the order of the form."""
    return tuple(
        Difference(cell, before.get(cell), after.get(cell))
        for cell in forms()[form_id].cells
        if before.get(cell) != after.get(cell)
    )


def as_report(
    form_id: str,
    cells: Mapping[str, Number],
    *,
    year: int,
    agency_name: str,
    title: str = "",
    sections: tuple[Section, ...] = (),
) -> Report:
    """Figures as a report that checks and writers take; a cell that is absent is blank in it."""
    return Report(
        format=form_id,
        title=title or f"{agency_name}{year}年政府信息公开工作年度报告",
        agency_name=agency_name,
        report_year=year,
        sections=sections,
        cells={cell: _printed(cells.get(cell), cell) for cell in forms()[form_id].cells},
    )


def _printed(value: Number | None, cell: str) -> Cell:
    return Cell(value, "" if value is None else figure(value), cell)


def beside(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """What the checks say, by the cells that they speak of; what is said of texts is left out."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for cell in dict.fromkeys((finding.where, *finding.cells)):
            if cell[:3] in ("t2.", "t3.", "t4."):
                found.setdefault(cell, []).append(finding)
    return {cell: tuple(listed) for cell, listed in found.items()}


def plain(cells: Mapping[str, Number]) -> dict[str, int | str]:
    """Figures as JSON keeps them exactly: whole numbers, and decimals as text without zeros at the end."""
    return {cell: _plain(value) for cell, value in cells.items()}


def _plain(value: Number) -> int | str:
    if value == int(value):
        return int(value)
    return f"{Decimal(value).normalize():f}"


def numbers(kept: Mapping[str, int | str]) -> dict[str, Number]:
    """What `plain` made, as figures again."""
    return {cell: value if isinstance(value, int) else Decimal(value) for cell, value in kept.items()}


def digest(cells: Mapping[str, Number]) -> str:
    """The SHA-256, in hexadecimal, of figures: the same for the same figures, in whatever order and with whatever zeros."""
    return sha256(json.dumps(plain(cells), sort_keys=True, separators=(",", ":")).encode()).hexdigest()
