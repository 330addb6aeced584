"""Reports of lower bodies add up cell by cell, and what is missing is named."""

import pytest

from gongkai.law.report.rollup import Contribution, add_up
from tests.law.report.reports import balanced_2019, township_2021, with_cells

GRANTED = "t3.granted.total"


def test_cells_add_up() -> None:
    added = add_up("format_2021", [township_2021("云岭县青禾镇", 3), township_2021("云岭县白石乡", 4)])
    assert added[GRANTED].value == 7
    assert added[GRANTED].parts[0] == Contribution("云岭县青禾镇人民政府", 3)
    assert added[GRANTED].missing == ()


def test_a_blank_is_named_and_not_counted() -> None:
    blank = with_cells(township_2021("云岭县白石乡", 4), {GRANTED: None})
    added = add_up("format_2021", [township_2021("云岭县青禾镇", 3), blank])
    assert added[GRANTED].value == 3
    assert added[GRANTED].missing == ("云岭县白石乡人民政府",)


def test_nothing_adds_up_to_zero() -> None:
    assert add_up("format_2021", [])[GRANTED].value == 0


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="云岭县人民政府"):
        add_up("format_2021", [balanced_2019()])
