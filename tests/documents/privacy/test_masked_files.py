"""Copies of files with personal data covered: nothing is left in any byte of them, or there is no copy."""

import io
import zipfile

import docx
import openpyxl
import pytest

from gongkai.documents.checking.privacy import Unprovable, mask_docx, mask_xlsx, scan_file
from tests.documents.privacy import files_made as made
from tests.documents.privacy.test_files import photo
from tests.documents.sources.word_parts import p

ID = "11010519491231002X"
TEXT = f"赵甲乙，身份证号{ID}"


def everything(data: bytes) -> str:
    """All parts of a container, one after another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@pytest.mark.parametrize(
    "place", ["comment", "deleted", "hidden_text", "cell", "hidden_cell", "note", "property"]
)
def test_nothing_is_left_anywhere(place: str) -> None:
    name, make = made.PLACES[place]
    done = (mask_docx if name.endswith("docx") else mask_xlsx)(make(TEXT), name)
    for word in (ID, "赵甲乙", "赵示例"):
        assert word not in everything(done.data)
    assert scan_file(done.data, name) == []


def test_word_stays_a_word_file() -> None:
    document, out = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph("申请人：")
    for piece in ("赵甲", "乙，身份证号", ID[:5], ID[5:], "。"):
        paragraph.add_run(piece).bold = piece == "赵甲"
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("姓名", "金额", "钱丙丁", "100")):
        table.cell(at // 2, at % 2).text = text
    document.core_properties.author = "赵示例"
    document.save(out)
    done = mask_docx(out.getvalue(), "a.docx")
    read = docx.Document(io.BytesIO(done.data))
    assert [each.text for each in read.paragraphs] == ["申请人：赵**，身份证号110105********002X。"]
    assert [cell.text for cell in read.tables[0].rows[1].cells] == ["钱**", "100"]
    assert read.paragraphs[0].runs[1].bold
    assert {hit.value for hit in done.hits} == {"赵甲乙", ID, "钱丙丁"}


def test_workbook_stays_a_workbook() -> None:
    rows: list[list[object]] = [
        ["姓名", "身份证号", "金额", "备注"],
        ["赵甲乙", ID, 100, "好"],
        ["钱丙", ID, 200, "=SUM(C2:C2)"],
    ]
    done = mask_xlsx(made.workbook(rows), "名单.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(done.data))
    values = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert values[1][:3] == ["赵**", "110105********002X", 100]
    assert values[2][:3] == ["钱*", "110105********002X", 200]


def test_hidden_column_is_emptied() -> None:
    done = mask_xlsx(made.workbook([["事项", "联系"], ["补助", TEXT]], column="B"), "a.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(done.data)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["事项"], ["补助"]]


def test_refused_where_it_cannot_be_proved() -> None:
    inside = made.with_parts(made.word(p("正文")), {"word/embeddings/Sheet.xlsx": made.cell("甲")})
    with pytest.raises(Unprovable, match="嵌有别的内容"):
        mask_docx(inside, "a.docx")
    pictured = made.with_parts(made.word(p("正文")), {"word/media/image1.jpg": photo()})
    with pytest.raises(Unprovable, match="拍摄地点或者作者"):
        mask_docx(pictured, "a.docx")
    linked = made.with_parts(
        made.word(p("正文")),
        {
            "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r" Type="hyperlink" '
            f'TargetMode="External" Target="https://example.org/{ID}"/></Relationships>'
        },
    )
    with pytest.raises(Unprovable, match="链接里的公民身份号码"):
        mask_docx(linked, "a.docx")


def test_pictures_are_left_to_people() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(20)
    data = made.with_parts(made.word(p("正文")), {"word/media/image1.png": picture})
    assert "图片" in mask_docx(data, "a.docx").notes[0]
