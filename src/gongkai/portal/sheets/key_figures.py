"""The few figures by which reports are compared, taken from the tables of one report."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby

from gongkai.law.report.content import Report
from gongkai.law.report.schema import Form, Row, forms

Figure = int | Decimal | None


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """A kind of outcome of table three, such as 不予公开, with its leaf rows."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One compared figure: what it is called, its unit, its value; None where the report does not say."""

    id: str
    label: str
    unit: str
    value: int | Decimal | Fraction | None


@cache
def outcome_groups(form_id: str) -> tuple[OutcomeGroup, ...]:
    """The six kinds of outcome in the order of the form, each with its leaf rows."""
    return tuple(_groups(forms()[form_id]))


def _groups(form: Form) -> Iterable[OutcomeGroup]:
    """Rows that stand alone under item three are a kind of their own; others share the heading of their kind."""
    outermost = form.outcomes[0].group
    for group, members in groupby(form.outcomes, key=lambda row: row.group):
        rows = tuple(members)
        if group == outermost:
            yield from (OutcomeGroup(_short(row.label), (row,)) for row in rows)
        else:
            yield OutcomeGroup(_short(group), rows)


def _short(label: str) -> str:
    """（二）部分公开（区分处理的，…） → 部分公开."""
    return label.split("）", 1)[-1].split("（", 1)[0]


def add(values: Iterable[Figure]) -> int | Decimal | None:
    """The sum of the figures that are given; None if none is."""
    given = [value for value in values if value is not None]
    return sum(given) if given else None


def outcome(report: Report, group: OutcomeGroup, column: str = "total") -> Figure:
    """How many applications of one kind of applicant ended in one kind of outcome."""
    return add(report.value(f"t3.{row.id}.{column}") for row in group.rows)


def _share(part: Figure, whole: Figure) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if part is not None and whole else None


def key_figures(report: Report) -> tuple[KeyFigure, ...]:
    """The figures of one report in the order of the comparison."""
    groups = outcome_groups(report.format)
    handled = report.value("t3.handled_total.total")
    granted, partial, *_ = (outcome(report, group) for group in groups)
    disclosed = add((granted, partial))
    review = report.value("t4.review.total")
    suits = add(report.value(f"t4.{block}.total") for block in ("direct_suit", "suit_after_review"))
    lost = add(report.value(f"t4.{block.id}.corrected") for block in report.form.table4)
    shares = [
        KeyFigure(f"share_{place}", f"{group.label}占办理总数", "%", _share(outcome(report, group), handled))
        for place, group in enumerate(groups[2:], 3)
    ]
    return (
        KeyFigure("received", "本年新收申请", "件", report.value("t3.new_received.total")),
        KeyFigure("carried_in", "上年结转", "件", report.value("t3.carried_in.total")),
        KeyFigure("handled", "本年办理", "件", handled),
        KeyFigure("carried_out", "结转下年度", "件", report.value("t3.carried_out.total")),
        KeyFigure("share_disclosed", "予以公开和部分公开占办理总数", "%", _share(disclosed, handled)),
        *shares,
        KeyFigure("review", "行政复议", "件", review),
        KeyFigure("suits", "行政诉讼", "件", suits),
        KeyFigure("corrected", "复议、诉讼结果纠正", "件", lost),
    )
