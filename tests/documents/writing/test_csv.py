"""Cells as CSV: readable by Excel, harmless in it, numbers left as numbers."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.writing.as_csv import harmless, to_csv
from gongkai.law.report.content import Cell, Report
from tests.law.report.reports import balanced_2019, township_2021, with_cells, without_cells


def rows(report: Report) -> dict[str, dict[str, str]]:
    """The lines of the file by cell id."""
    lines = to_csv(report).decode("utf-8-sig").splitlines()
    return {row["cell"]: row for row in csv.DictReader(lines)}


def test_begins_with_the_mark_that_excel_needs() -> None:
    assert to_csv(township_2021()).startswith(b"\xef\xbb\xbfcell,label,value,raw,where\r\n")


def test_one_line_a_cell_in_the_order_of_the_form() -> None:
    report = without_cells(balanced_2019(), "t4.review")
    assert list(rows(report)) == [cell for cell in report.form.cells if not cell.startswith("t4.review")]


def test_values() -> None:
    report = with_cells(
        balanced_2019(),
        {
            "t2.art20_5.admin_license.items_change": Cell(-3, "-3", "line 5"),
            "t2.art20_9.central_procurement.procurement_amount_wan": Cell(Decimal("8.70"), "8.7万", "line 9"),
            "t3.granted.total": Cell(None, "", "line 20"),
            "t3.partial.total": Cell(Decimal("1E+5"), "10万", "line 21"),
        },
    )
    made = rows(report)
    assert made["t2.art20_5.admin_license.items_change"] == {
        "cell": "t2.art20_5.admin_license.items_change",
        "label": "表二 行政许可 · 本年增/减",
        "value": "-3",
        "raw": "-3",
        "where": "line 5",
    }
    assert made["t2.art20_9.central_procurement.procurement_amount_wan"]["value"] == "8.70"
    assert made["t3.granted.total"]["value"] == ""
    assert made["t3.partial.total"]["value"] == "100000"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1-1", "=18"]
)
def test_formula_is_disarmed(text: str) -> None:
    assert harmless(text) == f"'{text}"
    made = with_cells(township_2021(), {"t3.granted.total": Cell(None, text, text)})
    assert to_csv(made).decode("utf-8-sig").count(f"'{text}") == 2


@pytest.mark.parametrize("text", ["", "18", "+18", "-3", "-0.5", "3.1416", "8.7万", "/", "第5行"])
def test_figures_and_words_stay(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_survives_the_quoting(text: str) -> None:
    report = with_cells(township_2021(), {"t3.granted.total": Cell(1, text, "")})
    printed = csv.reader(io.StringIO(to_csv(report).decode("utf-8-sig"), newline=""))
    raw = next(row[3] for row in printed if row[0] == "t3.granted.total")
    assert raw.removeprefix("'") == text.removeprefix("'")
