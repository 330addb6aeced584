"""Figures are placed where the form's arithmetic leaves one way only; otherwise they stay unread."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.reading.placing import Lost, Padding, Placed, numbers, padding, settle, ways
from gongkai.documents.reading.rows import Claim, Entry

IDS = list("abcdefg")
FREE = [None] * 7


def claim(*texts: str, ruled: bool = False) -> Claim:
    return Claim("granted", tuple(Entry(text, "line 1") for text in texts), "line 1", ruled)


def placed(row: Claim, bounds: Sequence[int | None] = FREE, *, lost: Lost = Lost.EVERYWHERE) -> Placed:
    made = Placed()
    settle(row, ways(row, 7, Padding()), IDS, bounds, made, lost=lost)
    return made


def test_a_complete_row_is_placed_whatever_its_sum() -> None:
    made = placed(claim("1", "2", "3", "4", "5", "6", "99"))
    assert [made.cells[key].value for key in IDS] == [1, 2, 3, 4, 5, 6, 99]


def test_explicit_empty_cells_are_blanks() -> None:
    made = placed(claim("2", "", "", "", "", "", "2"), lost=Lost.EMPTY)
    assert [made.cells[key].value for key in IDS] == [2, None, None, None, None, None, 2]


def test_six_zeros_of_seven_force_the_seventh() -> None:
    made = placed(claim(*"000000"))
    assert {made.cells[key].value for key in IDS} == {0}
    assert all(made.cells[key].inferred for key in IDS)


def test_six_figures_are_placed_where_columns_leave_one_way() -> None:
    made = placed(claim(*"500005"), [5, 0, 0, 0, 0, 0, 5])
    assert [made.cells[key].value for key in IDS] == [5, 0, 0, 0, 0, 0, 5]
    assert not made.cells["a"].inferred
    assert made.cells["b"].inferred


def test_six_figures_without_bounds_stay_unread_where_they_could_move() -> None:
    made = placed(claim(*"500005"))
    assert {unread.cell for unread in made.unread} >= {"a", "b"}
    assert "只读到6个数" in made.unread[0].why


def test_a_lost_total_is_not_invented() -> None:
    made = placed(claim(*"123456"))
    assert [made.cells[key].value for key in IDS[:6]] == [1, 2, 3, 4, 5, 6]
    assert [unread.cell for unread in made.unread] == ["g"]


def test_too_many_figures_are_unread() -> None:
    row = claim(*"12345678")
    assert ways(row, 7, Padding()) == []


def test_illegible_cell_is_unread_alone() -> None:
    made = placed(claim("O", "0", "0", "0", "0", "0", "0"))
    assert [unread.cell for unread in made.unread] == ["a"]
    assert len(made.cells) == 6


def test_phantom_cells_at_the_end_fall_off() -> None:
    row = claim("3", "", "", "", "", "", "3", "", "")
    assert [numbers(way) for way in ways(row, 7, Padding(tail=True))] == [
        [3, None, None, None, None, None, 3]
    ]


def test_complete_rows_show_where_a_document_pads() -> None:
    assert padding([claim("", *"1234567")], 7) == Padding(lead=True)
    assert padding([claim(*"1234567", "", "")], 7) == Padding(tail=True)
    assert padding([claim(*"1234567")], 7) == Padding()


@given(
    st.lists(st.integers(min_value=0, max_value=9), min_size=6, max_size=6),
    st.integers(min_value=0, max_value=6),
)
def test_a_lost_cell_is_never_wrong(parts: list[int], lost: int) -> None:
    """Take any correct row, lose any one cell: what is placed is what stood there."""
    truth = [*parts, sum(parts)]
    made = placed(claim(*(str(value) for index, value in enumerate(truth) if index != lost)))
    assert all(cell.value == truth[IDS.index(key)] for key, cell in made.cells.items())
    assert {*made.cells, *(unread.cell for unread in made.unread)} == set(IDS)
