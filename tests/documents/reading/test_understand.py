"""What the reader makes of a whole document: sections, captions, paragraphs, and tables that cannot be trusted."""

import pytest

from gongkai.documents.reading import Source, Unreadable, understand
from gongkai.documents.reading.blocks import Grid, Line, Slot
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report

HEAD = ["云岭县2023年政府信息公开工作年度报告", "一、总体情况", "全年主动公开政府信息120条。"]
TABLE2 = [
    "二、主动公开政府信息情况",
    "第二十条第（一）项",
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
    "规章\t0\t0\t0",
    "行政规范性文件\t2\t1\t9",
    "第二十条第（八）项",
    "信息内容\t本年收费金额（单位：万元）",
    "行政事业性收费\t12.5",
]
TABLE3 = [
    "三、收到和处理政府信息公开申请情况",
    "申请人情况",
    "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t4",
]
TAIL = ["五、存在的主要问题及改进情况", "公开不够及时。", "六、其他需要报告的事项", "无"]


def read(*texts: str) -> Report:
    lines = tuple(Line(text, f"line {number}") for number, text in enumerate(texts, 1))
    return understand(Source("年报.txt", "text", lines))


def test_sections_and_paragraphs_hold_no_table() -> None:
    report = read(*HEAD, *TABLE2, *TABLE3, *TAIL)
    assert [section.id for section in report.sections] == [
        "s1_overview", "s2_proactive", "s3_requests", "s5_problems", "s6_other",
    ]  # fmt: skip
    assert [p.text for s in report.sections for p in s.paragraphs] == [
        "全年主动公开政府信息120条。",
        "公开不够及时。",
        "无",
    ]
    assert report.value("t2.art20_8.admin_fee.fee_amount_wan") == pytest.approx(12.5)
    assert report.value("t3.new_received.total") == 4


def test_table_of_contents_is_no_section() -> None:
    contents = ["一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题及改进情况"]
    report = read(HEAD[0], *contents, *HEAD[1:], *TABLE2, *TABLE3, *TAIL)
    assert report.sections[0].where == "line 5"
    assert len(report.sections) == 5


def test_doubled_caption_is_kept_and_found() -> None:
    doubled = [text.replace("第（一）项", "第（一）项条第（一）项") for text in TABLE2]
    report = read(*HEAD, *doubled, *TABLE3, *TAIL)
    assert report.captions[0].text == "第二十条第（一）项条第（一）项"
    assert report.value("t2.art20_1.normative_document.in_force") == 9
    found = [finding for finding in check(report) if finding.stated == "第二十条第（一）项条第（一）项"]
    assert [(finding.rule, finding.expected) for finding in found] == [("R001", "第二十条第（一）项")]
    assert not [f for f in check(read(*HEAD, *TABLE2, *TABLE3, *TAIL)) if "题注" in f.message]


def test_a_row_printed_twice_with_other_figures_is_unread() -> None:
    report = read(*HEAD, *TABLE2[:5], "行政规范性文件\t5\t1\t9", *TABLE2[5:], *TABLE3, *TAIL)
    assert not [cell for cell in report.cells if ".normative_document." in cell]
    assert "两次" in next(u.why for u in report.unread if u.cell == "t2.art20_1.normative_document")
    assert report.value("t2.art20_1.regulation.in_force") == 0


def test_another_table_with_the_same_labels_does_not_count() -> None:
    def grid(number: int, *rows: str) -> Grid:
        return Grid(
            tuple(
                Slot(row, column, text, f"table {number}")
                for row, cells in enumerate(rows)
                for column, text in enumerate(cells.split())
            ),
            f"table {number}",
        )

    first = grid(1, "规章 7 7 7", "行政规范性文件 8 8 8", "行政许可 9")
    second = grid(2, "信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 0 0 0", "行政规范性文件 2 1 9")
    lines = [Line(text, f"line {n}") for n, text in enumerate([*HEAD, *TABLE3, *TAIL])]
    report = understand(Source("年报.txt", "html", (*lines[:3], first, second, *lines[3:])))
    assert report.value("t2.art20_1.regulation.in_force") == 0
    assert report.value("t2.art20_1.normative_document.in_force") == 9


def test_lines_broken_in_mid_sentence_are_joined() -> None:
    report = read(
        *HEAD[:2], "全年通过政府网站、政务新媒体和其他渠道主动公开政府", "信息120条。", *TABLE2, *TAIL
    )
    assert report.sections[0].paragraphs[0].text.endswith("主动公开政府信息120条。")


def test_tables_copied_column_by_column_are_unread() -> None:
    columns = [
        "三、收到和处理政府信息公开申请情况", "申请人情况", "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量",
        "（一）予以公开", "四、结转下年度继续办理", *"3100000",
    ]  # fmt: skip
    report = read(*HEAD, *TABLE2, *columns, "2", *TAIL)
    assert not [cell for cell in report.cells if cell.startswith("t3")]
    assert "t3" in {unread.cell for unread in report.unread}


def test_blanks_are_found_by_alignment() -> None:
    rows = [
        "一、本年新收政府信息公开申请数量          3      1      0      0      0      0      4",
        "二、上年结转政府信息公开申请数量          0      0      0      0      0      0      0",
        "（一）予以公开                            2             1                           3",
        "（七）总计                                2      1      1      0      0      0      4",
    ]
    report = read(*HEAD, *TABLE2, *TABLE3[:2], *rows, *TAIL)
    values = [report.value(f"t3.granted.{column.id}") for column in report.form.table3.columns]
    assert values == [2, None, 1, None, None, None, 3]


def test_labels_broken_beside_the_name_of_their_group() -> None:
    rows = [
        TABLE3[2],
        "（五）    1.信访   0  4  5  0  0  9  18",
        "不予处    举报投",
        "理        诉类申",
        "          请",
    ]
    report = read(*HEAD, *TABLE2, *TABLE3[:2], *rows, "          2.重复申请  0  0  3  0  4  3  10", *TAIL)
    assert report.value("t3.unprocessed_petition.total") == 18
    assert report.value("t3.unprocessed_duplicate.total") == 10


def test_the_end_of_a_broken_figure_makes_its_row_unread() -> None:
    rows = [TABLE3[2], "二、上年结转政府信息公开申请数量\t10\t0\t0\t0\t0\t0\t10", "（其中网上）\t7\t7"]
    report = read(*HEAD, *TABLE2, *TABLE3[:2], *rows, *TAIL)
    assert report.value("t3.new_received.total") == 4
    assert "t3.carried_in.total" not in report.cells
    assert "折成了两行" in next(u.why for u in report.unread if u.cell == "t3.carried_in.total")


@pytest.mark.parametrize(
    "texts",
    [
        ["云岭县2023年财政预算执行情况的报告", "一、总体情况", "全年收入12亿元。"],
        ["今天天气很好。"],
        [],
        ["行政许可\t5", "行政处罚\t3"],
    ],
)
def test_other_documents_are_refused_with_what_to_do(texts: list[str]) -> None:
    with pytest.raises(Unreadable, match=r"年报\.txt") as refused:
        read(*texts)
    assert "请" in str(refused.value)
