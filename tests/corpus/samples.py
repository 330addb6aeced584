"""Random reports that balance, and the many ways in which clerks print one and the same figure."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from gongkai.law.report.content import Cell, Report
from gongkai.law.report.schema import CellSpec, Kind, forms
from tests.law.report.outcomes import Columns
from tests.law.report.reports import balanced_2019, balanced_2021, cells_of, table2, table3, table4

Number = int | Decimal

FULL_WIDTH = str.maketrans("0123456789.,+-", "０１２３４５６７８９．，＋－")


def sample(seed: int, form_id: str = "format_2021", *, largest: int = 60) -> Report:
    """A balanced report with random figures up to `largest`; many are zero, as in life."""
    rng = random.Random(seed)
    model = balanced_2021() if form_id == "format_2021" else balanced_2019()
    outcomes = {row.id: _columns(rng, largest) for row in forms()[form_id].outcomes}
    outcomes["granted"] = _columns(rng, largest, least=4)  # so that no column carries in more than it handles
    cells = cells_of(
        form_id,
        _table2(rng, form_id, largest),
        table3(form_id, outcomes, carried_in=_columns(rng, 4), carried_out=_columns(rng, 9)),
        table4(
            review=_remedy(rng, largest),
            direct_suit=_remedy(rng, largest),
            suit_after_review=_remedy(rng, largest),
        ),
    )
    return replace(model, cells=cells)


def _figure(rng: random.Random, largest: int) -> int:
    return rng.choice((0, 0, rng.randint(0, min(9, largest)), rng.randint(0, largest)))


def _columns(rng: random.Random, largest: int, *, least: int = 0) -> Columns:
    """Most applicants are natural persons."""
    first, *others = (
        least + _figure(rng, largest if position == 0 else largest // 4) for position in range(6)
    )
    return (first, others[0], others[1], others[2], others[3], others[4])


def _remedy(rng: random.Random, largest: int) -> tuple[int, int, int, int]:
    return (_figure(rng, largest), _figure(rng, largest), _figure(rng, largest), _figure(rng, largest))


def _table2(rng: random.Random, form_id: str, largest: int) -> dict[str, Number]:
    figures = table2(form_id, {})
    for cell_id in figures:
        kind = forms()[form_id].cells[cell_id].column.kind
        if kind is Kind.CHANGE:
            figures[cell_id] = rng.randint(-30, 30)
        elif kind is Kind.WAN:
            figures[cell_id] = Decimal(rng.randint(0, 10**9)) / 10**4
        else:
            figures[cell_id] = rng.choice((0, rng.randint(0, 200), rng.randint(0, largest * 1000)))
    return figures


def cast() -> dict[str, Report]:
    """Reports of many kinds in both forms, by name: what each layout is tried with."""
    made: dict[str, Report] = {}
    for year, form_id in (("2021", "format_2021"), ("2019", "format_2019")):
        made[f"{year}-plain"] = sample(1, form_id)
        made[f"{year}-large"] = sample(2, form_id, largest=4000)
        made[f"{year}-nothing"] = sample(3, form_id, largest=0)
        made[f"{year}-noughts-left-out"] = zeros_blank(sample(4, form_id, largest=9))
        made[f"{year}-some-blank"] = some_blank(sample(5, form_id), 5)
        made[f"{year}-disguised"] = disguised(sample(6, form_id, largest=2000), 6)
    return made


def zeros_blank(report: Report) -> Report:
    """The report of a clerk who leaves out the noughts of table three, except in the column of totals."""
    return _changed(
        report,
        lambda cell_id, cell: (
            Cell(None, "", cell.where)
            if cell.value == 0 and cell_id.startswith("t3.") and not cell_id.endswith(".total")
            else cell
        ),
    )


def some_blank(report: Report, seed: int, *, share: float = 0.08) -> Report:
    """The report with some cells anywhere left blank or struck out."""
    rng = random.Random(seed)
    marks = ("", "", "\xa0", "/", "—", "-", "——", "无")
    return _changed(
        report,
        lambda _, cell: Cell(None, rng.choice(marks), cell.where) if rng.random() < share else cell,
    )


def disguised(report: Report, seed: int) -> Report:
    """The same figures in other guises: full-width digits, thousands, units, words for signs, notes."""
    rng = random.Random(seed)
    specs = report.form.cells

    def guise(cell_id: str, cell: Cell) -> Cell:
        if cell.value is None or rng.random() < 0.4:
            return cell
        return replace(cell, raw=rng.choice(_guises(cell.value, specs[cell_id])))

    return _changed(report, guise)


def _guises(value: Number, spec: CellSpec) -> list[str]:
    kind = spec.column.kind
    if kind is Kind.CHANGE:
        return _changes(int(value))
    if kind is Kind.WAN:
        amount = Decimal(value)
        yuan = f"{(amount * 10_000):.0f}"
        return [f"{amount}万", f"{amount}万元", f"{yuan}元", f"{amount:,}", str(amount).translate(FULL_WIDTH)]
    plain = str(value)
    guises = [plain.translate(FULL_WIDTH), f"{value:,}", f"{plain}件", f" {plain} "]
    return [*guises, f"{plain}（其中修订{plain}件）"] if spec.table == "t2" else guises


def _changes(value: int) -> list[str]:
    if value > 0:
        return [f"+{value}", f"增加{value}", f"增{value}", f"＋{value}"]
    if value < 0:
        return [f"{value}", f"减少{-value}", f"减{-value}", f"－{-value}", f"—{-value}"]
    return ["0", "０"]


def _changed(report: Report, change: Callable[[str, Cell], Cell]) -> Report:
    return replace(report, cells={cell_id: change(cell_id, cell) for cell_id, cell in report.cells.items()})
