"""What to look at over years: what is told, what is too small to tell, and that nothing unlike is compared."""

from collections.abc import Sequence

import pytest

from gongkai.law.report.series.changes import Change, Sort, changes
from gongkai.law.report.series.points import Reports, YearFigures
from tests.law.report.series.histories import figures, history

NEW = "t3.new_received.total"
NAME = "云岭县水利局"
VERDICTS = ("错误", "造假", "违规", "虚报", "异常", "不实")


def found(reports: Reports, *sorts: Sort) -> list[Change]:
    return [change for change in changes(reports, NAME) if change.sort in (sorts or tuple(Sort))]


def test_steady_years_have_nothing_to_look_at() -> None:
    assert found(history(range(2019, 2026))) == []
    assert changes({}, NAME) == ()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((30, 120), "是上年的 4 倍"),
        ((120, 30), "是上年的 25%"),
        ((100_000, 40), "不到上年的 0.1%"),
        ((0, 25), "两年中有一年是 0"),
        ((25, 0), "两年中有一年是 0"),
        ((1, 21), "是上年的 21 倍"),
    ],
)
def test_jump_says_what_was_compared(values: Sequence[int], said: str) -> None:
    (change,) = found(history((2023, 2024), NEW, values), Sort.JUMP)
    assert (change.year, change.about) == (2024, (NEW,))
    assert f"2024 年 {values[1]} 件，2023 年 {values[0]} 件" in change.said
    assert said in change.said
    assert "请核对" in change.said


@pytest.mark.parametrize("values", [(2, 19), (10, 29), (50, 149), (None, 900)])
def test_small_changes_are_not_told(values: Sequence[int | None]) -> None:
    assert found(history((2023, 2024), NEW, values), Sort.JUMP) == []


def test_jump_needs_last_year() -> None:
    assert found(history((2022, 2024), NEW, (30, 900)), Sort.JUMP) == []


def test_jump_is_seen_across_the_change_of_forms() -> None:
    reports = {2020: figures(2020, {"t2.art20_5.admin_license.decisions": 100}), 2021: figures(2021)}
    (change,) = found(reports, Sort.JUMP)
    assert change.about == ("t2.art20_5.admin_license.decisions_this_year",)


def test_unlike_cells_are_never_compared() -> None:
    """对外公开总数量 was 900, 现行有效件数 is 6; fees were 900 items, and are 6 万元; 其他处理 was 900, and is 898."""
    old = {
        "t2.art20_1.normative_document.published_total": 900,
        "t2.art20_8.admin_fee.items_last_year": 900,
        "t3.other_handling.total": 900,
    }
    new = {"t3.other_misc.total": 886}
    assert found({2020: figures(2020, old), 2021: figures(2021, new)}, Sort.JUMP, Sort.FAR) == []


def test_year_far_from_all_others() -> None:
    years = range(2019, 2026)
    (change,) = found(history(years, NEW, (100, 104, 96, 101, 240, 99, 103)), Sort.FAR)
    assert change.year == 2023
    assert "其他 6 年的中位数是 100.5 件" in change.said
    assert "相差 139.5 件" in change.said


@pytest.mark.parametrize(
    "values",
    [
        (100, 104, 96, 240, 99),  # four other years
        (100, 104, 96, 101, 130, 99, 103),  # nothing that chance does not do
        (1, 1, 1, 1, 19, 1, 1),  # small
        (10, 300, 25, 170, 240, 60, 400),  # restless by itself
    ],
)
def test_history_is_not_held_against_a_body_for_little(values: Sequence[int]) -> None:
    assert found(history(range(2020, 2020 + len(values)), NEW, values), Sort.FAR) == []


def test_large_figures_are_told_without_decimals() -> None:
    (change,) = found(history(range(2021, 2027), NEW, (9000, 9001, 9002, 9003, 9004, 90000)), Sort.FAR)
    assert "相差 80998 件" in change.said


def granted(year: int, granted_: int | None, handled: int) -> dict[int, YearFigures]:
    cells = {"t3.granted.total": granted_, "t3.handled_total.total": handled}
    return {year: figures(year, cells)}


