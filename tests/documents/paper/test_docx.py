"""The DOCX: python-docx and our own reader find the same text in it, Word finds styles that it knows."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from gongkai.documents.paper.docx import docx
from gongkai.documents.rich_text import clean, plain
from gongkai.documents.word import convert
from tests.documents.paper.samples import (
    BODY,
    FOOTER,
    NUMBER,
    TITLE,
    paper,
    paragraphs,
    png,
    squeezed,
    text_of_docx,
)


def test_every_paragraph_is_in_it() -> None:
    text = text_of_docx(docx(paper()))
    for wanted in (TITLE, NUMBER, *paragraphs(BODY)):
        assert squeezed(wanted) in text


def test_our_own_reader_gives_the_text_back() -> None:
    read = convert(docx(paper()))
    assert read.title == TITLE
    assert read.document_no == NUMBER
    assert read.issuing_body == "云岭县人民政府"
    assert str(read.written_on) == "2026-03-10"
    assert read.attachments == ("设施移交清单",)
    assert [squeezed(line) for line in plain(read.html).split("\n")] == [
        squeezed(line) for line in plain(clean(BODY)).split("\n")
    ]
    for kept in (
        "<h2>一、总体要求</h2>",
        "<h3>（一）目标</h3>",
        'rowspan="2"',
        "<strong>强调的字</strong>",
        "H<sub>2</sub>O",
    ):
        assert kept in read.html


def test_text_without_a_head_comes_back_too() -> None:
    body = "<p>甲，一段话。</p><p>乙，又一段话。</p>"
    read = convert(docx(paper(body, issuer="", document_no="")))
    assert (read.title, read.document_no) == (TITLE, "")
    assert plain(read.html) == plain(body)


def test_page_has_the_measures_of_official_documents() -> None:
    section = Document(BytesIO(docx(paper()))).sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(length.mm) for length in lengths if length] == [210, 297, 37, 28, 26]


def test_feet_of_odd_and_even_pages() -> None:
    section = Document(BytesIO(docx(paper()))).sections[0]
    for foot in (section.footer, section.even_page_footer):
        text = squeezed("".join(str(part) for part in foot._element.itertext()))
        assert all(squeezed(line) in text for line in FOOTER)
        assert "—PAGE—" in text
        assert foot._element.findall(f".//{qn('w:drawing')}")


def test_pictures_are_drawn_with_their_descriptions() -> None:
    body = '<p><img src="attachments/p1.png" alt="示意图"></p>'
    made = Document(BytesIO(docx(paper(body, pictures={"p1.png": png()}))))
    assert [shape._inline.docPr.get("descr") for shape in made.inline_shapes] == ["示意图"]
    for broken in (b"", b"no picture", b"GIF89a"):
        assert "示意图" in text_of_docx(docx(paper(body, pictures={"p1.png": broken})))


def test_links_are_links() -> None:
    with ZipFile(BytesIO(docx(paper()))) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://xxgk.example.cn/xxgk/1/" TargetMode="External"' in relations


def test_nothing_of_the_library_is_left_in_it() -> None:
    with ZipFile(BytesIO(docx(paper()))) as package:
        names = package.namelist()
        told = package.read("docProps/core.xml").decode()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name]
    assert "python-docx" not in told


# The order in which the format wants what may stand in these.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs overflowPunct autoSpaceDE autoSpaceDN "
    "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "trPr": "cantSplit tblHeader",
}


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "word/footer2.xml"]
)
def test_parts_are_in_the_order_of_the_format(part: str) -> None:
    with ZipFile(BytesIO(docx(paper(BODY, pictures={"p1.png": png()})))) as package:
        tree = etree.fromstring(package.read(part))
    for name, order in ORDER.items():
        known = order.split()
        for found in tree.iter(qn(f"w:{name}")):
            inside = [etree.QName(each).localname for each in found]
            assert sorted(inside, key=known.index) == inside, name
