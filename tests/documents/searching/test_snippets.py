"""Pieces of texts, hits marked."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.searching.folding import fold
from gongkai.documents.searching.snippets import SIZE, marked, snippet

signs = st.text("政府信息公开 \n（）ＡaB", max_size=300)
terms = st.lists(st.text("政府信息公开a", min_size=2, max_size=4), max_size=3)


@given(signs, terms)
def test_marking_changes_no_sign(text: str, wanted: list[str]) -> None:
    pieces = marked(text, wanted)
    assert "".join(piece.text for piece in pieces) == text
    assert all(any(term in fold(piece.text) for term in wanted) for piece in pieces if piece.hit)
    assert any(piece.hit for piece in pieces) == any(term in fold(text) for term in wanted)


@given(signs, terms)
def test_a_snippet_is_a_piece_around_the_first_hit(text: str, wanted: list[str]) -> None:
    pieces = snippet(text, wanted)
    joined = "".join(piece.text for piece in pieces)
    assert joined.removeprefix("…").removesuffix("…") in text
    assert len(joined) <= SIZE + 2
    assert any(piece.hit for piece in pieces) == any(term in fold(text) for term in wanted)


@given(signs, terms, st.integers(0, 4))
def test_the_snippet_of_a_long_text_is_around_its_first_hit(text: str, wanted: list[str], times: int) -> None:
    """Also where the hit stands at a border up to which the text is read."""
    before = "空" * (2_000 * times - 150 if times else 0)
    pieces = snippet(before + text, wanted)
    whole = marked(before + text, wanted)
    place = next((place for place, piece in enumerate(whole) if piece.hit), None)
    first = len("".join(piece.text for piece in whole[:place])) if place is not None else 0
    shown = "".join(piece.text for piece in pieces).removeprefix("…")
    assert (before + text)[max(0, first - 30) :].startswith(shown.removesuffix("…"))
