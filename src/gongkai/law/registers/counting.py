"""Table two of the annual report from the rows of registers.   依据：国办公开办函〔2019〕60号、〔2021〕30号表二

A register tells what it feeds; whoever holds the rows counts what is `asked`, and `table_two` makes the cells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law.registers import grounds
from gongkai.law.registers.definition import Asked, Count, Definition, Measure, Values
from gongkai.law.registers.loading import definitions
from gongkai.law.registers.timing import dated_in, in_force, yearly
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import Form
from gongkai.law.rules import Rule

_WAN = Decimal(10_000)
_PLACES = Decimal("0.0001")
_RULES = {
    Measure.ROWS: grounds.DECISIONS,
    Measure.SUM: grounds.AMOUNTS,
    Measure.STOCK_BEFORE: grounds.ITEMS,
    Measure.CHANGE: grounds.ITEMS,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What a register holds of a period: rows dated in it, sums of their money in 元, and rows in force on the eve of the
    period and on its last day. Rows that are withdrawn or not shown are among them: the decision was made.
    """

    rows: int = 0
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    stock_before: int = 0
    stock: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        keys = {**self.sums, **other.sums}
        sums = {key: self.sums.get(key, Decimal(0)) + other.sums.get(key, Decimal(0)) for key in keys}
        return Tally(
            self.rows + other.rows,
            sums,
            self.stock_before + other.stock_before,
            self.stock + other.stock,
        )


def feeds(form: Form) -> tuple[Count, ...]:
    """The cells of table two that registers feed in a form, in its order."""
    fed = {count.cell: count for each in definitions().values() for count in each.counts}
    return tuple(fed[cell] for cell in form.cells if cell in fed)


def asked(form: Form) -> tuple[Asked, ...]:
    """What is to be counted for a form, each once."""
    return tuple(dict.fromkeys(count.asked for count in feeds(form)))


def asked_in(form: Form, period: Period) -> tuple[Asked, ...]:
    """What can be counted of a period: of a part of a year, nothing of a register whose rows belong to whole years."""
    return tuple(each for each in asked(form) if period.whole or not yearly(definitions()[each.register]))


def tally(definition: Definition, rows: Iterable[Values], period: Period, of: Asked | None = None) -> Tally:
    """What a register holds of a period, of the rows that `of` asks for; every row is looked at."""
    sums = {count.field: Decimal(0) for count in definition.counts if count.field}
    dated = stock_before = stock = 0
    for values in rows:
        if of is not None and not of.holds(values):
            continue
        stock_before += in_force(definition, values, period.eve)
        stock += in_force(definition, values, period.last)
        if dated_in(definition, values, period):
            dated += 1
            for key in sums:
                sums[key] += _sum(values, key)
    return Tally(dated, sums, stock_before, stock)


def table_two(form: Form, tallies: Mapping[Asked, Tally]) -> dict[str, int | Decimal]:
    """The cells of table two, by id, of whatever was counted: numbers, and 万元 with four decimals, rounded half up once.

    What was not counted has no cell: it is blank, not zero.   依据：国办公开办函〔2019〕60号、〔2021〕30号表二
    """
    return {
        count.cell: _figure(count, tallies[count.asked]) for count in feeds(form) if count.asked in tallies
    }


def rule_of(count: Count) -> Rule:
    """The rule by which a cell is counted."""
    return _RULES[count.measure]


def in_wan(yuan: Decimal) -> Decimal:
    """元 as 万元 with four decimals, halves up.   依据：国办公开办函〔2021〕30号表二"""
    return (yuan / _WAN).quantize(_PLACES, ROUND_HALF_UP)


def _figure(count: Count, total: Tally) -> int | Decimal:
    match count.measure:
        case Measure.ROWS:
            return total.rows
        case Measure.SUM:
            return in_wan(total.sums.get(count.field, Decimal(0)))
        case Measure.STOCK_BEFORE:
            return total.stock_before
        case _:
            return total.stock - total.stock_before


def _sum(values: Values, key: str) -> Decimal:
    value = values.get(key)
    return value if isinstance(value, Decimal) else Decimal(0)
