"""Personal data inside files, in every place that nobody sees, and files that cannot be looked at."""

import io
import struct
import zipfile

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from gongkai.documents.checking.privacy import scan_file
from gongkai.documents.checking.privacy.files.telling import LISTED
from gongkai.documents.checking.remarks import Remark
from gongkai.law.findings import Severity
from tests.documents.hostile.files import FILES
from tests.documents.media.samples import SAMPLES
from tests.documents.privacy import files_made as made
from tests.documents.sources.word_parts import p, table

ID = "11010519491231002X"
TEXT = f"身份证号{ID}。"


def labels(remarks: list[Remark], rule: str) -> list[str]:
    return [remark.place.label for remark in remarks if remark.rule == rule]


def placed(data: bytes, name: str, rule: str = "V101") -> list[str]:
    return labels(scan_file(data, name), rule)


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("comment", "批注1"),
        ("deleted", "第1段（修订，已删除）"),
        ("hidden_text", "第1段（隐藏文字）"),
        ("cell", "工作表“名单”A2"),
        ("hidden_cell", "工作表“名单”B2（隐藏列）"),
        ("note", "工作表“Sheet”批注A1"),
        ("property", "文档属性“备注”"),
        ("page_comment", "网页注释1"),
    ],
)
def test_place_is_told_as_people_say_it(place: str, label: str) -> None:
    name, make = made.PLACES[place]
    (remark,) = [each for each in scan_file(make(TEXT), name) if each.rule == "V101"]
    assert remark.place.part == f"file:{name}"
    assert remark.place.label == label
    assert remark.severity is Severity.ERROR
    assert ID not in remark.found + remark.message


def test_number_half_deleted_half_kept() -> None:
    gone = f'<w:del w:author="赵"><w:r><w:delText>{ID[6:14]}</w:delText></w:r></w:del>'
    there = '<w:ins w:author="赵"><w:r><w:t>****</w:t></w:r></w:ins>'
    data = made.word(p(made.run(f"身份证{ID[:6]}"), gone, there, made.run(ID[14:])))
    assert placed(data, "a.docx") == ["第1段（修订，已删除）"]
    assert labels(scan_file(data, "a.docx"), "V119")


@pytest.mark.parametrize(
    ("root", "label"),
    [("hdr", "页眉第1段"), ("ftr", "页脚第1段"), ("footnotes", "脚注第1段"), ("endnotes", "尾注第1段")],
)
def test_heads_feet_and_notes(root: str, label: str) -> None:
    inside = p(made.run(TEXT))
    data = made.word(
        p("正文"), other=made.story(root, inside if root in ("hdr", "ftr") else f"<w:x>{inside}</w:x>")
    )
    assert placed(data, "a.docx") == [label]


def test_text_box_link_and_bound_data() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p(made.run(TEXT))}</w:txbxContent></v:textbox></w:pict></w:r>"
    data = made.with_parts(
        made.word(p(made.run("正文"), box)),
        {
            "customXml/item1.xml": f"<x><y>{TEXT}</y></x>",
            "word/_rels/footer9.xml.rels": '<Relationships><Relationship Id="r" Type="hyperlink" TargetMode="External" '
            f'Target="https://example.org/?id={ID}"/></Relationships>',
        },
    )
    assert placed(data, "a.docx") == ["第2段", "其他部分“customXml/item1.xml”", "链接"]


def test_authors_are_told_masked() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.core_properties.author = "赵示例"
    document.core_properties.last_modified_by = "Administrator"
    document.save(out)
    remarks = [each for each in scan_file(out.getvalue(), "a.docx") if each.rule == "V119"]
    assert [(each.place.label, each.found) for each in remarks] == [("文档属性“作者”", "赵**")]


def test_table_of_people_is_one_remark() -> None:
    rows: list[list[object]] = [["序号", "姓名", "身份证号码", "补助金额"]]
    rows += [[number, "赵甲乙", ID, 13800001234] for number in range(5_000)]
    (remark,) = scan_file(made.workbook(rows), "名单.xlsx")
    assert (remark.rule, remark.severity) == ("V118", Severity.ERROR)
    assert "5000 行" in remark.message
    assert "工作表“名单”B2" in remark.found
    assert remark.found.count("工作表") == LISTED
    assert "赵甲乙" not in remark.found


def test_long_column_is_counted() -> None:
    rows = [["证件号码"], *[[ID]] * 100]
    remarks = scan_file(made.workbook(rows), "列.xlsx")
    assert len(remarks) == LISTED + 1
    assert "一共 100 处" in remarks[-1].message


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(state: str) -> None:
    data = made.workbook([["甲"], [TEXT]], state=state)
    secret = "深度隐藏的" if state == "veryHidden" else "隐藏的"
    assert placed(data, "a.xlsx") == [f"{secret}工作表“名单”A2"]
    assert labels(scan_file(data, "a.xlsx"), "V119") == [f"{secret}工作表“名单”"]


def test_hidden_row_and_number_kept_as_number() -> None:
    data = made.workbook([["甲", "乙"], ["联系电话", 13800001234]], row=2)
    assert placed(data, "a.xlsx", "V103") == ["工作表“名单”B2（隐藏行）"]


