"""What somebody typed, as terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.searching.asking import LONGEST, TERMS, Question, understand


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("土地使用税 减免", ("土地使用税", "减免")),
        ("土地使用税，减免、土地使用税", ("土地使用税", "减免")),
        ("“土地 使用”税收", ("土地使用", "税收")),
        ("「放管服」改革", ("放管服", "改革")),
        ('"土地', ("土地",)),
        ("政務公開", ("政务公开",)),
        ("ＰＭ２．５", ("pm2.5",)),
    ],
)
def test_terms(typed: str, terms: tuple[str, ...]) -> None:
    assert understand(typed) == Question(terms)


@pytest.mark.parametrize(
    ("typed", "dropped"),
    [("的 土地", ("的",)), ("——", ("——",)), ("的", ("的",)), ("“”", ("“”",)), (" \t", ())],
)
def test_what_is_too_short_is_told(typed: str, dropped: tuple[str, ...]) -> None:
    assert understand(typed).dropped == dropped


@pytest.mark.parametrize("typed", ["国务院令第711号", "国务院令 第 711 号"])
def test_orders_are_numbers(typed: str) -> None:
    assert understand(typed).number == "国务院令第711号"


def test_long_questions_are_cut() -> None:
    assert understand("政府" * LONGEST).cut
    assert len(understand(" ".join(f"词{n}" for n in range(30))).terms) == TERMS
    assert understand(" ".join(f"词{n}" for n in range(30))).cut
    assert not understand("政府".center(LONGEST * 2)).cut


@given(st.text())
def test_terms_can_always_be_looked_for(typed: str) -> None:
    question = understand(typed)
    assert len(question.terms) <= TERMS
    assert sum(map(len, question.terms)) <= LONGEST
    assert all(len(term) > 1 for term in question.terms) or question.number
