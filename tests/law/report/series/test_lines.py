"""Lines over years: every cell of both forms has its place, what is connected means the same, gaps say why."""

from collections import Counter
from decimal import Decimal

import pytest

from gongkai.law.report.schema import forms
from gongkai.law.report.series.meanings import NEW, OLD, Link, cells_of, meanings, same_meaning
from gongkai.law.report.series.points import (
    BLANK,
    NO_REPORT,
    Gap,
    Line,
    Point,
    YearFigures,
    breaks,
    line,
    lines,
    stated,
    years_of,
)
from tests.law.report.series.histories import figures, history

IN_FORCE = "t2.art20_1.normative_document.in_force"
ISSUED = "t2.art20_1.normative_document.issued_this_year"
MADE = "t2.art20_1.normative_document.made_this_year"


@pytest.mark.parametrize("form", [OLD, NEW])
def test_every_cell_of_a_form_is_read_by_a_meaning(form: str) -> None:
    read = Counter(cell for each in meanings().values() for cell in each.cells.get(form, ()))
    assert set(read) == set(forms()[form].cells)
    twice = {cell for cell, many in read.items() if many > 1}
    assert all(cell.startswith("t3.other_") for cell in twice)


def test_each_meaning_says_what_it_has_in_both_forms() -> None:
    for each in meanings().values():
        assert {*each.cells, *each.gaps} == {OLD, NEW}
        assert not each.cells.keys() & each.gaps.keys()
        assert all(why for why in (*each.gaps.values(), *each.apart.values()))
        assert each.link.label


@pytest.mark.parametrize(
    ("meaning", "link"),
    [
        (ISSUED, Link.SAME),
        ("t2.art20_6.admin_penalty.decisions_this_year", Link.SAME),
        ("t3.granted.org_other", Link.SAME),
        ("t4.direct_suit.pending", Link.SAME),
        ("t2.art20_1.regulation.repealed_this_year", Link.ADDED),
        ("t2.art20_1.regulation.published_this_year", Link.DROPPED),
        ("t2.art20_5.other_external_service.decisions", Link.DROPPED),
        ("t2.art20_9.central_procurement.procurement_amount_wan", Link.DROPPED),
        (IN_FORCE, Link.UNLIKE),
        ("t2.art20_1.normative_document.published_total", Link.UNLIKE),
        ("t2.art20_8.admin_fee.fee_amount_wan", Link.UNLIKE),
        ("t2.art20_8.admin_fee.items_change", Link.UNLIKE),
        ("t3.other.total", Link.GROUP),
        ("t3.other_misc.total", Link.PART),
        ("t3.other_fee_unpaid.total", Link.PART),
    ],
)
def test_forms_are_connected_as_the_law_library_says(meaning: str, link: Link) -> None:
    assert meanings()[meaning].link is link


def test_renamed_cells_are_one_line() -> None:
    found = line(meanings()[ISSUED], {2020: figures(2020, {MADE: 4}), 2021: figures(2021, {ISSUED: 6})})
    assert found.compared == {2020: 4, 2021: 6}
    assert same_meaning()[MADE] == ISSUED


def test_total_and_in_force_are_never_one_line() -> None:
    reports = history((2020, 2021))
    found = {each.meaning.id: each for each in lines(reports)}
    before, now = found[IN_FORCE].points
    assert (before.value, before.gap, now.value) == (None, Gap.NOT_IN_FORM, 6)
    assert "含义不同" in before.said
    assert found["t2.art20_1.normative_document.published_total"].compared == {2020: 6}


def test_other_handling_is_compared_as_a_whole() -> None:
    parts = {
        f"t3.{row}.total": n
        for row, n in zip(("other_no_correction", "other_fee_unpaid", "other_misc"), (1, 2, 4), strict=True)
    }
    reports = {2020: figures(2020, {"t3.other_handling.total": 9}), 2021: figures(2021, parts)}
    found = {each.meaning.id: each for each in lines(reports)}
    assert found["t3.other.total"].compared == {2020: 9, 2021: 7}
    shown = found["t3.other_misc.total"]
    assert [point.value for point in shown.points] == [9, 4]
    assert shown.points[0].apart
    assert "合计" in shown.points[0].said
    assert shown.compared == {2021: 4}
    assert "不分项" in found["t3.other_fee_unpaid.total"].points[0].said


def test_group_with_a_blank_part_is_blank() -> None:
    reports = {2021: figures(2021, {"t3.other_fee_unpaid.total": None})}
    assert line(meanings()["t3.other.total"], reports).points == (Point(2021, None, Gap.BLANK, BLANK),)


def test_year_without_report_is_a_gap() -> None:
    found = line(meanings()[ISSUED], history((2021, 2023)))
    assert [(point.year, point.gap, point.said) for point in found.points] == [
        (2021, None, ""),
        (2022, Gap.NO_REPORT, NO_REPORT),
        (2023, None, ""),
    ]


def test_lines_of_nothing_are_empty() -> None:
    assert years_of({}) == ()
    assert breaks({}) == ()
    assert line(meanings()[ISSUED], {}) == Line(meanings()[ISSUED], ())
    assert line(meanings()[ISSUED], {}).empty


def test_line_with_a_figure_is_not_empty() -> None:
    assert not line(meanings()[ISSUED], history((2021,))).empty


@pytest.mark.parametrize(
    ("years", "found"),
    [((2019, 2020), ()), ((2019, 2020, 2021, 2022), (2021,)), ((2020, 2023, 2024), (2023,))],
)
def test_break_is_the_first_report_in_another_form(years: tuple[int, ...], found: tuple[int, ...]) -> None:
    assert breaks(history(years)) == found


def test_report_in_the_wrong_form_is_read_by_its_form() -> None:
    report = YearFigures(2022, OLD, {MADE: 3})
    assert stated(meanings()[ISSUED], report) == 3
    assert stated(meanings()[IN_FORCE], report) is None


def test_decimals_stay_exact() -> None:
    fee = "t2.art20_8.admin_fee.fee_amount_wan"
    assert stated(meanings()[fee], figures(2021, {fee: Decimal("47593.6663")})) == Decimal("47593.6663")


def test_cells_that_meanings_read() -> None:
    assert cells_of([ISSUED]) == {MADE, ISSUED}
    assert len(cells_of(["t3.other.total"])) == 4


def test_stocks_and_totals_are_told_apart() -> None:
    held = meanings()
    assert held[IN_FORCE].running
    assert not held[ISSUED].running
    assert held[ISSUED].total
    assert held["t4.review.total"].total
    assert not held["t3.granted.natural_person"].total