def test_share_that_moves_is_told() -> None:
    (change, *_) = found(granted(2023, 18, 20) | granted(2024, 10, 40), Sort.SHARE)
    assert "2024 年 25.00%（10／40），2023 年 90.00%（18／20），相差 65.00 个百分点" in change.said


@pytest.mark.parametrize(
    ("year", "before", "now"),
    [
        (2023, (18, 20), (10, 15)),
        (2022, (18, 20), (10, 40)),
        (2023, (None, 20), (10, 40)),
        (2023, (10, 20), (15, 40)),
    ],
)
def test_share_of_few_or_of_another_year_is_not_told(
    year: int, before: tuple[int | None, int], now: tuple[int, int]
) -> None:
    told = found(granted(year, *before) | granted(2024, *now), Sort.SHARE)
    assert [change for change in told if change.about == ("share_granted",)] == []


def test_carried_over_is_compared_column_by_column() -> None:
    reports = {
        2020: figures(2020, {"t3.carried_out.natural_person": 9, "t3.carried_out.total": 9}),
        2021: figures(2021),
        2023: figures(2023, {"t3.carried_in.total": 1}),
    }
    (change,) = found(reports, Sort.CARRIED)
    assert change.year == 2021
    assert change.about == ("t3.carried_in.natural_person", "t3.carried_in.total")
    assert "上年结转填报6件，上年报告结转下年度为9件" in change.said
    assert "不一致的列：自然人、总计。" in change.said


def zeros(year: int, table: str) -> dict[int, YearFigures]:
    report = figures(year)
    return {year: figures(year, {cell: 0 for cell in report.cells if cell.startswith(table)})}


def test_table_of_zeros_beside_a_busy_year() -> None:
    (change,) = found(history((2023,), NEW, (64,)) | zeros(2024, "t3."), Sort.ZERO)
    assert change.year == 2024
    assert "2023 年“表三 本年新收政府信息公开申请数量 · 总计”64 件" in change.said
    (change,) = found(zeros(2022, "t3.") | history((2023,), NEW, (64,)), Sort.ZERO)
    assert change.year == 2022


def test_table_of_zeros_with_nothing_to_hold_against_it() -> None:
    assert found(zeros(2024, "t3."), Sort.ZERO) == []
    assert found(history((2023,)) | zeros(2024, "t3."), Sort.ZERO) == []


def varied(year: int, more: int = 0) -> dict[int, YearFigures]:
    """Different figures in every cell; `more` in all of them."""
    report = figures(year)
    return {year: figures(year, {cell: 30 + place + more for place, cell in enumerate(report.cells)})}


def test_tables_as_last_year_are_told() -> None:
    told = found(varied(2023) | varied(2024), Sort.REPEATED)
    assert {change.said[:2] for change in told} == {"表二", "表三"}  # table four has three totals only
    assert all("2024 年各项与 2023 年完全相同" in change.said for change in told)
    assert found(varied(2023) | varied(2024, 1), Sort.REPEATED) == []


def test_large_figure_as_last_year_is_told_alone() -> None:
    cell = "t2.art20_5.admin_license.decisions_this_year"
    reports = {2023: figures(2023, {cell: 1788}, rest=1), 2024: figures(2024, {cell: 1788}, rest=2)}
    (change,) = found(reports, Sort.REPEATED)
    assert change.about == (cell,)
    assert "下列各数" in change.said


def test_small_tables_that_stay_the_same_are_not_told() -> None:
    assert found({2023: figures(2023, rest=1), 2024: figures(2024, rest=1)}, Sort.REPEATED) == []


def test_newest_year_comes_first_and_no_verdict_is_given() -> None:
    reports = history(range(2019, 2026), NEW, (100, 104, 20, 101, 900, 99, 103)) | zeros(2026, "t3.")
    told = found(reports)
    assert [change.year for change in told] == sorted((change.year for change in told), reverse=True)
    assert {change.sort for change in told} >= {Sort.JUMP, Sort.FAR, Sort.ZERO}
    assert not [word for change in told for word in VERDICTS if word in change.said]
    assert all("请" in change.said and change.sort.label for change in told)
