"""PDF: ruled tables as grids, over pages too."""

from reportlab.pdfgen.canvas import Canvas

from tests.documents.sources.drawn import FULL, LEFT, RIGHT, both, plain, prose, read, ruled
from tests.documents.sources.shown import grids, lines, overlaps, rows, shown


def test_a_table_with_merged_cells() -> None:
    cells = [
        (0, 0, 1, 4, "第二十条第（一）项"), (1, 0, 2, 1, "信息内容"), (1, 1, 1, 2, "本年"), (1, 3, 2, 1, "有效"),
        (2, 1, 1, 1, "制发"), (2, 2, 1, 1, "废止"), (3, 0, 1, 1, "规章"), (3, 1, 1, 1, "0"), (3, 2, 1, 1, ""), (3, 3, 1, 1, "2"),
    ]  # fmt: skip
    source = read(
        both(prose("二、主动公开", top=810), ruled(cells, [120, 60, 60, 60]), prose("三、收到", top=600))
    )
    assert shown(source) == [
        "二、主动公开",
        [
            ["第二十条第（一）项 1x4"],
            ["信息内容 2x1", "本年 1x2", "有效 2x1"],
            ["制发", "废止"],
            ["规章", "0", "", "2"],
        ],
        "三、收到",
    ]
    (grid,) = grids(source)
    assert grid.where == "page 1, table 1"
    assert grid.slots[-1].where == "page 1, table 1, row 4, column 4"


def test_borders_as_word_draws_them_thin_boxes_with_corners() -> None:
    def page(canvas: Canvas) -> None:
        for y in (700, 676, 652):
            for x in (72, 172):
                canvas.rect(x + 0.5, y, 99, 0.48, stroke=0, fill=1)
        for x in (72, 172, 272):
            for y in (652, 676):
                canvas.rect(x, y + 0.5, 0.48, 23, stroke=0, fill=1)
            canvas.rect(x, 700, 0.48, 0.48, stroke=0, fill=1)
        for (x, y), text in {
            (80, 685): "规章",
            (180, 685): "0",
            (80, 660): "规范性文件",
            (180, 660): "3",
        }.items():
            canvas.drawString(x, y, text)

    assert shown(read(page)) == [[["规章", "0"], ["规范性文件", "3"]]]


def test_a_table_open_at_its_sides_has_all_its_columns() -> None:
    def page(canvas: Canvas) -> None:
        for y in (700, 676, 652):
            canvas.line(72, y, 372, y)
        for x in (172, 272):
            canvas.line(x, 652, x, 700)
        for (x, y), text in {
            (80, 685): "规章",
            (180, 685): "0",
            (280, 685): "1",
            (80, 660): "文件",
            (280, 660): "3",
        }.items():
            canvas.drawString(x, y, text)

    assert shown(read(page)) == [[["规章", "0", "1"], ["文件", "", "3"]]]