def test_text_that_no_cell_shows_any_more() -> None:
    data = made.workbook([["甲"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    more = strings.replace("</sst>", f"<si><t>{TEXT}</t></si></sst>")
    assert placed(made.with_parts(data, {"xl/sharedStrings.xml": more}), "a.xlsx") == ["不再显示的文字"]


def test_table_in_word_with_headings() -> None:
    body = table(["姓名", "病情"], ["赵甲", "尿毒症"], ["钱乙", "白血病"])
    (remark,) = scan_file(made.word(body), "a.docx")
    assert remark.rule == "V118"
    assert "2 行" in remark.message
    assert "个人的疾病" in remark.message


def test_slides_notes_and_hidden_slides() -> None:
    remarks = scan_file(made.slides("会议", TEXT, show=False), "a.pptx")
    assert labels(remarks, "V101") == ["备注页1第1段"]
    assert labels(remarks, "V119") == ["隐藏的幻灯片1"]


def test_zip_in_zip() -> None:
    inner = made.zipped({"名单.xlsx": made.cell(TEXT)})
    data = made.zipped({"内.zip": inner, f"赵_{ID}.txt": b"1"})
    remarks = scan_file(data, "资料.zip")
    assert [(each.place.part, each.place.label) for each in remarks if each.rule == "V101"] == [
        ("file:资料.zip/内.zip/名单.xlsx", "工作表“名单”A2"),
        (f"file:资料.zip/赵_{ID}.txt", "文件名"),
    ]


def test_zip_too_deep_is_told() -> None:
    data = b"text"
    for depth in range(7):
        data = made.zipped({f"{depth}.zip" if depth else "a.txt": data})
    (remark,) = scan_file(data, "深.zip")
    assert remark.rule == "V120"
    assert "套得太深" in remark.message


def test_pdf_text_properties_and_files_inside() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setAuthor("Zhao Shili")
    canvas.drawString(72, 700, f"ID {ID}, and so on and on.")
    canvas.textAnnotation(f"see {ID}", (100, 100, 200, 200))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    remarks = scan_file(out.getvalue(), "a.pdf")
    assert labels(remarks, "V101") == ["第1页", "第1页注释1"]
    assert labels(remarks, "V119") == ["文档属性“作者”"]
    assert labels(remarks, "V120") == ["第2页"]


def test_page_with_hidden_elements_and_links() -> None:
    page = (
        f'<!doctype html><html><body><p>正文</p><p style="display:none">{TEXT}</p>'
        '<a href="tel:13800001234">来电</a></body></html>'
    )
    remarks = scan_file(page.encode(), "a.html")
    assert labels(remarks, "V101") == ["网页上不显示的文字"]
    assert labels(remarks, "V103") == ["网页标记的属性"]


def test_csv_and_text() -> None:
    content = f"姓名,身份证号\n赵甲,{ID}\n钱乙,{ID}\n".encode("gb18030")
    assert [remark.rule for remark in scan_file(content, "a.csv")] == ["V118"]
    assert placed(f"一\n\n二\n\n{TEXT}\n".encode(), "a.txt") == ["第5行"]


def photo() -> bytes:
    """A JPEG whose Exif block names an author and a place."""
    entries = struct.pack("<HHII", 0x013B, 2, 4, int.from_bytes(b"Li\0\0", "little"))
    entries += struct.pack("<HHII", 0x8825, 4, 1, 50)
    tiff = b"II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 0)
    block = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(block) + 2) + block + b"\xff\xd9"


def test_what_a_camera_wrote() -> None:
    assert labels(scan_file(photo(), "a.jpg"), "V121") == ["拍摄地点", "图片属性“作者”"]
    inside = made.with_parts(made.word(p("正文")), {"word/media/image1.jpg": photo()})
    remarks = [each for each in scan_file(inside, "a.docx") if each.rule == "V121"]
    assert {each.place.part for each in remarks} == {"file:a.docx/word/media/image1.jpg"}


READ = {"docx", "xlsx", "pptx", "txt", "html", "zip"}


@pytest.mark.parametrize("kind", sorted(SAMPLES.keys() - READ))
def test_what_is_not_looked_at_is_told(kind: str) -> None:
    assert "V120" in {remark.rule for remark in scan_file(SAMPLES[kind], f"a.{kind}")}


@pytest.mark.parametrize(
    "name", [name for name in FILES if "加密" in name or "截断" in name or "旧版" in name]
)
def test_broken_and_locked_files_are_told(name: str) -> None:
    remarks = scan_file(FILES[name](), name)
    assert "V120" in {remark.rule for remark in remarks}


@pytest.mark.parametrize("data", [b"", b"\0\1\2\3", b"PK\3\4 broken", b"%PDF-1.7 broken"])
def test_nothing_is_passed_in_silence(data: bytes) -> None:
    assert [remark.rule for remark in scan_file(data, "x")] == ["V120"]


def test_macros_are_refused() -> None:
    data = made.with_parts(made.word(p("正文")), {"word/vbaProject.bin": b"x"})
    (remark,) = scan_file(data, "a.docm")
    assert "带有宏" in remark.message
