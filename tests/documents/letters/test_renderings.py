"""One list of pieces, three renderings: each says the same, and the validators have nothing to say."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pdfua
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from docx import Document
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator, predict

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.letter import Form, Withheld
from gongkai.documents.letters.templates import templates
from gongkai.documents.paper.pdf import pdf
from tests.documents.letters.samples import (
    ADDRESS,
    LETTERHEAD,
    MADE_AT,
    NUMBER,
    ON,
    REPLY,
    printed,
    sample,
    word,
)
from tests.documents.paper.samples import pages, squeezed

KINDS = [*templates()]
FOOT = "扫描二维码或者访问下列网址，可以核验本文书：" + ADDRESS
_NUMBERS = re.compile(r"—\d—")


def _told(text: str) -> str:
    """Text as all renderings have it, the slip's number of a letter to be compared as well."""
    return squeezed(text).replace("—PAGE—", "")


def _of_word(data: bytes) -> str:
    """The first head, then the body."""
    made = Document(BytesIO(data))
    head = made.sections[0].first_page_header
    parts = [made.element.body] if head.is_linked_to_previous else [head._element, made.element.body]
    return _told("".join(each.text or "" for part in parts for each in part.iter(qn("w:t"))))


@pytest.mark.parametrize("kind", KINDS)
def test_pdf_says_what_the_list_says(kind: str) -> None:
    text = squeezed("".join(pages(printed(kind))))
    assert FOOT in text
    assert _NUMBERS.sub("", text.replace(FOOT, "")) == _told(letters.plain(sample(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_word_says_what_the_list_says(kind: str) -> None:
    assert _of_word(word(sample(kind))) == _told(letters.plain(sample(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_html_says_what_the_list_says(kind: str) -> None:
    made = letters.html(sample(kind))
    assert _told(unescape(re.sub("<[^>]*>", "", made))) == _told(letters.plain(sample(kind)))
    assert "style=" not in made


def test_html_is_text_whatever_is_written() -> None:
    made = letters.html(sample("not_exist", addressee="<script>alert(1)</script>&"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;：" in made
    assert '<p class="signature">云岭县人民政府办公室</p><p class="written-on">2026年3月10日</p>' in made


@pytest.mark.parametrize("kind", KINDS)
def test_pdf_is_one_that_archives_keep_and_readers_read(kind: str, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(printed(kind))) as file:
        meta = file.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert file.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang).lower().startswith("zh")
        assert _fonts_outside(file) == []
    path = tmp_path / "letter.pdf"
    path.write_bytes(printed(kind))
    assert [str(each) for each in pdfua.validate(str(path)).findings] == []


def _fonts_outside(file: pikepdf.Pdf) -> list[str]:
    """Fonts whose programs are not in the file."""
    found = [each for each in file.objects if isinstance(each, pikepdf.Dictionary)]
    described = [each for each in found if each.get("/Type") == "/FontDescriptor"]
    assert described
    return [
        str(each.FontName)
        for each in described
        if not any(key in each for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    ]


def test_labels_of_forms_head_their_rows() -> None:
    with pikepdf.open(BytesIO(printed("service_proof"))) as file:
        heads = [
            each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH"
        ]
        assert len(heads) == 13
        assert all(any(part.get("/Scope") == "/Row" for part in head.A) for head in heads)


@pytest.mark.parametrize("form", [Form.LETTER, Form.RED, Form.PLAIN])
@pytest.mark.parametrize("kind", ["third_party_letter", "service_proof", "reply_partial"])
def test_word_finds_nothing_to_repair(kind: str, form: Form, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(word(sample(kind, letterhead=replace(LETTERHEAD, form=form), copies_to=("甲局",))))
    result = OpenXmlValidator().validate(path)
    assert (result.error_count, result.warning_count) == (0, 0)
    assert "cleanly" in predict(result).headline


@pytest.mark.parametrize("kind", KINDS)
def test_word_finds_nothing_to_repair_in_any_kind(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(word(sample(kind, attachments=("甲", "乙"), seal=True)))
    result = OpenXmlValidator().validate(path)
    assert (result.error_count, result.warning_count) == (0, 0)


def test_word_asks_for_the_typefaces_of_the_agency() -> None:
    fonts = {"text": "仿宋", "title": "华文中宋", "number": "Times New Roman"}
    data = word(sample("reply_grant", letterhead=replace(LETTERHEAD, fonts=fonts)))
    with ZipFile(BytesIO(data)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    asked = set(re.findall(r'w:eastAsia="([^"]+)"', "".join(parts))) - {"zh-CN"}
    assert {"仿宋", "华文中宋", "Times New Roman", "黑体"} <= asked
    assert not asked & {"仿宋_GB2312", "方正小标宋简体", "宋体"}


def test_digest_is_of_what_is_signed() -> None:
    draft = sample("reply_grant", number="", on=None, law_day=ON, verify="")
    signed = letters.digest(draft)
    assert signed == letters.digest(sample("reply_grant"))
    assert re.fullmatch("[0-9a-f]{64}", signed)
    changed: list[dict[str, Any]] = [
        {"addressee": "另一人"},
        {"title": "告知书"},
        {"attachments": ("方案",)},
        {"copies_to": ("甲局",)},
        {"letterhead": replace(LETTERHEAD, name="云岭县财政局")},
        {"withheld": (Withheld(where="第1页", what="号码", ground="第十五条"),)},
    ]
    assert len({signed, *(letters.digest(replace(draft, **each)) for each in changed)}) == 7


def test_what_was_withheld_stands_before_the_ways_open() -> None:
    withheld = (
        Withheld(
            where="《验收报告》第3页", what="公民身份号码", ground="《条例》第十五条", reason="个人隐私。"
        ),
        Withheld(where="《验收报告》第4页", what="银行账号", ground="《条例》第十五条"),
    )
    body = ("现提供验收报告。", "如对本答复不服，可以申请行政复议。")
    for written in (
        sample("reply_partial", withheld=withheld),
        sample("reply_partial", withheld=withheld, paragraphs=body),
    ):
        lines = letters.plain(written).split("\n")
        at = next(place for place, line in enumerate(lines) if line.startswith("所提供的政府信息中"))
        assert (
            lines[at + 1] == "1.《验收报告》第3页：公民身份号码（依据：《条例》第十五条，理由：个人隐私）；"
        )
        assert lines[at + 2] == "2.《验收报告》第4页：银行账号（依据：《条例》第十五条）。"
        assert lines[at + 3].startswith("如对本答复")


def test_code_is_read_from_every_page() -> None:
    document = pypdfium2.PdfDocument(printed("third_party_letter"))
    read = [zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil()) for page in document]
    document.close()
    first, second, form = ({each.text for each in found} for found in read)
    assert first == form == {ADDRESS}
    assert second == {ADDRESS, REPLY}


def test_the_second_code_is_a_picture_with_words() -> None:
    """What screen readers say of it, in both kinds of files."""
    with pikepdf.open(BytesIO(printed("comaker_letter"))) as made:
        told = [
            str(each["/Alt"])
            for each in made.objects
            if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert told == [f"二维码：{REPLY}"]
    drawn = Document(BytesIO(word(sample("comaker_letter")))).element.body.iter(qn("wp:docPr"))
    assert [each.get("descr") for each in drawn] == [f"二维码：{REPLY}"]


def test_drafts_have_neither_code_nor_number() -> None:
    data = pdf(letters.paper(sample("receipt", number="", on=None, law_day=ON, verify=""), MADE_AT))
    text = squeezed("".join(pages(data)))
    assert NUMBER not in text
    assert "核验" not in text
    assert "年月日" in text


def test_same_letter_gives_the_same_file() -> None:
    for kind in ("receipt", "service_proof"):
        assert pdf(letters.paper(sample(kind), MADE_AT)) == printed(kind)


def test_headings_are_headings() -> None:
    body = ("一、基本情况", "（一）检索", "1.检索办公系统。", "一、这一段不是标题，后面还有话。")
    looks = [piece.look.value for piece in letters.pieces(sample("not_exist", paragraphs=body))]  # type: ignore[union-attr]
    assert looks[1:5] == ["first", "second", "text", "text"]


def test_word_of_a_letter_has_its_red_lines_and_another_first_page() -> None:
    made = Document(BytesIO(word(sample("receipt"))))
    section = made.sections[0]
    assert section.different_first_page_header_footer
    lines = [
        each.get(qn("w:val"))
        for part in (section.first_page_header, section.first_page_footer)
        for each in part._element.iter(qn("w:bottom"))
    ]
    assert lines == ["thickThinSmallGap", "thinThickSmallGap"]
    assert "PAGE" not in "".join(map(str, section.first_page_footer._element.itertext()))
    assert "PAGE" in "".join(map(str, section.footer._element.itertext()))
