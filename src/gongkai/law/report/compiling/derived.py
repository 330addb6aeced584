"""Cells that follow from others, and what a figure set by hand does to them.

依据：国办公开办函〔2019〕60号、〔2021〕30号表三、表四勾稽关系
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from gongkai.law.report.arithmetic import Number, Sum, equations
from gongkai.law.report.checks.wording import cell_name
from gongkai.law.report.schema import CellSpec, Kind, forms

_PLACES = 4
_LARGEST = 10**12


@cache
def derived(form_id: str) -> Mapping[str, tuple[str, ...]]:
    """The cells that are sums, each with the cells that it is the sum of in the end: totals of rows, handled, results."""
    direct: dict[str, tuple[str, ...]] = {}
    for equation in equations(form_id):
        if equation.kind is not Sum.FLOW:
            direct.setdefault(equation.closes, equation.left)

    def leaves(cell: str) -> Iterator[str]:
        if cell not in direct:
            yield cell
            return
        for part in direct[cell]:
            yield from leaves(part)

    return {cell: tuple(leaves(cell)) for cell in direct}


@cache
def _totals_of(form_id: str) -> Mapping[str, tuple[str, ...]]:
    """The sums in which a cell stands."""
    found: dict[str, list[str]] = {}
    for total, parts in derived(form_id).items():
        for part in parts:
            found.setdefault(part, []).append(total)
    return {cell: tuple(totals) for cell, totals in found.items()}


def effective(
    form_id: str, counted: Mapping[str, Number], by_hand: Mapping[str, Number]
) -> dict[str, Number]:
    """What stands in each cell: what was counted, what was set by hand in its place, and sums moved by as much.

    In the order of the form; a cell that has neither is absent. Figures set by hand for sums are passed over.
    """
    found = dict(counted)
    sums = derived(form_id)
    for cell, value in by_hand.items():
        if cell in sums or cell not in forms()[form_id].cells:
            continue
        moved = value - counted.get(cell, 0)
        found[cell] = value
        for total in _totals_of(form_id).get(cell, ()):
            found[total] = found.get(total, 0) + moved
    return {cell: found[cell] for cell in forms()[form_id].cells if cell in found}


def refusal(form_id: str, cell: str, value: Number) -> str | None:
    """Why a figure cannot be set by hand in a cell, for a person; None if it can."""
    spec = forms()[form_id].cells.get(cell)
    if spec is None:
        return "表格中没有这一格。"
    if cell in derived(form_id):
        return f"{cell_name(spec)}由其他格相加得出，请填写相加的各格。"
    return _unfit(spec, value)


def _unfit(spec: CellSpec, value: Number) -> str | None:
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= _LARGEST:
        return f"{cell_name(spec)}的数字过大，请核对。"
    if spec.column.kind is not Kind.CHANGE and number < 0:
        return f"{cell_name(spec)}不能小于0。"
    exponent = number.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    if spec.column.kind is not Kind.WAN and decimals > 0:
        return f"{cell_name(spec)}应当是整数。"
    if decimals > _PLACES:
        return f"{cell_name(spec)}以万元为单位，最多保留四位小数。"
    return None
