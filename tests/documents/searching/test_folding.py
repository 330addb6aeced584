"""One form for all ways to write the same."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.searching.folding import fold, places


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("云政發［２０２４］１２號（試行）", "云政发〔2024〕12号〔试行〕"),
        ("【Ａ】{b}﹝c﹞", "〔a〕〔b〕〔c〕"),
        ("关于\r\n　公 开\t的\u200b通\u00ad知", "关于公开的通知"),
        ("①％＋", "1%+"),
        ("㈠…ß", "㈠…ß"),  # would become several signs
        ("葛\U000e0100城", "葛城"),
        ("\ud800\0", ""),
    ],
)
def test_the_same_however_written(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_every_sign_is_folded_once_and_for_all() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [sign for sign in every if fold(fold(sign)) != fold(sign) or len(fold(sign)) > 1] == []


@given(st.text())
def test_places_lead_back_to_the_text(text: str) -> None:
    assert [fold(text[place]) for place in places(text)] == list(fold(text))
