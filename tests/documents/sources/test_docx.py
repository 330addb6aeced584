"""DOCX: paragraphs with the numbers Word gives them, tables with merged cells, changes accepted."""

import io

import docx as python_docx
import pytest

from gongkai.documents.reading.blocks import Source, Unreadable
from gongkai.documents.reading.sources import open_source
from gongkai.documents.reading.sources.docx.numbering import chinese
from tests.documents.sources.shown import grids, lines, overlaps, rows, shown
from tests.documents.sources.word_parts import (
    STRICT,
    docx,
    level,
    numbered,
    numbering,
    p,
    package,
    row,
    table,
    tc,
)

CHINESE = numbering(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
)
SPAN = '<w:gridSpan w:val="{}"/>'
START, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(body: str, **parts: str) -> Source:
    return open_source(docx(body, **parts), "年报.docx")


def test_a_file_of_python_docx() -> None:
    document = python_docx.Document()
    document.add_heading("某县2021年政府信息公开工作年度报告", 0)
    document.add_paragraph("一、总体情况")
    made = document.add_table(rows=3, cols=4)
    made.cell(0, 0).merge(made.cell(0, 3)).text = "第二十条第（一）项"
    made.cell(1, 0).merge(made.cell(2, 0)).text = "信息内容"
    made.cell(1, 1).merge(made.cell(1, 2)).text = "本年\n制发件数"
    made.cell(2, 3).text = "2"
    out = io.BytesIO()
    document.save(out)
    source = open_source(out.getvalue(), "年报.docx")
    assert source.kind == "docx"
    assert shown(source) == [
        "某县2021年政府信息公开工作年度报告",
        "一、总体情况",
        [["第二十条第（一）项 1x4"], ["信息内容 2x1", "本年制发件数 1x2", ""], ["", "", "2"]],
    ]
    assert [block.where for block in source.blocks] == ["paragraph 1", "paragraph 2", "table 1"]
    (grid,) = grids(source)
    assert grid.slots[-1].where == "table 1, row 3, column 4"


def test_tabs_stay_and_soft_breaks_divide_lines_of_one_paragraph() -> None:
    source = read(
        p("规章", "<w:r><w:tab/><w:t>0</w:t><w:br/><w:t>规范性文件</w:t><w:tab/><w:t>3</w:t></w:r>") + p("末")
    )
    assert lines(source) == ["规章\t0", "规范性文件\t3", "末"]
    assert [block.where for block in source.blocks] == ["paragraph 1", "paragraph 1", "paragraph 2"]


def test_headings_that_word_numbers() -> None:
    body = (
        numbered("总体情况") + numbered("主动公开", 1) + numbered("依申请公开", 1) + numbered("接收", 2) + p("正文")
        + numbered("主动公开政府信息情况") + numbered("规章", 1)
    )  # fmt: skip
    assert lines(read(body, numbering=CHINESE)) == [
        "一、总体情况", "（一）主动公开", "（二）依申请公开", "1.接收", "正文", "二、主动公开政府信息情况", "（一）规章",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "%1", "9 项"),
        ("decimal", "第%1条", "第9条项"),
        ("japaneseCounting", "%1、", "九、项"),
        ("ideographTraditional", "%1、", "壬、项"),
        ("decimalEnclosedCircle", "%1", "⑨项"),
        ("chineseLegalSimplified", "%1、", "玖、项"),
        ("upperRoman", "%1.", "IX.项"),
        ("lowerLetter", "%1)", "i)项"),
        ("bullet", "·", "项"),
        ("none", "附", "附项"),
        ("unheard-of", "%1.", "9.项"),
    ],
)
def test_number_formats(form: str, text: str, expected: str) -> None:
    assert lines(read(numbered("项"), numbering=numbering(level(0, form, text, start=9)))) == [expected]


def test_chinese_numbers() -> None:
    counts = [1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 1000]
    words = ["一", "九", "十", "十一", "二十", "二十一", "九十九", "一百", "一百〇一", "一百一十", "一千"]
    assert [chinese(count) for count in counts] == words


def test_numbers_from_a_style_and_from_a_list_that_starts_anew() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="mine"/><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="ring"><w:name w:val="ring"/><w:basedOn w:val="ring"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    )
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'

    def styled(text: str, style: str) -> str:
        return p(text, properties=f'<w:pStyle w:val="{style}"/>')

    body = (
        styled("一、总体情况\t1", "t") + styled("总体情况", "h") + styled("主动公开", "h2") + styled("圈", "ring")
        + numbered("另起", list_id=2) + numbered("又一", list_id=2) + numbered("不编号", list_id=0)
    )  # fmt: skip
    source = read(body, numbering=numbering(level(0, "chineseCounting", "%1、"), extra=again), styles=styles)
    assert lines(source) == ["一、总体情况", "二、主动公开", "圈", "一、另起", "二、又一", "不编号"]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        p("公开", "<w:ins><w:r><w:t>5</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>4</w:delText></w:r></w:del>", "条")
        + p("上半", properties="<w:rPr><w:del/></w:rPr>") + p("下半")
        + table([tc("旧"), "1"], ["新", "2"]).replace("<w:trPr></w:trPr>", "<w:trPr><w:del/></w:trPr>", 1)
        + "<w:ins>" + p("移入") + "</w:ins><w:moveFrom>" + p("移走") + "</w:moveFrom>"
    )  # fmt: skip
    assert shown(read(body)) == ["公开5条", "上半下半", [["新", "2"]], "移入"]


