"""By what a text is found, and what is needed to find a term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.searching import grams as cut
from gongkai.documents.searching.grams import Vocabulary, common, frequent, grams, needed, pairs

few = st.text("政务公开工作。", max_size=12)
lists = st.lists(st.text("政务公开工作。", min_size=3, max_size=6), unique=True, max_size=8)


def test_pairs_do_not_reach_across_parts() -> None:
    assert pairs("甲乙丙\n丁戊\n己") == ["甲乙", "乙丙", "丁戊"]


def test_words_are_found_overlapping() -> None:
    words = Vocabulary(("政务公开", "公开工作", "务公"))
    assert grams("政务公开工作", words) == {*pairs("政务公开工作"), *words.words}


def test_what_is_needed() -> None:
    words = Vocabulary(("政务公开", "加强政务公开工作", "推进政务公开工"))
    assert needed("公开", words) == cut.Needed(("公开",), sure=True)
    assert needed("政务公开", words) == cut.Needed(("政务公开",), sure=True)
    assert needed("政务公开工", words).grams == ("政务公开", "开工")
    assert needed("政务公开工", words).wider == ("推进政务公开工", "加强政务公开工作")
    assert needed("务公开工作", words).wider == ("加强政务公开工作",)


@given(few, few.filter(lambda term: len(term) > 1), lists)
def test_needed_leaves_nothing_out_and_is_right_where_it_is_sure(
    text: str, term: str, words: list[str]
) -> None:
    vocabulary = Vocabulary(tuple(words))
    need, has = needed(term, vocabulary), grams(text, vocabulary)
    if term in text:
        assert has >= set(need.grams)
    if need.sure:
        assert (has >= set(need.grams)) == (term in text)
    if has & set(need.wider):
        assert term in text


def test_common_strings_without_those_that_are_always_part_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "COMMON", 10)
    texts = [f"第{number}件，住房城乡建设{'局厅部'[number % 3]}\n通知" for number in range(30)]
    found = common(texts, 30).words
    assert "件，住房城乡建设" in found
    assert {"件，住房城乡建设局", "件，住房城乡建设厅"} <= set(found)
    assert {"住房城乡建设", "住房城乡建设局"} <= set(found)  # what stands beside a sign stands by itself
    assert not {"住房城", "城乡建设", "房城乡建设局"} & set(found)
    assert not any("\n" in word for word in found)
    assert common(texts, 1).words == ()
    assert common([], 0).words == ()


def test_frequent_strings_with_their_parts() -> None:
    texts = ["土地使用税"] * 4 + ["土地使用权"] * 3 + ["别的"] * 13
    assert set(frequent(texts).words) == {
        *("土地使", "地使用", "土地使用", "使用税", "地使用税", "土地使用税"),
        *("使用权", "地使用权", "土地使用权"),
    }
    assert "使用权" not in frequent([*texts, *["另外"] * 20]).words
    assert frequent([]).words == ()
