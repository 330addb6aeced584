"""How findings speak."""

from decimal import Decimal

import pytest

from gongkai.law.report.checks.wording import cell_name, figure, place, row_name, some
from gongkai.law.report.schema import forms

CELLS = forms()["format_2021"].cells


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("line 57", "第57行"),
        ("page 3, table 1, row 5, column 4", "第3页第1个表第5行第4列"),
        ("Sheet1!B7", "Sheet1!B7"),
        ("", ""),
    ],
)
def test_places_are_said_in_chinese(where: str, said: str) -> None:
    assert place(where) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (-3, "-3"), (None, "空白"), (Decimal("47593.6663"), "47593.6663"), (Decimal("1E+3"), "1000")],
)
def test_figures_are_said_as_printed(value: int | Decimal | None, said: str) -> None:
    assert figure(value) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("t3.new_received.total", "本年新收政府信息公开申请数量"),
        ("t3.partial.total", "（二）部分公开"),
        ("t3.other_no_correction.total", "（六）其他处理·1.申请人无正当理由逾期不补正"),
        ("t3.other_misc.total", "（六）其他处理·3.其他"),
        ("t4.direct_suit.total", "未经复议直接起诉"),
    ],
)
def test_rows_are_said_briefly(cell: str, said: str) -> None:
    assert row_name(CELLS[cell]) == said
    assert cell_name(CELLS[cell]) == f"“{said}”行“总计”列"


def test_long_lists_are_cut() -> None:
    assert some(["甲", "乙"], 2) == "甲、乙"
    assert some(["甲", "乙", "丙"], 2) == "甲、乙等3项"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            "t3.partial.natural_person",
            "表三 （二）部分公开（区分处理的，只计这一情形，不计其他情形） · 自然人",
        ),
        ("t4.review.total", "表四 行政复议 · 总计"),
    ],
)
def test_cells_are_said_with_table_row_and_column(cell: str, said: str) -> None:
    assert CELLS[cell].label == said