def test_lines_and_shadings_that_draw_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(40, 40, 515, 762)
        canvas.line(72, 690, 400, 690)
        canvas.setFillGray(0.9)
        canvas.rect(70, 640, 400, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        for y, text in ((700, "红头文件的标题"), (645, "有底色的一行"), (600, "另一行")):
            canvas.drawString(LEFT, y, text)

    assert shown(read(page)) == ["红头文件的标题", "有底色的一行", "另一行"]


def test_wrapped_labels_and_figures_in_narrow_cells() -> None:
    cells = [
        (0, 0, 1, 1, "商业企业"), (0, 1, 1, 1, "社会公\n益组织"), (0, 2, 1, 1, "1\n2"), (0, 3, 1, 1, "40\n96"), (0, 4, 1, 1, "1\n2"),
    ]  # fmt: skip
    assert shown(read(ruled(cells, [80, 42, 12, 18, 60]))) == [
        [["商业企业", "社会公益组织", "12", "4096", "1 2"]]
    ]


def test_a_table_over_pages_is_one_grid_whose_slots_keep_their_pages() -> None:
    first = ruled(plain(["信息内容", "本年制发件数", "有效"], ["规章", "0", "2"]), [120, 100, 60])
    second = ruled(plain(["规范性文件", "4", "21"]), [120, 100, 60])
    (grid,) = grids(read(first, second))
    assert rows(grid) == [["信息内容", "本年制发件数", "有效"], ["规章", "0", "2"], ["规范性文件", "4", "21"]]
    assert [slot.where for slot in grid.slots if slot.text in ("规章", "规范性文件")] == [
        "page 1, table 1, row 2, column 1",
        "page 2, table 1, row 1, column 1",
    ]


def test_tables_of_other_widths_or_with_text_between_are_others() -> None:
    table = ruled(plain(["规章", "0"], ["文件", "3"]), [120, 60])
    wider = ruled(plain(["规章", "0"], ["文件", "3"]), [120, 90])
    assert len(grids(read(table, wider))) == 2
    assert (
        len(
            grids(
                read(
                    table, both(prose("三、收到和处理情况"), ruled(plain(["规章", "0"]), [120, 60], top=700))
                )
            )
        )
        == 2
    )


def test_a_row_that_a_page_break_cut_in_two_is_whole() -> None:
    widths = [102.0, 24.0, 24.0]
    first = ruled(plain(["1.属于国家秘密", "5", "5"], ["2.其他法律行政法", "409", "1"]), widths)
    rest = ruled(plain(["规禁止公开", "6", ""], ["3.危及", "7", "8"]), widths)
    (grid,) = grids(read(first, rest))
    assert rows(grid) == [
        ["1.属于国家秘密", "5", "5"],
        ["2.其他法律行政法规禁止公开", "4096", "1"],
        ["3.危及", "7", "8"],
    ]


def test_a_head_that_is_printed_again_is_left_out_even_above_a_row_cut_in_two() -> None:
    widths = [102.0, 24.0, 24.0]
    head = [(0, 0, 2, 1, "信息内容"), (0, 1, 1, 2, "本年"), (1, 1, 1, 1, "新"), (1, 2, 1, 1, "旧")]
    body = plain(["", "", ""], ["", "", ""], ["2.其他法律行政法", "409", "1"])[6:]
    rest = plain(["", "", ""], ["", "", ""], ["规禁止公开", "6", ""], ["3.危及", "7", "8"])[6:]
    (grid,) = grids(read(ruled([*head, *body], widths), ruled([*head, *rest], widths)))
    assert rows(grid) == [
        ["信息内容 2x1", "本年 1x2"],
        ["新", "旧"],
        ["2.其他法律行政法规禁止公开", "4096", "1"],
        ["3.危及", "7", "8"],
    ]


def test_a_row_that_begins_a_page_is_no_rest_of_the_one_before() -> None:
    widths = [100.0, 22.0]
    first = ruled(plain(["2.其他法律行政法", "5"]), widths)
    for label, figure in (("3.危及安全", "6"), ("（四）无法提供", "6")):
        (grid,) = grids(read(first, ruled(plain([label, figure]), widths)))
        assert rows(grid) == [["2.其他法律行政法", "5"], [label, figure]]


def test_a_label_beside_rows_on_two_pages_is_one() -> None:
    widths = [20.0, 100.0, 40.0]
    first = ruled(
        [
            (0, 0, 2, 1, "三\n办\n理"),
            (0, 1, 1, 1, "（一）公开"),
            (0, 2, 1, 1, "5"),
            (1, 1, 1, 1, "（二）部分"),
            (1, 2, 1, 1, "6"),
        ],
        widths,
    )
    second = ruled(
        [
            (0, 0, 2, 1, ""),
            (0, 1, 1, 1, "（七）总计"),
            (0, 2, 1, 1, ""),
            (1, 1, 1, 1, "（八）其他"),
            (1, 2, 1, 1, "7"),
        ],
        widths,
    )
    (grid,) = grids(read(first, second))
    assert rows(grid) == [
        ["三办理 4x1", "（一）公开", "5"],
        ["（二）部分", "6"],
        ["（七）总计", ""],
        ["（八）其他", "7"],
    ]
    assert not overlaps(grid)


def test_prose_in_a_ruled_cell_is_lines() -> None:
    text = [FULL[:36], FULL[1:37], FULL[2:38], FULL[:36], "共5条。"]
    cells = [(0, 0, 3, 2, "\n".join(text)), (3, 0, 1, 1, "规章"), (3, 1, 1, 1, "0")]
    assert shown(read(ruled(cells, [RIGHT - LEFT - 60, 66]))) == ["".join(text), [["规章", "0"]]]


def test_pages_that_lie_on_their_side_and_watermarks() -> None:
    def lying(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -595)
        canvas.drawString(100, 400, "横排的表")
        for x in (100, 200, 300):
            canvas.line(x, 300, x, 350)
        for y in (300, 325, 350):
            canvas.line(100, y, 300, y)
        for (x, y), text in {
            (105, 332): "规章",
            (205, 332): "0",
            (105, 307): "规范性文件",
            (205, 307): "3",
        }.items():
            canvas.drawString(x, y, text)

    def marked(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "正文文字在这里")
        canvas.translate(200, 300)
        canvas.rotate(40)
        canvas.drawString(0, 0, "水印")

    assert shown(read(lying, marked)) == ["横排的表", [["规章", "0"], ["规范性文件", "3"]], "正文文字在这里"]


def test_a_page_of_drawings_is_no_table_and_costs_little() -> None:
    def chart(canvas: Canvas) -> None:
        for step in range(3_500):
            canvas.line(50, 50 + step / 10, 500, 50 + step / 10)
            canvas.line(50 + step / 10, 50, 50 + step / 10, 500)

    assert lines(read(both(chart, prose("统计图下面的正文一共要有二十个以上的字")))) == [
        "统计图下面的正文一共要有二十个以上的字"
    ]
