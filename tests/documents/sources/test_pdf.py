"""PDF: prose as whole paragraphs, page furniture left out, what is no report refused."""

from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import open_source
from tests.documents.sources.drawn import FULL, LEFT, RIGHT, SIZE, TOP, both, pdf, prose, read
from tests.documents.sources.shown import lines


def test_wrapped_prose_is_whole_paragraphs_and_indents_begin_new_ones() -> None:
    source = read(
        prose("一、总体情况", "　　" + FULL[:34], FULL[:36], "共公开5条。", "　　" + FULL[:34], "又公开3条。")
    )
    assert source.kind == "pdf"
    assert lines(source) == ["一、总体情况", FULL[:34] + FULL[:36] + "共公开5条。", FULL[:34] + "又公开3条。"]
    assert {block.where for block in source.blocks} == {"page 1"}


def test_a_paragraph_goes_on_over_a_page_break_and_page_numbers_are_left_out() -> None:
    def page(number: str, *texts: str) -> Callable[[Canvas], None]:
        return both(prose(*texts), lambda canvas: canvas.drawCentredString(297, 40, number))

    source = read(
        page("— 1 —", "　　" + FULL[:34], FULL[:36]),
        page("— 2 —", "公开7815条。", "　　" + FULL[:34], "完。"),
    )
    assert lines(source) == [FULL[:34] + FULL[:36] + "公开7815条。", FULL[:34] + "完。"]
    assert [block.where for block in source.blocks] == ["page 1", "page 2"]


def test_a_short_line_ends_its_paragraph_even_without_indents() -> None:
    assert lines(read(prose(FULL[:36], "到此为止。", FULL[:36], "又一段。"))) == [
        FULL[:36] + "到此为止。",
        FULL[:36] + "又一段。",
    ]


def test_a_numbered_heading_after_a_full_line_is_no_continuation() -> None:
    full = FULL[:35] + "。"
    assert lines(read(prose(full, "（二）依申请公开", full, "二、主动公开"))) == [
        full,
        "（二）依申请公开",
        full,
        "二、主动公开",
    ]


@pytest.mark.parametrize("number", ["- {} -", "第{}页", "第 {} 页 共 3 页", "{}/3", "{}"])
def test_page_numbers_of_every_kind(number: str) -> None:
    def page(count: int) -> Callable[[Canvas], None]:
        foot = number.format(count)
        return both(
            prose(f"规范性文件{count}件\t0", top=600), lambda canvas: canvas.drawCentredString(297, 40, foot)
        )

    assert len(lines(read(*map(page, (1, 2, 3))))) == 3


def test_figures_at_the_edge_of_a_page_are_no_page_numbers() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 60, "规范性文件")
        canvas.drawString(LEFT, 42, "5")

    assert lines(read(page, page)) == ["规范性文件", "5"] * 2


def test_running_heads_stay_once() -> None:
    head = prose("某县2021年年度报告", top=810)
    pages = [both(head, prose(f"第{n}部分的正文内容", top=700)) for n in "一二三"]
    assert lines(read(*pages)) == [
        "某县2021年年度报告",
        "第一部分的正文内容",
        "第二部分的正文内容",
        "第三部分的正文内容",
    ]


def test_a_title_on_two_centred_lines_is_one() -> None:
    def title(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 22)
        canvas.drawCentredString((LEFT + RIGHT) / 2, TOP, "某某县2021年")
        canvas.drawCentredString((LEFT + RIGHT) / 2, TOP - 30, "政府信息公开工作年度报告")
        canvas.setFont("STSong-Light", SIZE)

    body = prose(*["　　" + FULL[:34], FULL[:36]] * 3, top=TOP - 80)
    assert lines(read(both(title, body)))[0] == "某某县2021年政府信息公开工作年度报告"


def test_columns_without_ruling_are_divided_by_tabs() -> None:
    def page(canvas: Canvas) -> None:
        for x, text in ((LEFT, "规章"), (200, "0"), (300, "12"), (400, "3,405.5")):
            canvas.drawString(x, 700, text)

    assert lines(read(page)) == ["规章\t0\t12\t3,405.5"]


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    twice = both(prose("总计110件"), lambda canvas: canvas.drawString(LEFT + 0.3, TOP, "总计110件"))
    assert lines(read(twice, prose("第二页的文字内容够长"))) == ["总计110件", "第二页的文字内容够长"]


def test_radicals_become_characters() -> None:
    assert lines(read(prose("⼀、⽣产⼒和⽂件，共有二十余个字才不算是扫描件"))) == [
        "一、生产力和文件，共有二十余个字才不算是扫描件"
    ]


def test_the_title_in_the_properties() -> None:
    page = prose("正文一共要有二十个以上的字才不会被当作扫描件")
    assert open_source(pdf(page, title="某县2021年年度报告"), "年报.pdf").hints == {
        "title": "某县2021年年度报告"
    }
    assert open_source(pdf(page, title="Microsoft Word - 1.doc"), "年报.pdf").hints == {}


def test_properties_and_pages_that_make_no_sense_do_no_harm() -> None:
    data = pdf(prose("正文正文"), title="abcdefgh")
    for old, new in (
        (b"(abcdefgh)", b"<FEFFD800>"),
        (b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 0 0 ]    "),
        (b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 1e9 1e9 ]"),
    ):
        assert old in data
        assert lines(open_source(data.replace(old, new), "年报.pdf")) == ["正文正文"]


def test_a_locked_pdf_is_refused_and_one_locked_only_against_changes_is_read() -> None:
    page = prose("正文一共要有二十个以上的字才不会被当作扫描件")
    with pytest.raises(Unreadable, match="设有密码"):
        open_source(pdf(page, lock=StandardEncryption("secret")), "年报.pdf")
    assert open_source(
        pdf(page, lock=StandardEncryption("", ownerPassword="owner", canModify=0)), "年报.pdf"
    ).blocks


def test_scans_and_yearbooks_are_refused() -> None:
    with pytest.raises(Unreadable, match="扫描件"):
        read(lambda canvas: canvas.rect(50, 50, 400, 600, fill=1), prose("— 2 —"))
    with pytest.raises(Unreadable, match="有 201 页"):
        read(*[prose("年鉴")] * 201)


def test_a_truncated_pdf_is_refused_or_read_whole() -> None:
    data = pdf(*[prose(f"第{n}页正文一共要有二十个以上的字才不会被当作扫描件") for n in range(1, 6)])
    for cut in range(0, len(data), 97):
        try:
            source = open_source(data[:cut], "截断.pdf")
        except Unreadable:
            continue
        assert len(source.blocks) == 5
