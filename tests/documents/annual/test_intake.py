"""A subordinate's file is read, or it is said what is wrong with it and what to do; whatever it is, nothing breaks."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.annual.intake import Asked, Received, received
from gongkai.documents.annual.intake.receiving import examined
from gongkai.documents.annual.writing import Kind
from gongkai.documents.isolated import Bounds
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.findings import Severity
from tests.documents.annual import handed_in as files
from tests.documents.annual.samples import values
from tests.law.report.reports import (
    balanced_2019,
    balanced_2021,
    township_2021,
    with_cells,
    without_cells,
)

ASKED = Asked(2025, "云岭市人民政府")
IN = (Kind.XLSX, Kind.DOCX, Kind.JSON)


def kinds(found: Received) -> set[str]:
    return {remark.kind for remark in found.remarks}


def said(found: Received, kind: str) -> str:
    return next(remark.message for remark in found.remarks if remark.kind == kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_right_report_is_acceptable_without_remarks(kind: Kind) -> None:
    found = received(files.handed_in(balanced_2021(), kind), f"年报.{kind}", ASKED)
    assert found.report is not None
    assert found.remarks == ()
    assert found.acceptable
    assert values(found.report) == values(balanced_2021())


@pytest.mark.parametrize("kind", IN)
def test_wrong_year(kind: Kind) -> None:
    found = examined(files.handed_in(balanced_2021(), kind), f"a.{kind}", replace(ASKED, year=2024))
    assert kinds(found) == {"year"}
    assert "这是2025年度的报告，本次要求报送2024年度的报告" in said(found, "year")
    assert not found.acceptable


@pytest.mark.parametrize("kind", IN)
def test_wrong_form_names_the_right_one(kind: Kind) -> None:
    old = replace(balanced_2019(), title="云岭县2025年政府信息公开工作年度报告", report_year=2025)
    found = examined(files.handed_in(old, kind), f"a.{kind}", Asked(2025, "云岭县人民政府"))
    assert kinds(found) == {"form"}
    assert "2019年格式" in said(found, "form")
    assert "应当使用2021年格式" in said(found, "form")


def test_year_that_is_not_stated() -> None:
    silent = replace(balanced_2021(), report_year=None)
    found = examined(files.handed_in(silent, Kind.JSON), "a.json", ASKED)
    assert kinds(found) == {"year"}
    assert "没有写明" in said(found, "year")


def test_report_of_another_body() -> None:
    found = examined(files.handed_in(township_2021(), Kind.DOCX), "a.docx", ASKED)
    assert kinds(found) == {"agency"}
    assert "云岭县青禾镇人民政府" in said(found, "agency")


@pytest.mark.parametrize("kind", IN)
def test_unbalanced_tables_name_the_sum_and_the_cell(kind: Kind) -> None:
    wrong = with_cells(balanced_2021(), {"t3.granted.natural_person": 5445})
    found = examined(files.handed_in(wrong, kind), f"a.{kind}", ASKED)
    assert kinds(found) == {"unbalanced"}
    assert "相差 100" in said(found, "unbalanced")
    assert "“表三 （一）予以公开 · 自然人”如果是 5345，就全部相符。" in said(found, "unbalanced")
    assert any(finding.severity is Severity.ERROR for finding in found.findings)


@pytest.mark.parametrize("kind", IN)
def test_lacking_and_blank_cells(kind: Kind) -> None:
    report = with_cells(without_cells(balanced_2021(), "t4."), {"t3.partial.org_other": None})
    found = examined(files.handed_in(report, kind), f"a.{kind}", ASKED)
    assert not found.acceptable
    assert "blank" in kinds(found)
    assert "缺少 15 个单元格：表四 行政复议 · 结果维持" in said(found, "lacking")


def test_words_for_a_figure() -> None:
    found = examined(files.with_text_for_a_figure(), "a.xlsx", ASKED)
    assert "表三 （一）予以公开 · 总计“约五千”" in said(found, "unread")


@pytest.mark.parametrize(
    "text", ["=SUM(D6:I6)", "=cmd|' /C calc'!A0", '=HYPERLINK("https://example.cn","5548")', "=5548"]
)
def test_formulas_are_never_run_and_always_told(text: str) -> None:
    found = examined(files.with_formula(text), "a.xlsx", ASKED)
    assert "（J6）" in said(found, "formula")
    assert not found.acceptable


@pytest.mark.parametrize(
    ("make", "kind", "severity"),
    [
        (files.with_hidden_sheet, "hidden_sheet", Severity.ERROR),
        (files.with_hidden_row, "hidden_line", Severity.WARNING),
        (files.with_outside_template, "outside", Severity.ERROR),
        (files.with_changes, "changes", Severity.WARNING),
        (lambda: files.with_part(Kind.XLSX, "xl/vbaProject.bin", b"\xd0\xcf"), "macro", Severity.ERROR),
        (lambda: files.with_part(Kind.DOCX, "word/vbaProject.bin", b"\xd0\xcf"), "macro", Severity.ERROR),
    ],
)
def test_what_is_not_seen_is_told(make: Callable[[], bytes], kind: str, severity: Severity) -> None:
    found = examined(make(), "年报", ASKED)
    assert [(remark.kind, remark.severity) for remark in found.remarks] == [(kind, severity)]
    assert found.report is not None
    assert values(found.report) == values(balanced_2021())
    assert found.acceptable == (severity is not Severity.ERROR)


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.XLSX])
@pytest.mark.parametrize("make", [files.bomb, files.with_entities])
def test_bombs_are_refused(make: Callable[[Kind], bytes], kind: Kind) -> None:
    found = received(make(kind), f"a.{kind}", ASKED)
    assert kinds(found) == {"unreadable"}
    assert found.report is None
    assert not found.acceptable


def test_what_never_ends_is_ended() -> None:
    bounds = Bounds(0, "读取用时过长", "太大", "坏了")
    found = received(files.handed_in(balanced_2021(), Kind.XLSX), "a.xlsx", ASKED, bounds)
    assert said(found, "unreadable") == "读取用时过长"


def test_years_before_there_was_a_form_are_nobodys_to_ask_for() -> None:
    with pytest.raises(LookupError):
        examined(files.handed_in(balanced_2021(), Kind.JSON), "a.json", Asked(2018))


WHOLE = {kind: files.handed_in(balanced_2021(), kind) for kind in IN}


@given(st.sampled_from(IN), st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_files_are_read_or_refused(kind: Kind, data: st.DataObject) -> None:
    """Bytes overwritten, cut out or doubled anywhere."""
    whole = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(len(whole) - 1, 0)))
        long = data.draw(st.integers(0, 40))
        whole[at : at + long] = data.draw(st.binary(max_size=40))
    try:
        found = examined(bytes(whole), f"a.{kind}", ASKED)
    except Unreadable:
        return
    assert found.report is not None


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=9), st.lists, max_leaves=5),
    st.data(),
)
@settings(max_examples=60, deadline=None)
def test_any_value_in_json_is_read_or_refused(value: object, data: st.DataObject) -> None:
    document = json.loads(WHOLE[Kind.JSON])
    inner = document
    for _ in range(data.draw(st.integers(0, 2))):
        key = data.draw(st.sampled_from(sorted(inner)))
        if not isinstance(inner[key], dict):
            break
        inner = inner[key]
    inner[data.draw(st.sampled_from(sorted(inner)))] = value
    with suppress(Unreadable):
        assert examined(json.dumps(document).encode(), "a.json", ASKED).report is not None
