"""Whatever balanced report is written, in whatever kind of file, is read back with the same cells and the same text.

GONGKAI_TEST_PAPERS sets how many of each kind of file.
"""

import os
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from gongkai.documents.annual.writing import Kind, Manner, write
from gongkai.documents.loading import load_bytes
from gongkai.law.report.arithmetic import examine
from gongkai.law.report.content import Cell, Paragraph, Report
from tests.documents.annual.samples import MADE_AT, balanced, read_back, texts, values
from tests.law.report.reports import (
    balanced_2019,
    balanced_2021,
    township_2021,
    with_cells,
    without_cells,
    without_sections,
)

MANY = int(os.environ.get("GONGKAI_TEST_PAPERS", "40"))
USUAL = [balanced_2021(), balanced_2019(), township_2021()]


@given(balanced())
@settings(max_examples=60, deadline=None)
def test_random_reports_balance(report: Report) -> None:
    """The rest would prove little otherwise."""
    assert examine(report).gaps == ()


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.XLSX, Kind.HTML, Kind.JSON])
@given(report=balanced())
@settings(max_examples=MANY, deadline=None)
def test_cells_and_text_come_back(kind: Kind, report: Report) -> None:
    back = read_back(report, kind)
    assert values(back) == values(report)
    assert back.format == report.format
    assert back.unread == ()
    assert texts(back) == texts(report)


@given(report=balanced())
@settings(max_examples=MANY * 5 // 8, deadline=None)
def test_cells_come_back_from_pdf(report: Report) -> None:
    back = read_back(report, Kind.PDF)
    assert values(back) == values(report)
    assert back.unread == ()
    assert [section[:3] for section in texts(back)] == [section[:3] for section in texts(report)]


def test_a_short_text_stays_apart_from_a_heading_that_is_the_longest_line() -> None:
    """On paper nothing else says where the lines of the text end."""
    whole = balanced_2021()
    sections = tuple(
        replace(section, paragraphs=(Paragraph("全年政策解读。", ""),) if section.number == "四" else ())
        for section in whole.sections
    )
    report = replace(whole, sections=sections)
    assert texts(read_back(report, Kind.PDF)) == texts(report)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("report", USUAL, ids=lambda report: report.title)
def test_everything_comes_back(report: Report, kind: Kind) -> None:
    back = read_back(report, kind)
    assert values(back) == values(report)
    assert texts(back) == texts(report)
    assert [each.text for each in back.preface] == [each.text for each in report.preface]
    assert (back.title, back.report_year) == (report.title, report.report_year)
    assert back.published_on == report.published_on


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.PDF, Kind.HTML])
def test_without_charts_the_tables_are_the_same(kind: Kind) -> None:
    report = balanced_2021()
    plain = write(report, kind, MADE_AT, Manner(with_charts=False)).data
    assert len(plain) < len(write(report, kind, MADE_AT).data)
    assert values(load_bytes(plain, f"a.{kind}")) == values(report)


@pytest.mark.parametrize("kind", Kind)
def test_figures_of_any_length_come_back(kind: Kind) -> None:
    report = with_cells(
        balanced_2021(),
        {
            "t2.art20_8.admin_fee.fee_amount_wan": Decimal("12345678.9012"),
            "t2.art20_5.admin_license.decisions_this_year": 987_654_321,
            "t3.granted.natural_person": 98_765_432,
            "t3.handled_total.total": 198_765_432,
            "t4.review.total": 1_234_567,
        },
    )
    assert values(read_back(report, kind)) == values(report)


@pytest.mark.parametrize("kind", Kind)
def test_blank_and_absent_stay_apart(kind: Kind) -> None:
    report = with_cells(without_cells(balanced_2021(), "t3.partial.total"), {"t3.granted.total": None})
    back = read_back(report, kind)
    assert back.cells["t3.granted.total"].value is None
    assert back.value("t3.partial.total") is None
    if kind is not Kind.JSON:
        assert [unread.cell for unread in back.unread] == ["t3.partial.total"]


@pytest.mark.parametrize("kind", Kind)
def test_printed_sign_for_nothing_is_a_blank(kind: Kind) -> None:
    report = with_cells(balanced_2021(), {"t4.review.total": Cell(None, "/", "line 1")})
    back = read_back(report, kind)
    assert back.cells["t4.review.total"].value is None
    assert back.unread == ()


@pytest.mark.parametrize("kind", Kind)
def test_tables_without_their_sections_get_the_official_headings(kind: Kind) -> None:
    report = without_sections(balanced_2021(), "s3_requests", "s2_proactive", "s6_other")
    back = read_back(report, kind)
    assert values(back) == values(report)
    if kind not in (Kind.JSON, Kind.XLSX):
        assert [section.id for section in back.sections] == [
            "s1_overview",
            "s2_proactive",
            "s3_requests",
            "s4_review_litigation",
            "s5_problems",
        ]


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.PDF, Kind.HTML])
def test_a_report_with_nothing_but_its_form_is_an_empty_form(kind: Kind) -> None:
    empty = Report(format="format_2021", agency_name="云岭县青禾镇人民政府", report_year=2025)
    made = write(empty, kind, MADE_AT)
    back = load_bytes(made.data, f"a.{kind}")
    assert back.title == "云岭县青禾镇人民政府2025年政府信息公开工作年度报告"
    assert len(back.sections) == 6
    assert all(value is None for value in values(back).values())
    assert {unread.raw for unread in back.unread} <= {""}


def test_what_a_reader_must_know_is_remarked_on() -> None:
    report = with_cells(
        without_cells(balanced_2021(), "t3.partial.total"),
        {"t3.granted.total": Cell(5548, "", "x", inferred=True)},
    )
    said = " ".join(write(report, Kind.HTML, MADE_AT).remarks)
    assert "缺少 1 个单元格" in said
    assert "1 个数字原件中看不清" in said
    assert write(balanced_2021(), Kind.HTML, MADE_AT).remarks == ()


def test_characters_without_glyph_are_named_and_no_archive_is_claimed() -> None:
    odd = replace(township_2021(), title="云岭县青禾镇\U000f1234 2025年政府信息公开工作年度报告")
    made = write(odd, Kind.PDF, MADE_AT)
    assert "U+F1234" in made.remarks[0]
    assert b"pdfaid" not in made.data
    assert b"pdfaid" in write(township_2021(), Kind.PDF, MADE_AT).data
