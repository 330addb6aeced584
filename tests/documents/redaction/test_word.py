"""Word files: what is marked is gone from every part, and so is all that nobody sees."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.choosing import WRONG_MARKS, found, redacted, suggested
from gongkai.documents.redaction.marks import Mark, Report, Span, Words
from gongkai.documents.redaction.sheets.finding import plain
from gongkai.documents.redaction.word import applying
from gongkai.documents.redaction.word.reading import paragraphs
from tests.documents.privacy.files_made import (
    comment,
    deleted,
    hidden_text,
    run,
    story,
    with_parts,
    word_property,
)
from tests.documents.redaction.readers import forms
from tests.documents.sources.word_parts import docx as word_file
from tests.documents.sources.word_parts import p

NAME = "赵景行"


def letter(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined] # a document of python-docx
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def whole(data: bytes) -> bytes:
    """Every part and its name, in small letters."""
    return b"\n".join(name.encode() + b"\n" + content for name, content in parts(data).items()).lower()


def is_gone(data: bytes, text: str = NAME) -> bool:
    return not any(form in whole(data) for form in forms(text))


def apply(data: bytes, *marks: Span | Words) -> tuple[bytes, Report]:
    made = redacted(data, marks or [Words("乙方")], raster=False)
    return made.data, made.report


def test_validators_find_nothing(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 90, 9)).save(picture, "JPEG")
    document = docx.Document()
    document.add_heading("申请人赵景行", 1)
    document.add_picture(picture)
    document.add_table(1, 1).cell(0, 0).text = NAME
    document.sections[0].footer.paragraphs[0].text = NAME
    before = saved(document)
    (part,) = [each for each in parts(before) if "/media/" in each]
    data, _ = apply(before, Words(NAME, "", "个人隐私"), Span(0, 0, 0, picture=part))
    file = tmp_path / "redacted.docx"
    file.write_bytes(data)
    assert OpenXmlValidator().validate(file).errors == []


def test_a_name_in_several_runs_tables_heads_and_feet_is_replaced_by_blocks() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("申请人")
    for piece in ("赵", "景", "行，电话１３８００138000。"):
        paragraph.add_run(piece).bold = piece == "景"
    cell = document.add_table(1, 2).cell(0, 1)
    cell.text = "赵 景行"
    document.sections[0].header.paragraphs[0].text = "赵景行案"
    document.sections[0].footer.paragraphs[0].text = "（赵景行）"
    data, report = apply(
        saved(document), Words(NAME, "denied_third_party/privacy", "个人隐私"), Words("13800138000")
    )
    assert [each.text for each in paragraphs(data) if each.text] == [
        "申请人███〔个人隐私〕，电话███████████。",
        "████〔个人隐私〕",
        "（███〔个人隐私〕）",
        "███〔个人隐私〕案",
    ]
    assert is_gone(data)
    assert [place.characters for place in report.places] == [3, 11, 3, 3, 3]
    docx.Document(io.BytesIO(data))


HIDDEN = {
    "comment": comment(NAME),
    "deleted": deleted(NAME),
    "hidden text": hidden_text(NAME),
    "property": word_property(NAME),
    "inserted by": word_file(p(f'<w:ins w:id="1" w:author="{NAME}">{run("正文。")}</w:ins>')),
    "link": word_file(p(f'<w:hyperlink w:tooltip="{NAME}" w:anchor="{NAME}">{run("正文。")}</w:hyperlink>')),
    "field": word_file(
        p(
            run("正文。"),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            f'<w:r><w:instrText>HYPERLINK "mailto:{NAME}"</w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
    ),
    "bookmark": word_file(p(f'<w:bookmarkStart w:id="1" w:name="{NAME}"/>', run("正文。"))),
    "content control": word_file(
        f'<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/></w:sdtPr><w:sdtContent>{p(run("正文。"))}</w:sdtContent></w:sdt>'
    ),
    "XML data": with_parts(word_file(p(run("正文。"))), {"customXml/item1.xml": f"<a>{NAME}</a>"}),
    "embedded file": with_parts(word_file(p(run("正文。"))), {"word/embeddings/a.bin": NAME.encode("gbk")}),
    "part of any other kind": with_parts(word_file(p(run("正文。"))), {f"word/{NAME}.xml": f"<a>{NAME}</a>"}),
    "variables": with_parts(
        word_file(p(run("正文。"))),
        {
            "word/settings.xml": story(
                "settings", f'<w:docVars><w:docVar w:name="a" w:val="{NAME}"/></w:docVars>'
            )
        },
    ),
    "permission": word_file(p(f'<w:permStart w:id="1" w:ed="{NAME}"/>', run("正文。"))),
}


@pytest.mark.parametrize("place", HIDDEN)
def test_what_nobody_sees_is_gone(place: str) -> None:
    before = HIDDEN[place]
    assert not is_gone(before)
    data, _ = apply(before, Words("正文"))
    assert is_gone(data)
    assert [each.text for each in paragraphs(data) if each.text] == ["██。"]


def test_page_numbers_go_on_counting() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \\* 赵景行</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data, _ = apply(word_file(p(run("乙方"), field)))
    assert b"<w:instrtext> page </w:instrtext>" in whole(data)
    assert is_gone(data)


def test_a_text_box_is_redacted_in_both_of_its_copies() -> None:
    box = f"<w:txbxContent>{p(run(f'联系{NAME}'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    data, _ = apply(word_file(p(f"<w:r>{both}</w:r>", run("正文"))), Words(NAME))
    assert is_gone(data)
    assert "联系███" in [each.text for each in paragraphs(data)]


def test_a_marked_picture_becomes_a_black_one_and_others_lose_what_cameras_wrote() -> None:
    document = docx.Document()
    for colour in (200, 90):
        picture, out = Image.new("RGB", (40, 30), (colour, colour, 9)), io.BytesIO()
        exif = picture.getexif()
        exif[0x013B] = "camera of Zhao"
        picture.save(out, "JPEG", exif=exif)
        document.add_picture(out)
    before = saved(document)
    assert whole(before).count(b"camera of zhao") == 2
    (first, second) = sorted(part for part in parts(before) if "/media/" in part)
    data, report = apply(before, Span(0, 0, 0, "denied_third_party/privacy", "", picture=first))
    after = parts(data)
    assert first not in after
    assert b"camera of zhao" not in whole(data)
    assert Image.open(io.BytesIO(after["word/media/withheld0.png"])).convert("L").getextrema() == (0, 0)
    assert Image.open(io.BytesIO(after[second])).size == (40, 30)
    assert report.places[0].pictures == 1
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 2


def test_one_place_of_several_may_be_marked_and_the_others_are_told() -> None:
    before = letter("申请人赵景行", "抄送赵景行")
    first, second = found(before, [NAME], "g", "")
    assert isinstance(first, Span)
    assert isinstance(second, Span)
    data, report = apply(before, first)
    assert [each.text for each in paragraphs(data) if each.text] == ["申请人███", "抄送赵景行"]
    assert report.remarks == ("遮盖的文字在文件里还有没有标记的地方，请核对是否一并遮盖。",)
    assert is_gone(apply(before, first, second)[0])


def test_personal_data_is_suggested() -> None:
    marks = suggested(letter("没有", "手机13800138000，邮箱a@example.cn"), None, "g")
    assert {mark.label for mark in marks} == {"手机号码", "电子邮箱"}
    data, _ = apply(
        letter("没有", "手机13800138000，邮箱a@example.cn"),
        *[each for each in marks if isinstance(each, Span)],
    )
    assert "13800138000" not in plain(" ".join(each.text for each in paragraphs(data)))


def test_a_file_twice_redacted_is_the_same() -> None:
    data, report = apply(letter("乙方赵景行"))
    again, other = apply(letter("乙方赵景行"))
    assert data == again
    assert report.result == other.result
    assert report.original != report.result


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ([], applying.NOTHING),
        ([Words("没有的")], applying.NOT_FOUND),
        ([Span(9, 0, 1)], applying.OUTSIDE),
        ([Span(0, 0, 99)], applying.OUTSIDE),
        ([Span(0, 0, 0, picture="word/media/none.png")], applying.OUTSIDE),
        ([Mark(0, (0, 0, 1, 1))], WRONG_MARKS),
    ],
)
def test_what_cannot_be_done_is_refused(marks: list[Mark | Span | Words], message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        redacted(letter("甲"), marks, raster=False)
    assert str(refused.value) == message
