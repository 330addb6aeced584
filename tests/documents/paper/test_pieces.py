"""From clean HTML to what stands on paper."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.paper.laying import pieces
from gongkai.documents.paper.pieces import Divider, Figure, Grid, Line, Look
from gongkai.documents.rich_text import clean
from tests.documents.paper.samples import ADDRESS, BODY, NUMBER


def lines(html: str) -> list[Line]:
    return [piece for piece in pieces(html, address=ADDRESS) if isinstance(piece, Line)]


def test_each_part_of_a_document_has_its_look() -> None:
    looks = {line.text: line.look for line in lines(BODY)}
    assert looks["各乡镇人民政府，县直各有关部门："] is Look.FLUSH
    assert looks["一、总体要求"] is Look.FIRST
    assert looks["（一）目标"] is Look.SECOND
    assert looks["1. 细目"] is Look.THIRD
    assert looks["附件1"] is Look.MARK
    assert looks["设施移交清单"] is Look.TITLE
    assert {Divider, Grid} <= {type(piece) for piece in pieces(BODY)}


def test_number_is_left_to_the_head_where_it_says_the_same() -> None:
    assert NUMBER in {line.text for line in lines(BODY)}
    assert NUMBER not in {piece.text for piece in pieces(BODY, document_no=NUMBER) if isinstance(piece, Line)}


def test_who_signs_stands_over_the_middle_of_the_date() -> None:
    signed, dated = (line for line in lines(BODY) if line.look is Look.RIGHT)
    assert dated.right == 4
    # 2026年3月10日 is 6.5 characters wide, the name seven
    assert signed.right == 4 - 0.25
    assert signed.apart
    assert not dated.apart


def test_long_name_is_kept_from_the_edge() -> None:
    html = f'<p class="signature">{"虚构" * 12}</p><p class="written-on">2026年3月1日</p>'
    assert lines(html)[0].right == 2


def test_what_is_attached_begins_on_a_page_of_its_own_only_after_the_end() -> None:
    assert [line.text for line in lines(BODY) if line.new_page] == ["附件1"]
    assert not any(line.new_page for line in lines('<p class="attachment">附件</p><p>甲</p>'))


def test_numbers_and_bullets_are_typed() -> None:
    found = lines('<ol start="3"><li>甲</li><li><p>乙</p><p>说明</p><ul><li>丙</li></ul></li></ol>')
    assert [(line.text, line.left) for line in found] == [
        ("3. 甲", 0),
        ("4. 乙", 0),
        ("说明", 2),
        ("•\u3000丙", 2),
    ]


def test_links_lead_on_from_the_page() -> None:
    found = lines('<p><a href="/xxgk/1/">甲</a><a href="files/7/x">乙</a><a href="#footnote-1">1</a></p>')
    links = [run.link.href if run.link else "" for run in found[0].runs]
    assert links == ["https://xxgk.example.cn/xxgk/1/", f"{ADDRESS}files/7/x", ""]


def test_pictures_stand_between_the_lines() -> None:
    found = pieces('<p>前<img src="attachments/p1.png" alt="图">后</p>')
    assert [type(piece) for piece in found] == [Line, Figure, Line]
    assert found[1] == Figure("p1.png", "图")


def test_cells_are_in_their_places() -> None:
    html = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table>"
    (grid,) = pieces(clean(html))
    assert isinstance(grid, Grid)
    placed = {slot.lines[0].text: (slot.row, slot.column, slot.rows, slot.columns) for slot in grid.slots}
    assert placed == {
        "a": (0, 0, 2, 1),
        "b": (0, 1, 1, 2),
        "c": (1, 1, 1, 1),
        "d": (1, 2, 1, 1),
        "e": (2, 0, 1, 1),
    }


SPANS = st.integers(1, 4)


@given(st.lists(st.lists(st.tuples(SPANS, SPANS), min_size=1, max_size=5), min_size=1, max_size=5))
def test_no_two_cells_claim_a_place_in_their_first_row(rows: list[list[tuple[int, int]]]) -> None:
    html = "".join(
        f"<tr>{''.join(f'<td colspan={columns} rowspan={deep}>x</td>' for columns, deep in row)}</tr>"
        for row in rows
    )
    found = pieces(clean(f"<table><tr><td>頭</td><td>y</td></tr>{html}</table>"))
    grid = found[0]
    assert isinstance(grid, Grid)
    claimed = [
        (row, column)
        for slot in grid.slots
        for row in range(slot.row, slot.row + slot.rows)
        for column in range(slot.column, slot.column + slot.columns)
    ]
    assert len(claimed) == len(set(claimed))
    assert all(row < grid.rows and column < len(grid.widths) for row, column in claimed)
