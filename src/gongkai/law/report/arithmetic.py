"""The sums that the form itself demands of tables three and four, and what they say of blanks and mistakes.

依据：国办公开办函〔2019〕60号、〔2021〕30号 表三勾稽关系
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from gongkai.law.report.content import Report
from gongkai.law.report.schema import Form, forms

Number = int | Decimal


class Sum(StrEnum):
    """Which of the four sums of the form."""

    FLOW = "flow"  # one column of table 3: newly received + carried in = handled + carried out
    COLUMN = "column"  # one column of table 3: handled = all outcomes
    ROW = "row"  # one row of table 3: total = the six kinds of applicants
    REMEDY = "remedy"  # one block of table 4: total = the four results


@dataclass(frozen=True, slots=True)
class Equation:
    """Cells on the left add up to the cells on the right; `closes` is the total that the sum makes."""

    kind: Sum
    label: str
    closes: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells of the equation, left side first."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Gap:
    """An equation that no filling of its blanks can balance: the two sides as far as they are known."""

    equation: Equation
    left: Number
    right: Number
    unknown: tuple[str, ...]

    @property
    def difference(self) -> Number:
        """How far the two sides are apart."""
        return max(self.left, self.right) - min(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Suspect:
    """The only cell whose correction to `value` closes every gap at once."""

    cell: str
    value: Number


@dataclass(frozen=True, slots=True)
class Sums:
    """What the sums say of one report: what blanks must be, which sums fail, which one cell explains the failures."""

    implied: Mapping[str, Number]
    gaps: tuple[Gap, ...]
    suspect: Suspect | None


@cache
def equations(form_id: str) -> tuple[Equation, ...]:
    """Every sum of tables three and four of a form.

    Rows come first: where sums disagree about a blank, the zeros that a clerk leaves out of a row decide.
    """
    form = forms()[form_id]
    return (*_rows(form), *_flows(form), *_columns(form), *_remedies(form))


def _flows(form: Form) -> Iterable[Equation]:
    for column in form.table3.columns:
        left = (f"t3.new_received.{column.id}", f"t3.carried_in.{column.id}")
        right = (f"t3.handled_total.{column.id}", f"t3.carried_out.{column.id}")
        yield Equation(Sum.FLOW, column.label, right[0], left, right)


def _columns(form: Form) -> Iterable[Equation]:
    for column in form.table3.columns:
        total = f"t3.handled_total.{column.id}"
        leaves = tuple(f"t3.{row.id}.{column.id}" for row in form.outcomes)
        yield Equation(Sum.COLUMN, column.label, total, leaves, (total,))


def _rows(form: Form) -> Iterable[Equation]:
    applicants = [column.id for column in form.table3.columns if column.id != "total"]
    for row in form.table3.rows:
        total = f"t3.{row.id}.total"
        parts = tuple(f"t3.{row.id}.{applicant}" for applicant in applicants)
        yield Equation(Sum.ROW, row.label, total, parts, (total,))


def _remedies(form: Form) -> Iterable[Equation]:
    for block in form.table4:
        total = f"t4.{block.id}.total"
        parts = tuple(f"t4.{block.id}.{column.id}" for column in block.columns if column.id != "total")
        yield Equation(Sum.REMEDY, block.caption, total, parts, (total,))


@cache
def _equations_by_cell(form_id: str) -> Mapping[str, tuple[Equation, ...]]:
    found: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations(form_id):
        for cell in equation.cells:
            found[cell].append(equation)
    return {cell: tuple(listed) for cell, listed in found.items()}


def examine(report: Report) -> Sums:
    """Work out the sums of a report.

    A blank is what the other figures of its sum force it to be, if they do. A figure that the reader could
    not place may be anything from 0 up: it is never worked out, and a sum that it can balance is no gap.
    """
    values: dict[str, Number] = {
        cell: printed.value for cell, printed in report.cells.items() if printed.value is not None
    }
    unread = {entry.cell for entry in report.unread}
    implied = _implied(report.format, values, unread)
    values |= implied
    gaps = tuple(gap for equation in equations(report.format) if (gap := _gap(equation, values)))
    return Sums(implied, gaps, _suspect(report.format, gaps, values))


def _implied(form_id: str, known: Mapping[str, Number], unread: set[str]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    waiting = [e for e in equations(form_id) if any(cell not in known for cell in e.cells)]
    while waiting:
        solved = [new for equation in waiting if (new := _solve(equation, {**known, **found}, unread))]
        if not solved:
            break
        for new in reversed(solved):
            found |= new
        waiting = [e for e in waiting if any(cell not in known and cell not in found for cell in e.cells)]
    return found


def _solve(equation: Equation, values: Mapping[str, Number], unread: set[str]) -> dict[str, Number]:
    """The blanks of one equation, if the rest of it forces them: all zero, or one figure."""
    left = [cell for cell in equation.left if cell not in values]
    right = [cell for cell in equation.right if cell not in values]
    blanks = left or right
    if not blanks or (left and right) or not unread.isdisjoint(blanks):
        return {}
    lacking = _side(equation.right, values) - _side(equation.left, values)
    lacking = lacking if left else -lacking
    if lacking == 0:
        return dict.fromkeys(blanks, 0)
    return {blanks[0]: lacking} if len(blanks) == 1 and lacking > 0 else {}


def _side(cells: Iterable[str], values: Mapping[str, Number]) -> Number:
    return sum(values.get(cell, 0) for cell in cells)


def _gap(equation: Equation, values: Mapping[str, Number]) -> Gap | None:
    left, right = _side(equation.left, values), _side(equation.right, values)
    if left == right:
        return None
    short = equation.right if left > right else equation.left
    if any(cell not in values for cell in short):
        return None
    return Gap(equation, left, right, tuple(cell for cell in equation.cells if cell not in values))


def _suspect(form_id: str, gaps: tuple[Gap, ...], values: Mapping[str, Number]) -> Suspect | None:
    """The one cell that stands in every failing sum and in no other, and that one new figure puts right."""
    if len(gaps) < 2:
        return None
    failing = {gap.equation for gap in gaps}
    shared = set.intersection(*(set(gap.equation.cells) for gap in gaps)) & values.keys()
    found = []
    for cell in shared:
        if not failing.issuperset(_equations_by_cell(form_id)[cell]):
            continue
        changes = {
            gap.right - gap.left if cell in gap.equation.left else gap.left - gap.right for gap in gaps
        }
        if len(changes) == 1 and (value := values[cell] + changes.pop()) >= 0:
            found.append(Suspect(cell, value))
    return found[0] if len(found) == 1 else None
