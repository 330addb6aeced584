"""An agency's own Word template: filled as it looks, and refused with what is wrong and what to do."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters import own_template
from gongkai.documents.letters.own_template import NAMES, check, fill, values
from gongkai.documents.reading.blocks import Unreadable
from tests.documents.letters.samples import NAME, NUMBER, sample

ROOT = Path(__file__).resolve().parents[3]


def template(*paragraphs: str, header: str = "") -> bytes:
    made = Document()
    for text in paragraphs:
        run = made.add_paragraph().add_run(text)
        run.font.color.rgb = RGBColor(0, 0, 255)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    out = BytesIO()
    made.save(out)
    return out.getvalue()


WHOLE = template(
    "{{ 文号 }}",
    "{{标题}}",
    "{{ 收件人 }}：",
    "{{ 正文 }}",
    "{{ 附件 }}",
    "{{ 落款 }}",
    "{{ 日期 }}",
    header="{{ 发文机关 }}",
)


def lines(data: bytes) -> list[str]:
    return [
        "".join(each.text or "" for each in paragraph._p.iter(qn("w:t")))
        for paragraph in Document(BytesIO(data)).paragraphs
    ]


def messages(data: bytes) -> str:
    return "\n".join(remark.message for remark in check(data))


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The file with parts added or replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def test_whole_template_is_filled_paragraph_by_paragraph() -> None:
    assert check(WHOLE) == ()
    written = sample("not_exist", attachments=("检索记录",))
    made = fill(WHOLE, written)
    found = lines(made)
    body = values(written)["正文"].split("\n")
    assert len(body) > 3
    assert found == [
        NUMBER,
        "信息不存在告知书",
        f"{NAME}：",
        *body,
        "附件：检索记录",
        "云岭县人民政府办公室",
        "2026年3月10日",
    ]
    said = [paragraph for paragraph in Document(BytesIO(made)).paragraphs if paragraph.text in body]
    assert {str(run.font.color.rgb) for paragraph in said for run in paragraph.runs if run.text} == {"0000FF"}
    assert Document(BytesIO(made)).sections[0].header.paragraphs[0].text == "云岭县人民政府办公室"


def test_every_field_can_be_used() -> None:
    data = template(*(f"{{{{ {name} }}}}" for name in NAMES))
    assert check(data) == ()
    written = sample("not_exist", copies_to=("甲局", "乙局"))
    said = "\n".join(lines(fill(data, written)))
    for value in values(written).values():
        assert all(line in said for line in value.split("\n"))
    assert "甲局，乙局" in said


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for a in b %}", "<w:p>&amp;", "{{ 正文_1 }}", "}}{{"])
def test_what_a_letter_says_is_never_a_program(text: str) -> None:
    written = sample(
        "not_exist", addressee=text, paragraphs=(f"甲{text}乙", "如对本答复不服，可以申请行政复议。")
    )
    found = lines(fill(WHOLE, written))
    assert f"{text}：" in found
    assert f"甲{text}乙" in found


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        ("{{ 申请人 }}", "不认识的字段“申请人”"),
        ("{{ 标题", "字段写法有误：{{ 标题"),
        ("标题 }}", "字段写法有误：标题 }}"),
        ("{% for x in 正文 %}{% endfor %}", "循环、判断或者其他程序"),
        ("{# 说明 #}", "循环、判断或者其他程序"),
        ("{{ 正文.__class__ }}", "不认识的字段“正文.__class__”"),
        ("{{ ''.join(正文) }}", "不认识的字段"),
        ("{{ 正文|upper }}", "不认识的字段“正文|upper”"),
    ],
)
def test_broken_fields_are_named(paragraph: str, message: str) -> None:
    said = messages(template("{{ 正文 }}", paragraph))
    assert message in said
    with pytest.raises(Unreadable):
        fill(template("{{ 正文 }}", paragraph), sample("not_exist"))


def test_template_without_the_body_is_refused() -> None:
    assert messages(template("{{ 标题 }}")) == own_template.NO_BODY
    with pytest.raises(Unreadable, match="正文"):
        fill(template("{{ 标题 }}"), sample("not_exist"))


def test_fields_divided_into_runs_by_word_are_read() -> None:
    made = Document(BytesIO(template()))
    paragraph = made.add_paragraph()
    for part in ("{{", " 正", "文", " }}"):
        paragraph.add_run(part)
    out = BytesIO()
    made.save(out)
    assert check(out.getvalue()) == ()
    assert values(sample("not_exist"))["正文"].split("\n") == lines(fill(out.getvalue(), sample("not_exist")))


@pytest.mark.parametrize("data", [b"", b"no file", b"PK\x03\x04broken", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    assert messages(data) == own_template.NO_DOCX
    with pytest.raises(Unreadable):
        fill(data, sample("not_exist"))


def test_macros_links_and_bulk_are_refused() -> None:
    assert messages(repacked(WHOLE, **{"word/vbaProject.bin": b"x"})) == own_template.MACROS
    outer = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="https://example.cn/a.dotm" TargetMode="External"/></Relationships>'
    )
    assert messages(repacked(WHOLE, **{"word/_rels/settings.xml.rels": outer})) == own_template.OUTSIDE
    assert messages(WHOLE + b"\0" * own_template.MOST_BYTES) == own_template.TOO_BIG
    bulk = repacked(WHOLE, **{"word/media/bulk.xml": b"\0" * (own_template.MOST_UNPACKED + 1)})
    assert len(bulk) < own_template.MOST_BYTES
    assert messages(bulk) == own_template.TOO_BIG


def test_xml_that_names_entities_is_not_read() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        b"<w:t>{{ \xe6\xad\xa3\xe6\x96\x87 }}&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert messages(repacked(WHOLE, **{"word/document.xml": bomb})) == own_template.NO_DOCX


def test_where_no_second_code_is_drawn_none_is_spoken_of() -> None:
    """A template has no place for the QR code by which one answers; address, number and code stand in the text."""
    said = "\n".join(lines(fill(WHOLE, sample("comaker_letter"))))
    assert "请打开下列网址，填写回复编号YJ4070918253和回复码7Q2M 9K4T" in said
    assert "二维码" not in said
    assert "请扫描下方的二维码，或者打开下列网址" in letters.plain(sample("comaker_letter"))


def test_letters_of_all_kinds_fit_in() -> None:
    for kind in ("receipt", "deny_third_party", "rectify_done"):
        written = sample(kind)
        said = "\n".join(lines(fill(WHOLE, written)))
        assert all(piece in said for piece in letters.plain(written).split("\n")[1:])


def test_forms_keep_their_own_rows() -> None:
    with pytest.raises(Unreadable, match="表格类"):
        fill(WHOLE, sample("service_proof"))


def test_page_for_officers_names_every_field() -> None:
    page = (ROOT / "docs/users/word-templates.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `\{\{ (\S+) \}\}` \| (.+) \|$", page, re.MULTILINE))
    assert rows == dict(NAMES)
