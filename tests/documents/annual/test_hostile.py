"""Reports whose words try to be more than words, or have no end; and the base install, which has no typesetter."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from gongkai.documents.annual.printing import printed
from gongkai.documents.annual.writing import Kind, write
from gongkai.documents.isolated import Bounds
from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.report.content import Cell, Paragraph, Report, Section
from tests.conftest import ROOT
from tests.documents.annual.samples import MADE_AT
from tests.documents.paper.samples import squeezed, text_of_docx, text_of_pdf
from tests.law.report.reports import balanced_2021, township_2021, with_cells, with_text

MARKUP = (
    '#read("/etc/passwd")',
    '"+ panic("x") +" #{while true {}} $ x^2 $ *bold* <label> @ref // \\u{41} ]#panic()[',
    "</w:t></w:r><w:r><w:t>&amp;<!-- -->]]>",
    '</td></table><script>alert(1)</script><img src=x onerror="x">" onload="',
    "{{ x }}{% y %}${z}",
    "=cmd|' /C calc'!A0",
)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_text(text: str) -> None:
    report = replace(
        with_text(township_2021(received=1), "s6_other/p1", f"甲{text}乙"),
        title=f"云岭县{text}2025年政府信息公开工作年度报告",
        agency_name=f"丙{text}丁",
    )
    wanted = f"甲{squeezed(text)}乙"
    assert wanted in text_of_docx(write(report, Kind.DOCX, MADE_AT).data)
    assert wanted in text_of_pdf(write(report, Kind.PDF, MADE_AT).data)
    page = html.document_fromstring(write(report, Kind.HTML, MADE_AT).data)
    assert wanted in squeezed("".join(map(str, page.itertext())))
    assert [each for each in page.iter() if each.tag in ("script", "img")] == []
    assert not any(str(name).startswith("on") for each in page.iter() for name in each.attrib)
    book = openpyxl.load_workbook(BytesIO(write(report, Kind.XLSX, MADE_AT).data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_markup_in_a_cell_is_text() -> None:
    report = with_cells(balanced_2021(), {"t4.review.total": Cell(None, "<b>#panic()</b>", "x")})
    for kind in (Kind.DOCX, Kind.PDF, Kind.HTML, Kind.XLSX):
        [entry] = load_bytes(write(report, kind, MADE_AT).data, f"a.{kind}").unread
        assert (entry.cell, squeezed(entry.raw)) == ("t4.review.total", "<b>#panic()</b>")


TEXTS = st.text(st.characters(), max_size=60)
NUMBERS = st.none() | st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, places=4)


@st.composite
def anything(draw: st.DrawFn) -> Report:
    """A report with any words and any figures anywhere, sections twice or not at all."""
    base = balanced_2021()
    ids = st.sampled_from(["", *(section.id for section in base.sections)])
    texts = st.lists(TEXTS.map(lambda text: Paragraph(text, "x")), max_size=3).map(tuple)
    sections = st.lists(st.builds(Section, ids, TEXTS, TEXTS, st.just("x"), texts), max_size=8)
    cells = draw(st.dictionaries(st.sampled_from([*base.form.cells]), NUMBERS, max_size=12))
    return replace(
        base,
        title=draw(TEXTS),
        agency_name=draw(TEXTS),
        report_year=draw(st.none() | st.integers(1, 9999)),
        preface=draw(texts),
        sections=tuple(draw(sections)),
        cells={cell: Cell(value, draw(TEXTS), "x", draw(st.booleans())) for cell, value in cells.items()},
    )


@pytest.mark.parametrize("kind", Kind)
@given(report=anything())
@settings(max_examples=25, deadline=None)
def test_whatever_is_written_there_is_a_file(kind: Kind, report: Report) -> None:
    data = write(report, kind, MADE_AT).data
    if kind is Kind.PDF:
        assert data.startswith(b"%PDF-")
    elif kind in (Kind.DOCX, Kind.XLSX):
        with ZipFile(BytesIO(data)) as package:
            assert package.testzip() is None
    else:
        data.decode()


def test_amounts_with_exponents_are_plain_digits() -> None:
    report = with_cells(balanced_2021(), {"t2.art20_8.admin_fee.fee_amount_wan": Decimal("1.2E+3")})
    page = write(report, Kind.HTML, MADE_AT).data.decode()
    assert ">1200</td>" in page


def test_made_apart_it_is_the_same_file() -> None:
    for kind in (Kind.PDF, Kind.HTML):
        assert printed(balanced_2021(), kind, MADE_AT) == write(balanced_2021(), kind, MADE_AT)


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.PDF])
def test_endless_text_is_printed_or_refused(kind: Kind) -> None:
    long = with_text(township_2021(), "s6_other/p1", "长" * 20_000 + "x" * 2_000)
    assert len(printed(long, kind, MADE_AT).data) > 10_000
    with pytest.raises(Unreadable, match="太慢"):
        printed(long, kind, MADE_AT, bounds=Bounds(0, "太慢", "太大", "坏了"))


BASE = """
import sys

class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"typst", "docx", "fontTools", "pikepdf", "segno", "django", "pypdf"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Lacking())
from importlib import util
from unittest.mock import patch
from gongkai.documents.annual import intake, package
from gongkai.documents.paper import lettering
from gongkai.documents.annual.writing import Kind, write
from tests.law.report.reports import balanced_2021
from tests.documents.annual.samples import MADE_AT, read_back, values

with patch.object(lettering, "find_spec", lambda name: None):
    for kind in (Kind.HTML, Kind.XLSX, Kind.JSON):
        assert values(read_back(balanced_2021(), kind)) == values(balanced_2021())
    assert b"<svg" not in write(balanced_2021(), Kind.HTML, MADE_AT).data
"""


def test_base_install_writes_pages_and_workbooks_without_drawings() -> None:
    ran = subprocess.run([sys.executable, "-c", BASE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
