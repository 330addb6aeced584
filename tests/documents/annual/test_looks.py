"""Every page looks as it did when it was looked at, in PDF and in Word; validators have nothing to say."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pdfua
import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from gongkai.documents.annual.charts import charts
from gongkai.documents.annual.laying import paper
from gongkai.documents.annual.writing import Kind, Manner, write
from gongkai.documents.loading import load_bytes
from gongkai.documents.paper.pieces import Figure, Grid
from gongkai.law.report.schema import forms
from tests.documents import goldens
from tests.documents.annual import golden
from tests.documents.annual.samples import MADE_AT, made, values
from tests.law.report.reports import balanced_2021, township_2021, with_cells

FORMS = ("format_2019", "format_2021")


@pytest.mark.parametrize("name", golden.REPORTS)
def test_pages_are_as_reviewed(name: str) -> None:
    drift = goldens.drift(golden.printed(name), golden.FOLDER, name)
    assert max(drift) <= goldens.MOST_UNLIKE, drift


def test_word_files_look_as_reviewed_and_print_the_same_cells(tmp_path: Path) -> None:
    for name, data in golden.in_word(tmp_path).items():
        drift = goldens.drift(data, golden.FOLDER, name)
        assert max(drift) <= goldens.MOST_UNLIKE, (name, drift)
        report = golden.REPORTS[name.removeprefix("word_")]
        assert values(load_bytes(data, f"{name}.pdf")) == values(report)


def test_comparison_sees_another_figure() -> None:
    """A bar gets shorter, which one figure of four digits alone would not show."""
    other = with_cells(balanced_2021(), {"t4.review.pending": 21})
    drift = goldens.drift(write(other, Kind.PDF, MADE_AT).data, golden.FOLDER, "2021")
    assert max(drift) > goldens.MOST_UNLIKE
    assert drift[0] == 0


def test_no_page_is_reviewed_that_is_not_made() -> None:
    assert goldens.names(golden.FOLDER) == {*golden.REPORTS, *(f"word_{name}" for name in golden.IN_WORD)}


@pytest.mark.parametrize("form", FORMS)
def test_pdf_is_one_that_archives_keep_and_readers_read(form: str, tmp_path: Path) -> None:
    data = made(form, Kind.PDF)
    with pikepdf.open(BytesIO(data)) as file:
        meta = file.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert [str(each) for each in pdfua.validate(str(path)).findings] == []


@pytest.mark.parametrize("form", FORMS)
def test_word_finds_nothing_to_repair(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(made(form, Kind.DOCX))
    result = OpenXmlValidator().validate(path)
    assert (result.error_count, result.warning_count) == (0, 0)


@pytest.mark.parametrize("form", FORMS)
def test_excel_finds_nothing_to_repair(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(made(form, Kind.XLSX))
    assert OpenXmlValidator().validate(path).error_count == 0


@pytest.mark.parametrize("form", FORMS)
def test_every_bar_of_the_workbook_has_its_label(form: str) -> None:
    """Each in one cell: of several columns spreadsheets make steps, with letters that lie on their side."""
    data = made(form, Kind.XLSX)
    with ZipFile(BytesIO(data)) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    found = re.search(r"<c:cat>.*?<c:f>(.*?)</c:f>", chart)
    assert found is not None
    ranges = [part.replace("$", "") for part in re.findall(r"表三!([^,)]+)", found[1])]
    table = load_workbook(BytesIO(data))["表三"]
    labels = [cell.value for part in ranges for row in table[part] for cell in row]
    assert all(labels)
    assert labels == [row.label for row in forms()[form].outcomes]


def test_word_asks_for_official_typefaces_or_those_of_the_agency() -> None:
    def asked(data: bytes) -> set[str]:
        with ZipFile(BytesIO(data)) as package:
            parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
        return set(re.findall(r'w:eastAsia="([^"]+)"', "".join(parts))) - {"zh-CN"}

    assert {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"} <= asked(
        made("format_2021", Kind.DOCX)
    )
    own = write(balanced_2021(), Kind.DOCX, MADE_AT, Manner(fonts={"text": "仿宋", "title": "宋体"})).data
    assert not {"仿宋_GB2312", "方正小标宋简体"} & asked(own)


@pytest.mark.parametrize("form", FORMS)
def test_tables_of_word_repeat_their_heads_and_keep_their_rows(form: str) -> None:
    body = Document(BytesIO(made(form, Kind.DOCX))).element.body
    heads = []
    for table in body.iter(qn("w:tbl")):
        rows = [*table.iter(qn("w:tr"))]
        heads.append(sum(row.find(f".//{qn('w:tblHeader')}") is not None for row in rows))
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        assert sum(widths) <= 156 / 25.4 * 1440
    assert heads == [2, 3, 3]


def test_headings_of_a_table_too_high_for_a_page_stand_on_both() -> None:
    """Figures so long that labels break into many lines."""
    long = with_cells(
        balanced_2021(),
        dict.fromkeys((f"t3.{row.id}.total" for row in balanced_2021().form.table3.rows), 10**9),
    )
    grid = next(each for each in paper(long, MADE_AT).pieces if isinstance(each, Grid) and each.rows > 20)
    assert grid.size < 9
    document = pypdfium2.PdfDocument(write(long, Kind.PDF, MADE_AT).data)
    found = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    assert 1 <= sum("法人或其他组织" in page for page in found) <= 2


def test_charts_are_vectors_without_text_and_say_what_they_show() -> None:
    drawn = charts(balanced_2021())
    assert [chart.title[:2] for chart in drawn] == ["图1", "图2", "图3"]
    for chart in drawn:
        root = etree.fromstring(chart.svg)
        assert {etree.QName(each).localname for each in root.iter()} == {"svg", "path"}
        assert b"style" not in chart.svg
    assert (
        "予以公开5548件；部分公开2168件；不予公开730件；无法提供3421件；不予处理457件；其他处理1486件"
        in drawn[1].alt
    )
    assert "行政复议790件（结果维持376件，结果纠正97件，其他结果196件，尚未审结121件）" in drawn[2].alt
    figures = [each for each in paper(balanced_2021(), MADE_AT).pieces if isinstance(each, Figure)]
    assert [each.alt for each in figures] == [chart.alt for chart in drawn]


def test_charts_that_would_say_nothing_or_too_much_are_left_out() -> None:
    assert charts(township_2021()) == ()
    lacking = with_cells(balanced_2021(), {"t4.review.upheld": None, "t3.granted.total": -3})
    assert [chart.title[:2] for chart in charts(lacking)] == ["图1"]


def test_word_has_each_chart_as_vector_and_as_picture() -> None:
    with ZipFile(BytesIO(made("format_2021", Kind.DOCX))) as package:
        media = sorted(name for name in package.namelist() if name.startswith("word/media/"))
        document = package.read("word/document.xml").decode()
    assert [name.rsplit(".", 1)[1] for name in media] == ["svg"] * 3 + ["png"] * 3
    assert document.count("svgBlip") == 3
    assert document.count('descr="图') == 3


def test_page_needs_nothing_from_elsewhere_and_holds_text_only() -> None:
    odd = with_cells(township_2021(), {})
    page = write(odd, Kind.HTML, MADE_AT).data.decode()
    for never in ("<script", "src=", "href=", "@import", "url(", " style="):
        assert never not in page
    assert page.count("<table") == 3
    assert 'scope="colgroup"' in page
