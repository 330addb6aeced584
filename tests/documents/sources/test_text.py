"""Plain text: lines as an editor numbers them, white space that divides columns kept."""

import pytest

from gongkai.documents.reading.blocks import Line, Unreadable
from gongkai.documents.reading.sources import open_source
from tests.documents.sources.shown import read_text, shown


def test_lines_have_their_numbers_and_empty_ones_are_left_out() -> None:
    source = read_text("\n一、总体情况\n\n  \n规章\t0\t\t2\n")
    assert source.kind == "text"
    assert source.blocks == (Line("一、总体情况", "line 2"), Line("规章\t0\t\t2", "line 5"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_once(end: str) -> None:
    assert [block.where for block in read_text(f"一{end}{end}二{end}").blocks] == ["line 1", "line 3"]


def test_white_space_that_divides_columns_stays() -> None:
    assert shown(read_text("  规章   0 \t\t2\t\n　　一、总体情况")) == [
        "  规章   0 \t\t2\t",
        "　　一、总体情况",
    ]


def test_a_tab_alone_stays_because_it_divides_the_cells_around_it() -> None:
    assert shown(read_text("规章\n\t\n0\n   \n")) == ["规章", "\t", "0"]


def test_a_form_feed_begins_a_page_and_no_numbered_line() -> None:
    assert read_text("上页\f下页\n再下").blocks == (
        Line("上页", "line 1"),
        Line("下页", "line 1"),
        Line("再下", "line 2"),
    )


def test_invisible_characters_go_and_fixed_blanks_become_plain_ones() -> None:
    assert shown(read_text("\ufeff规\u200b章\xa0\xa0 0\u2003件\xad")) == ["规章   0 件"]


def test_radicals_copied_from_a_pdf_become_characters() -> None:
    assert shown(read_text("⼀、⺠⽣信息公开⻓期有效")) == ["一、民生信息公开长期有效"]


def test_full_width_forms_stay_as_printed() -> None:
    assert shown(read_text("１２（３）％")) == ["１２（３）％"]


def test_a_break_inside_a_markdown_cell_is_a_blank() -> None:
    assert shown(read_text("| 商业<br>企业 | 科研<BR/>机构 |")) == ["| 商业 企业 | 科研 机构 |"]


def test_a_table_in_html_between_lines_is_a_grid_and_lines_keep_their_numbers() -> None:
    table = "<table>\n<tr><td>规章</td>\n<td>0</td></tr>\n</table>"
    source = read_text(f"# 年报\n转发<规范>的函\n{table}\n三、收到\n{table}\n末")
    assert shown(source) == ["# 年报", "转发<规范>的函", [["规章", "0"]], "三、收到", [["规章", "0"]], "末"]
    assert [block.where for block in source.blocks] == [
        "line 1",
        "line 2",
        "table 1",
        "line 7",
        "table 2",
        "line 12",
    ]


def test_a_table_that_is_never_closed_is_plain_lines() -> None:
    assert shown(read_text("甲\n<table\n乙")) == ["甲", "<table", "乙"]


def test_some_stray_control_characters_are_tolerated_and_many_are_not() -> None:
    assert shown(read_text("规\x01章\x00")) == ["规\x01章"]
    with pytest.raises(Unreadable, match="不是文字文件"):
        read_text("规章\x01\x02" * 20)


def test_text_far_longer_than_a_report_is_refused_at_once() -> None:
    with pytest.raises(Unreadable, match="过多"):
        open_source("公开".encode() * 3_100_000, "长.txt")
    with pytest.raises(Unreadable, match="过多"):
        open_source(b"0\n" * 200_000, "长.txt")
