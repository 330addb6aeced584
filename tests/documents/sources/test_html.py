"""HTML: what a reader of the page sees, tables with their merged cells, layout taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.reading.blocks import Grid, Unreadable
from gongkai.documents.reading.sources import open_source
from tests.documents.sources.shown import grids, lines, overlaps, read_text, rows, shown

LONG = "全县各级行政机关围绕重点领域公开政府信息，及时回应社会关切，公开的质量和实效有了新的提高。" * 4


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_blocks_are_lines_and_inline_elements_are_not() -> None:
    body = "<div>一、总体<b>情</b>况<p>主动公开<span>5</span> 条。<br>其中网站3条。</p>末尾</div>"
    source = read_text(page(body))
    assert source.kind == "html"
    assert lines(source) == ["一、总体情况", "主动公开5 条。", "其中网站3条。", "末尾"]
    assert [block.where for block in source.blocks] == [f"paragraph {n}" for n in (1, 2, 3, 4)]


def test_what_is_not_seen_is_not_read() -> None:
    hidden = (
        "<script>var a='不见';</script><style>p{}</style><!-- 不见 --><noscript>不见</noscript><nav>不见</nav>"
        "<footer>不见</footer><template>不见</template><p hidden>不见</p><p style='color:red; display: none'>不见</p>"
        "<select><option>不见</select><div style='DISPLAY:NONE'><p>不见</p></div><!--[if gte mso 9]><p>不见</p><![endif]-->"
    )
    assert lines(read_text(page(f"<p>前</p>{hidden}<p>后</p>"))) == ["前", "后"]


def test_white_space_collapses_but_printed_blanks_stay() -> None:
    body = "<p>规章 \n\t 0&nbsp;&nbsp;&nbsp;件</p><p>　　一、总体情况</p><p>政府\n  信息\n2021\n年</p>"
    assert lines(read_text(page(body))) == ["规章 0   件", "　　一、总体情况", "政府信息 2021 年"]


def test_preformatted_text_keeps_lines_and_tabs() -> None:
    assert lines(read_text(page("<pre>规章\t0\n  规范性文件\t<b>3</b>\n</pre>"))) == [
        "规章\t0",
        "  规范性文件\t3",
    ]


def test_entities() -> None:
    assert lines(read_text(page("<p>&ldquo;放管服&rdquo; &#20844;&#x5f00; A&amp;B &lt;规范&gt;</p>"))) == [
        "“放管服” 公开 A&B <规范>"
    ]


def test_merged_cells() -> None:
    table = (
        "<table><thead><tr><th colspan=4>第二十条第（一）项</th></tr></thead><tbody>"
        "<tr><td rowspan=2>信息内容<td colspan=2>本年<td rowspan=2>现行有效件数<tr><td>制发件数<td>废止件数"
        "<tr><td>规章<td>0<td><td>2</table>"
    )
    (grid,) = grids(read_text(page(table)))
    assert rows(grid) == [
        ["第二十条第（一）项 1x4"],
        ["信息内容 2x1", "本年 1x2", "现行有效件数 2x1"],
        ["制发件数", "废止件数"],
        ["规章", "0", "", "2"],
    ]
    assert grid.where == "table 1"
    assert [slot.where for slot in grid.slots if slot.text == "废止件数"] == ["table 1, row 3, column 3"]
    assert [(slot.row, slot.column) for slot in grid.slots if slot.text == "2"] == [(3, 3)]


def test_a_table_pasted_from_word() -> None:
    cell = "<td style='mso-border-alt:solid'><p class=MsoNormal align=center><span lang=EN-US>{}<o:p></o:p></span></p></td>"
    label = "<td><p><span>商业</span></p><p><span>企</span><span>业</span></p></td>"
    body = f"<table class=MsoNormalTable><tr>{label}{cell.format('12')}</tr><tr>{cell.format('&nbsp;')}{cell.format('<p>1</p><p>2</p>')}"
    assert shown(read_text(page(body))) == [[["商业企业", "12"], ["", "1 2"]]]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ("rowspan=0", [["甲 2x1", "乙"], ["丙"]]),
        ("rowspan=99999 colspan=99999", [["甲 2x1", "乙"], ["丙"]]),
        ("rowspan=-3 colspan=0", [["甲", "乙"], ["丙", ""]]),
        ("rowspan=two colspan='1;'", [["甲", "乙"], ["丙", ""]]),
    ],
)
def test_wrong_spans_do_no_harm(spans: str, expected: list[list[str]]) -> None:
    body = f"<table><tr><td {spans}>甲<td>乙<tr><td>丙{'<td>' if len(expected[1]) > 1 else ''}</table>"
    assert shown(read_text(page(body))) == [expected]


def test_a_cell_ends_where_one_from_above_reaches_down() -> None:
    body = "<table><tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=3>丁<td>戊</table>"
    (grid,) = grids(read_text(page(body)))
    assert rows(grid) == [["甲", "乙 2x1", "丙"], ["丁", "戊"]]
    assert not overlaps(grid)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(-1, 12), st.integers(-1, 12)), min_size=1, max_size=6),
        min_size=1,
        max_size=8,
    )
)
def test_cells_never_overlap_and_none_is_lost(spans: list[list[tuple[int, int]]]) -> None:
    body = "".join(
        "<tr>" + "".join(f"<td rowspan={down} colspan={across}>格" for down, across in row) for row in spans
    )
    source = read_text(page(f"<table>{body}</table>"))
    assert not any(overlaps(grid) for grid in grids(source))
    assert sum(len(block.slots) if isinstance(block, Grid) else 1 for block in source.blocks) == sum(
        map(len, spans)
    )


def test_broken_markup_is_read_as_a_browser_reads_it() -> None:
    body = "<p>一<table><tr><td>规章<td>0</tr></td><tr><td>规范性文件</td></td><td>3<p>二</div></table>三"
    assert shown(read_text(page(body))) == ["一", [["规章", "0"], ["规范性文件", "3 二"]], "三"]


def test_a_layout_table_gives_its_content_in_reading_order() -> None:
    inner = "<table><tr><td>规章<td>0<tr><td>规范性文件<td>3<tr><td>行政许可<td>12</table>"
    body = f"<table><tr><td>某县年报</tr><tr><td><p>{LONG}</p>二、主动公开{inner}<p>三、收到</p>{inner}</tr><tr><td>版权所有</table>"
    table = [["规章", "0"], ["规范性文件", "3"], ["行政许可", "12"]]
    assert shown(read_text(page(body))) == [
        "某县年报",
        LONG,
        "二、主动公开",
        table,
        "三、收到",
        table,
        "版权所有",
    ]


def test_a_title_centred_between_empty_columns_is_a_line() -> None:
    assert shown(read_text(page("<table><tr><td><td>某县2021年年报<td></table>"))) == ["某县2021年年报"]


def test_a_small_table_in_a_data_cell_is_text_of_the_cell() -> None:
    inner = "<table><tr><td>5</td><td>件</td></tr></table>"
    body = f"<table><tr><td>行<td>甲<td>乙<tr><td>规章<td>0<td>{inner}</table>"
    assert shown(read_text(page(body))) == [[["行", "甲", "乙"], ["规章", "0", "5 件"]]]


def test_prose_and_headings_between_the_rows_of_one_table() -> None:
    data = "<tr><td>规章<td>0<tr><td>规范性文件<td>3"
    body = (
        f"<table><tr><td colspan=2>{LONG}</tr>{data}<tr><td colspan=2>三、收到和处理情况</tr>{data}</table>"
    )
    table = [["规章", "0"], ["规范性文件", "3"]]
    assert shown(read_text(page(body))) == [LONG, table, "三、收到和处理情况", table]


def test_a_row_label_with_a_number_of_its_own_stays_in_the_table() -> None:
    body = "<table><tr><td>一、本年新收<td>5<tr><td>三、结果<td></table>"
    assert shown(read_text(page(body))) == [[["一、本年新收", "5"], ["三、结果", ""]]]


def test_hints_from_meta_tags() -> None:
    head = '<title>某县政府网</title><meta name="ArticleTitle" content="某县2021年年度报告"><meta name=PubDate content="2022-01-25 10:00">'
    assert read_text(page("<p>正文</p>", head)).hints == {
        "title": "某县2021年年度报告",
        "published": "2022-01-25",
    }


def test_hints_from_what_the_page_shows() -> None:
    body = "<h1>某县2021年度政府信息公开工作年度报告</h1><p>来源：县政府办 发布时间：2022年1月25日 字体</p><p>正文</p>"
    source = read_text(page(body, "<title>政府信息公开</title>"))
    assert source.hints == {"title": "某县2021年度政府信息公开工作年度报告", "published": "2022-01-25"}
    table = "<table><tr><td>索引号<td>X<tr><td>发布日期<td>2022-01-25</table><p>正文</p>"
    assert read_text(page(table)).hints == {"published": "2022-01-25"}


def test_a_heading_is_no_title_unless_it_names_a_report() -> None:
    assert read_text(page("<h1>一、总体情况</h1><p>正文</p>", "<title>某县人民政府</title>")).hints == {
        "title": "某县人民政府"
    }
    assert read_text(page("<h1>一、总体情况</h1><p>正文</p>")).hints == {}


def test_no_date_is_better_than_a_doubtful_one() -> None:
    two = "<p>发布日期：2022-01-25</p><p>公开日期：2022-02-01</p>"
    assert "published" not in read_text(page(two)).hints
    assert "published" not in read_text(page("<p>发布日期：2022-13-45</p>")).hints


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有可读的文字"):
        open_source(page("<script>render()</script><div></div>").encode(), "空壳.html")


def test_markup_nested_without_measure_is_refused_and_deep_but_possible_markup_is_read() -> None:
    with pytest.raises(Unreadable, match="嵌套"):
        read_text("<div>" * 100_000 + "报告")
    assert lines(read_text("<div>" * 3_000 + "报告")) == ["报告"]
    assert lines(read_text("<table><tr><td>" * 1_000 + "报告")) == ["报告"]


def test_a_page_of_unclosed_cells_is_read() -> None:
    (grid,) = grids(read_text("<table>" + "<tr><td>规章<td>0" * 1_500 + "</table>"))
    assert len(grid.slots) == 3_000


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}=1" for n in range(60_000)),
        " ".join(f'a{n}=">"' for n in range(60_000)),
        "/".join(f"a{n}" for n in range(60_000)),
    ],
)
def test_tens_of_thousands_of_attributes_cost_nothing(attributes: str) -> None:
    source = read_text(f"<table><tr><td {attributes} colspan=2>规章</td><td>0</td></tr></table><p>末</p>")
    assert lines(source)[-1:] == ["末"]


def test_a_long_list_of_options_costs_nothing() -> None:
    body = "<select>" + "<option>甲</option>" * 100_000 + "</select><p>报告</p>"
    assert lines(read_text(page(body)))[-1] == "报告"


def test_a_simplified_page_keeps_what_is_read() -> None:
    filler = "<p class='a' id='b'></p>" * 20_000
    body = f"<table><tr><td colspan='2' class=x>某项</td></tr><tr><td>a<b<td>0</table><p style='display:none'>不见</p>{filler}"
    assert shown(read_text(page(body))) == [[["某项 1x2"], ["a<b", "0"]]]


def test_a_table_of_thousands_of_rows_is_lines() -> None:
    source = read_text("<table>" + "<tr><td rowspan=3 colspan=900>规章<td>0" * 3_000 + "</table>")
    assert lines(source)[0] == "规章\t0"
    assert len(source.blocks) == 3_000


GROUPS = (
    "<table><tr><td colspan=3>情况<td>自然人<td>总计"
    "<tr><td rowspan={outer}>三、办理结果<td colspan=2>（一）予以公开<td>1<td>1"
    "<tr><td rowspan={inner}>（三）不予公开<td>1.国家秘密<td>2<td>2<tr><td>2.其他禁止<td>3<td>3<tr><td>3.危及<td>4<td>4"
    "<tr><td colspan=2>（七）总计<td>6<td>6<tr><td colspan=3>四、结转<td>0<td>0</table>"
)


@pytest.mark.parametrize(
    ("outer", "inner"), [(5, 3), (6, 3), (5, 4), (5, 2), (9, 3), (6, 4), (0, 5), (4, 3), (9, 2)]
)
def test_a_rowspan_that_is_wrong_does_not_push_figures_into_other_columns(outer: int, inner: int) -> None:
    (grid,) = grids(read_text(page(GROUPS.format(outer=outer, inner=inner))))
    figures = [slot.column for slot in grid.slots if slot.text.isdigit()]
    assert figures == [3, 4] * 6
    assert not overlaps(grid)
