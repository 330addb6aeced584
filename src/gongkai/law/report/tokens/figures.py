"""What a token may stand for: cells of the form, sums of them, statistics, problems of last year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from gongkai.law.report.checks.wording import TABLES, row_name
from gongkai.law.report.schema import Form, forms

Value = int | Decimal

# Headings of table three that have no cell of their own, and the words for them.
HEADINGS = {
    "denied": "不予公开",
    "unable": "无法提供",
    "unprocessed": "不予处理",
    "other": "其他处理",
}
ORGANISATIONS = "organisations"
SUITS = ("direct_suit", "suit_after_review")
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a name stands for: the cells that are added up, the words for it, the unit (件, 项, 万元)."""

    name: str
    label: str
    cells: tuple[str, ...]
    unit: str = "件"


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number that the platform counts and the form has no cell for; `last` is the same of the year before.

    `name` is written behind `stat.` in a token.
    """

    name: str
    label: str
    value: Value | None
    unit: str
    last: Value | None = None


@dataclass(frozen=True)
class Figures:
    """The numbers of one year: cells by id, last year's cells, statistics, the problems that last year's report named.

    A cell that is blank is None or absent; blank is not zero.
    """

    form: Form
    cells: Mapping[str, Value | None]
    last: Mapping[str, Value | None] = field(default_factory=dict)
    statistics: tuple[Statistic, ...] = ()
    problems: tuple[str, ...] = ()

    def statistic(self, name: str) -> Statistic | None:
        """The statistic of a name, if there is one."""
        return next((entry for entry in self.statistics if entry.name == name), None)


@cache
def quantities(form_id: str) -> dict[str, Quantity]:
    """Everything in the tables of a form that a token may name, in the order of the form."""
    form = forms()[form_id]
    full = {
        spec.id: Quantity(
            spec.id,
            f"{TABLES[spec.table]}“{row_name(spec)}”{spec.column.label}",
            (spec.id,),
            spec.column.unit,
        )
        for spec in form.cells.values()
    }
    more = (*_sums(form), *_short(form, full))
    return {**full, **{quantity.name: quantity for quantity in more}}


def _sums(form: Form) -> Iterator[Quantity]:
    """Cells that the form prints apart and prose speaks of together."""
    grouped = tuple(column.id for column in form.table3.columns if column.group)
    for row in form.table3.rows:
        cells = tuple(f"t3.{row.id}.{column}" for column in grouped)
        label = row_name(form.cells[cells[0]])
        yield Quantity(f"t3.{row.id}.{ORGANISATIONS}", f"表三“{label}”法人或其他组织", cells)
    for heading, words in HEADINGS.items():
        rows = [row.id for row in form.outcomes if row.id.startswith(f"{heading}_")]
        for column in form.table3.columns:
            cells = tuple(f"t3.{row}.{column.id}" for row in rows)
            yield Quantity(f"t3.{heading}.{column.id}", f"表三“{words}”各项之和{column.label}", cells)
        cells = tuple(f"t3.{row}.{column}" for row in rows for column in grouped)
        yield Quantity(f"t3.{heading}.{ORGANISATIONS}", f"表三“{words}”各项之和法人或其他组织", cells)
    for column in form.table4[0].columns:
        cells = tuple(f"t4.{block}.{column.id}" for block in SUITS)
        yield Quantity(f"t4.suits.{column.id}", f"表四“行政诉讼”两项之和{column.label}", cells)


def _short(form: Form, full: Mapping[str, Quantity]) -> Iterator[Quantity]:
    """The column 总计 may be left out: t3.granted, t3.denied, t4.review, t4.suits."""
    known = {**full, **{quantity.name: quantity for quantity in _sums(form)}}
    for name, quantity in known.items():
        stem, _, column = name.rpartition(".")
        if column == TOTAL:
            yield Quantity(stem, quantity.label, quantity.cells, quantity.unit)


def added(cells: tuple[str, ...], values: Mapping[str, Value | None]) -> Value | None:
    """The sum of cells; None if one of them is blank."""
    found = [values.get(cell) for cell in cells]
    known = [value for value in found if value is not None]
    return sum(known) if len(known) == len(found) else None
