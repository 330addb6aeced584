"""Reads: the figures about documents that a report states: do they fit each other, and what the register has.

依据：国办公开办函〔2021〕30号表二，国办公开办函〔2019〕60号表二
"""

from dataclasses import dataclass

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import DocumentKind, StatedPublished, StatedStock, check_published, check_stock
from gongkai.law.report.content import Report

KINDS = (DocumentKind.REGULATION, DocumentKind.NORMATIVE)


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A row of table two as a report states it. `balanced`: None where nothing is there to compare with."""

    kind: DocumentKind
    stated: StatedStock | StatedPublished
    findings: tuple[Finding, ...]

    @property
    def says(self) -> str:
        """The figures in words."""
        told = self.stated
        if isinstance(told, StatedStock):
            before = "" if told.before is None else f"上年末{told.before}件，"
            return f"{before}制发{told.made}件，废止{told.repealed}件，现行有效{told.in_force}件"
        return f"制作{told.made}件，公开{told.published}件，对外公开总数{told.total}件"

    @property
    def balanced(self) -> bool | None:
        """Whether the figures fit each other."""
        if any(each.severity is not Severity.INFO for each in self.findings):
            return False
        alone = isinstance(self.stated, StatedStock) and self.stated.before is None
        return None if alone and self.findings else True


def of_report(report: Report, before: Report | None = None) -> list[StatedLine]:
    """The rows of table two about rules and normative documents, as far as they can be read, checked.

    `before`: the report of the year before, whose last figure is the first of this one.
    """
    return [line for kind in KINDS if (line := _line(kind, report, before)) is not None]


def stock(kind: DocumentKind, stated: StatedStock) -> StatedLine:
    """Figures that somebody typed, checked."""
    return StatedLine(kind, stated, tuple(check_stock(stated)))


def published(kind: DocumentKind, stated: StatedPublished) -> StatedLine:
    """Figures of the form of 2019 that somebody typed, checked."""
    return StatedLine(kind, stated, tuple(check_published(stated)))


def _line(kind: DocumentKind, report: Report, before: Report | None) -> StatedLine | None:
    new = tuple(
        _figure(report, kind, column) for column in ("issued_this_year", "repealed_this_year", "in_force")
    )
    old = tuple(
        _figure(report, kind, column)
        for column in ("made_this_year", "published_this_year", "published_total")
    )
    made, repealed, in_force = new
    if made is not None and repealed is not None and in_force is not None:
        last = _figure(before, kind, "in_force")
        return stock(kind, StatedStock(made, repealed, in_force, before=last))
    made, out, total = old
    if made is not None and out is not None and total is not None:
        return published(kind, StatedPublished(made, out, total, _figure(before, kind, "published_total")))
    return None


def _figure(report: Report | None, kind: DocumentKind, column: str) -> int | None:
    value = report.value(f"t2.art20_1.{kind.value}.{column}") if report else None
    return int(value) if value is not None and value == int(value) else None