def test_what_wraps_text_or_hides_it() -> None:
    body = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
        + p("<w:hyperlink><w:r><w:t>www.x.gov.cn</w:t></w:r></w:hyperlink>")
        + p(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>"
        )
        + p(
            "可见",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不可见</w:t></w:r>",
            "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>也可见</w:t></w:r>",
        )
    )
    assert lines(read(body)) == ["控件", "www.x.gov.cn", "3", "可见也可见"]


def test_a_text_box_is_read_once_although_the_file_has_it_twice() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = p(
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "段落",
    ) + p(f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>")
    assert lines(read(body)) == ["段落", "框内", "框内"]


def test_merged_cells_of_every_kind() -> None:
    body = table(
        [
            tc("甲", SPAN.format(2) + START),
            tc("乙", "<w:hMerge w:val='restart'/>"),
            tc("", "<w:hMerge/>"),
            "丙",
        ],
        [tc("隐", SPAN.format(2) + GO_ON), "1", "2", "3"],
        [tc("", GO_ON), "4", "5", "6", "7"],
    )
    (grid,) = grids(read(body))
    assert rows(grid) == [["甲 2x2", "乙 1x2", "丙"], ["1", "2", "3"], ["", "4", "5", "6", "7"]]
    assert not overlaps(grid)


def test_a_row_that_begins_later_keeps_its_columns() -> None:
    body = (
        "<w:tbl>" + row("甲", "乙", "丙") + row("0", "1", properties='<w:gridBefore w:val="1"/>') + "</w:tbl>"
    )
    (grid,) = grids(read(body))
    assert [(slot.text, slot.column) for slot in grid.slots][3:] == [("0", 1), ("1", 2)]


def test_rows_and_cells_inside_content_controls() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    second = f"<w:tr>{control.format(tc('规范性文件'))}{tc('3')}</w:tr>"
    body = f"<w:tbl>{control.format(row('规章', '0'))}{second}</w:tbl>"
    assert shown(read(body)) == [[["规章", "0"], ["规范性文件", "3"]]]


def test_labels_that_word_numbers_in_cells() -> None:
    body = table(
        [numbered("属于国家秘密").join(["<w:tc>", "</w:tc>"]), "0"],
        [numbered("其他").join(["<w:tc>", "</w:tc>"]), "1"],
    )
    assert shown(read(body, numbering=numbering(level(0, "decimal", "%1.")))) == [
        [["1.属于国家秘密", "0"], ["2.其他", "1"]]
    ]


def test_a_table_inside_a_layout_table() -> None:
    inner = table(["规章", "0"], ["规范性文件", "3"], ["行政许可", "12"])
    assert shown(read(table([tc(p("一、总体情况") + inner)]))) == [
        "一、总体情况",
        [["规章", "0"], ["规范性文件", "3"], ["行政许可", "12"]],
    ]


def test_tables_nested_deeper_than_any_layout_are_text() -> None:
    body = p("深处")
    for _ in range(60):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert lines(read(body)) == ["深处"]


def test_xml_nested_deeper_than_the_parser_goes_is_refused() -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        read("<w:ins>" * 50_000 + "</w:ins>" * 50_000)


def test_a_file_in_the_strict_name_space_and_one_without_relations() -> None:
    assert lines(read(p("规章"), space=STRICT)) == ["规章"]
    body = f'<w:document xmlns:w="{STRICT}"><w:body>{p("规章")}</w:body></w:document>'
    assert lines(open_source(package({"word/document.xml": body}), "年报.docx")) == ["规章"]


@pytest.mark.parametrize("saved", [False, True])
def test_a_web_page_in_place_of_text(saved: bool) -> None:
    page = "<html><body><p>一、总体情况</p><table><tr><td>规章<td>0</table></body></html>"
    if saved:
        page = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n{page}\n--x--"
    data = docx(p("前") + '<w:altChunk r:id="c"/>' + p("后"), chunk=page)
    assert shown(open_source(data, "导出.docx")) == ["前", "一、总体情况", [["规章", "0"]], "后"]


def test_a_title_in_the_properties_counts_if_it_names_a_report() -> None:
    assert read(p("正文"), title="某县2021年年度报告").hints == {"title": "某县2021年年度报告"}
    assert read(p("正文"), title="Normal.dotm").hints == {}


def test_a_file_that_defines_entities_is_refused() -> None:
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    xml = f'{entity}<w:document xmlns:w="{STRICT}"><w:body>{p("前&x;")}</w:body></w:document>'
    with pytest.raises(Unreadable, match="已损坏"):
        open_source(package({"word/document.xml": xml}), "年报.docx")


@pytest.mark.parametrize("body", ["", p(""), table(["", ""])])
def test_a_document_without_text_is_refused(body: str) -> None:
    with pytest.raises(Unreadable, match="没有可读的文字"):
        read(body)
