"""The printed tables: every cell of the form once, and no hole or overlap in the grid."""

import pytest

from gongkai.documents.official_tables import BALANCE_NOTE, Layout, Rows, layouts
from gongkai.law.report.schema import forms

FORMS = tuple(forms())
TABLES = ("t2", "t3", "t4")


def covered(rows: Rows, columns: int) -> list[int]:
    """How many grid places the boxes of each row cover, counting merged cells from above; fails on overlap."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows.boxes):
        column = 0
        for box in row:
            while (at, column) in taken:
                column += 1
            here = {
                (at + down, column + right) for down in range(box.rowspan) for right in range(box.colspan)
            }
            assert not here & taken
            taken |= here
    assert max((row for row, _ in taken), default=0) < len(rows.boxes) or not rows.boxes
    assert all(column < columns for _, column in taken)
    return [sum(1 for row, _ in taken if row == at) for at in range(len(rows.boxes))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", TABLES)
def test_grid_is_full(form: str, table: str) -> None:
    layout = layouts(form)[table]
    for group in (layout.head, *layout.bodies):
        assert covered(group, layout.columns) == [layout.columns] * len(group.boxes)


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_the_form_is_printed_once(form: str) -> None:
    printed = [
        box.cell
        for layout in layouts(form).values()
        for group in (layout.head, *layout.bodies)
        for row in group.boxes
        for box in row
        if box.cell
    ]
    assert printed == list(forms()[form].cells)


def texts(layout: Layout) -> list[list[str]]:
    return [[box.text for box in row if box.text] for row in layout.head.boxes]


def test_table_three_is_headed_like_the_form() -> None:
    head = texts(layouts("format_2021")["t3"])
    assert head[0] == [BALANCE_NOTE, "申请人情况"]
    assert head[1] == ["自然人", "法人或其他组织", "总计"]
    assert head[2] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


def test_table_four_is_headed_like_the_form() -> None:
    head = texts(layouts("format_2019")["t4"])
    assert head[0] == ["行政复议", "行政诉讼"]
    assert head[1][-2:] == ["未经复议直接起诉", "复议后起诉"]


@pytest.mark.parametrize("form", FORMS)
def test_cells_of_table_two_name_their_headings(form: str) -> None:
    boxes = [box for body in layouts(form)["t2"].bodies for row in body.boxes for box in row]
    ids = {box.id for box in boxes if box.id}
    assert all(set(box.headers.split()) <= ids and box.headers for box in boxes if box.cell)
