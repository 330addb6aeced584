"""Texts masked: nothing certain is left, and nothing else is changed."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.checking.privacy import Kind, mask, mask_html, scan
from tests.documents.privacy import numbers_made as n
from tests.documents.privacy.labelled import MAKERS, loaded

VALUES = st.builds(
    lambda make, seed: make(Random(seed)),
    st.sampled_from([n.cn_id, n.bank_card, n.mobile, n.credit_code, n.cn_id15, n.landline, n.name, n.plate]),
    st.integers(0, 10**6),
)
WORDS = st.sampled_from(
    ["身份证号", "，", " ", "\n", "\t", "卡号：", "电话", "2025", "12", "。", "-", "（", "）", "姓名：", "住"]
)
TEXTS = st.lists(st.one_of(VALUES, WORDS), max_size=20).map("".join)


def unchanged(text: str, masked: str, hits: list[tuple[int, int]]) -> bool:
    """Whether the masked text is the text with something else in these places."""
    pieces, at = [], 0
    for start, end in hits:
        pieces.append(re.escape(text[at:start]))
        at = end
    pieces.append(re.escape(text[at:]))
    return re.fullmatch(".{1,40}?".join(pieces), masked, re.DOTALL) is not None


@given(text=TEXTS)
def test_nothing_is_left(text: str) -> None:
    done = mask(text, frozenset(Kind))
    assert done.left == ()
    assert scan(done.text) == []


@given(text=TEXTS)
def test_nothing_else_is_changed(text: str) -> None:
    first = [(hit.start, hit.end) for hit in scan(text) if hit.kind is not Kind.USCC]
    done = mask(text)
    if len(done.hits) == len(first):  # one round was enough
        assert unchanged(text, done.text, first)
    assert bool(done.hits) == bool(first)


@pytest.mark.parametrize("part", MAKERS)
def test_labelled_texts_are_covered(part: str) -> None:
    for labelled in loaded(part):
        done = mask(labelled.text, frozenset(Kind))
        assert done.left == ()
        assert [hit for hit in scan(done.text) if hit.certain] == []


def test_usual_masks() -> None:
    text = "申请人：张甲乙，身份证号11010519491231002X，电话138 0000 1234，卡号6299990000000000014"
    assert mask(text).text == "申请人：张**，身份证号110105********002X，电话138****1234，卡号***0014"


def test_only_what_is_asked_for() -> None:
    text = "张甲乙13800001234"
    assert mask(text, {Kind.MOBILE}).text == "张甲乙138****1234"
    assert mask(text, known=["13800001234"]).text == text


def test_a_number_made_by_a_mask_is_covered_too() -> None:
    """What stays of a card and what stands beside it could be another number."""
    text = "卡6299990000000000014 2229 9900 0001"
    assert mask(text, frozenset(Kind)).left == ()


@pytest.mark.parametrize(
    ("markup", "masked"),
    [
        ("<p>电话<b>138</b>0000<i>1234</i></p>", "<p>电话<b>138****1234</b><i></i></p>"),
        ("<p>电话&#49;3800001234&nbsp;</p>", "<p>电话138****1234&nbsp;</p>"),
        ('<a href="tel:13800001234">来电</a>', '<a href="tel:138****1234">来电</a>'),
        ("<p>甲<!-- 13800001234 -->乙</p>", "<p>甲乙</p>"),
        ("<p>1380000</p><p>1234</p>", "<p>1380000</p><p>1234</p>"),
        (
            "<table><tr><th>姓名</th><th>补助</th></tr><tr><td><p>张甲</p></td><td>100</td></tr></table>",
            "<table><tr><th>姓名</th><th>补助</th></tr><tr><td><p>张*</p></td><td>100</td></tr></table>",
        ),
    ],
)
def test_html(markup: str, masked: str) -> None:
    done = mask_html(markup)
    assert done.text == masked
    assert done.left == ()


@given(value=VALUES, cuts=st.lists(st.integers(1, 17), max_size=4), seed=st.integers(0, 99))
def test_numbers_through_tags(value: str, cuts: list[int], seed: int) -> None:
    """However a number is cut by tags, what a reader sees of it is covered as in plain text."""
    markup = "".join(f"<b>{sign}</b>" if place in cuts else sign for place, sign in enumerate(value))
    done = mask_html(f"<p>证件号码{markup}，{seed}</p>", frozenset(Kind))
    assert re.sub("<[^>]*>", "", done.text) == mask(f"证件号码{value}，{seed}", frozenset(Kind)).text
