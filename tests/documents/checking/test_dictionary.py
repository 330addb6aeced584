"""Dictionaries: what is found, what a longer word excuses, which of two that overlap counts."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.checking.remarks import TITLE
from gongkai.documents.checking.wording import Dictionary, Kind, Term, check_words
from gongkai.law.findings import Severity


def term(text: str, fix: str | None = None, *unless: str, since: date | None = None) -> Term:
    return Term(text, Kind.INSTITUTION if since else Kind.TYPO, fix, unless=unless, since=since)


def found(dictionary: Dictionary, text: str) -> list[str]:
    return [f"{match.term.text}@{match.start}" for match in dictionary.find(text)]


def test_a_longer_word_excuses_only_its_own_term() -> None:
    dictionary = Dictionary((term("按装", "安装", "按装备"), term("装备费", "装备费用")))
    assert found(dictionary, "按装设备，按装备编号，装备费") == ["按装@0", "装备费@11"]


def test_a_word_that_begins_earlier_excuses_too() -> None:
    dictionary = Dictionary((term("布署", "部署", "公布署"),))
    assert found(dictionary, "公布署名文章；布署工作") == ["布署@7"]


def test_of_terms_that_overlap_the_first_and_the_longest_count() -> None:
    dictionary = Dictionary((term("国家"), term("国家教育部"), term("教育部门")))
    assert found(dictionary, "国家教育部门") == ["国家教育部@0"]


def test_allowed_words_silence_everything_inside_them() -> None:
    shipped = Dictionary((term("布署"), term("做为")))
    own = Dictionary((term("某某办", "某某办公室"),), frozenset({"做为一局", "布署"}))
    assert found(shipped.with_(own), "布署，做为一局，做为，某某办") == ["做为@8", "某某办@11"]


def test_the_entry_of_the_other_dictionary_counts() -> None:
    both = Dictionary((term("甲乙", "丙"),)).with_(Dictionary((term("甲乙", "丁"),)))
    assert [match.term.fix for match in both.find("甲乙")] == ["丁"]


def test_an_empty_dictionary_finds_nothing() -> None:
    assert found(Dictionary(), "任何文字") == []


def test_a_remark_says_where_what_and_how() -> None:
    [remark] = check_words("第一段\n\n我们布署工作", Dictionary((term("布署", "部署"),)), part=TITLE)
    assert (remark.rule, remark.severity, remark.found, remark.fix) == (
        "W001",
        Severity.WARNING,
        "布署",
        "部署",
    )
    assert (remark.place.part, remark.place.label, remark.place.start, remark.place.end) == (
        "title",
        "标题",
        7,
        9,
    )
    [remark] = check_words("第一段\n\n我们布署工作", Dictionary((term("布署", "部署"),)))
    assert remark.place.label == "第2段"


OLD_NAME = Dictionary((term("环境保护部", "生态环境部", since=date(2018, 3, 17)),))


@pytest.mark.parametrize(
    ("text", "on", "remarks"),
    [
        ("环境保护部要求整改。", date(2026, 1, 5), 1),
        ("环境保护部要求整改。", None, 1),
        ("环境保护部要求整改。", date(2015, 6, 1), 0),
        ("原环境保护部要求整改。", date(2026, 1, 5), 0),
        ("《环境保护部关于某事的通知》要求整改。", date(2026, 1, 5), 0),
        ("环境保护部令第35号。", date(2026, 1, 5), 0),
        ("2016年，环境保护部组织了检查。", date(2026, 1, 5), 0),
        ("与意大利环境保护部、两国环境保护部会谈。", date(2026, 1, 5), 0),
        ("2016年已经检查。环境保护部又要求整改。", date(2026, 1, 5), 1),
    ],
)
def test_a_name_that_was_right_at_the_time(text: str, on: date | None, remarks: int) -> None:
    assert len(list(check_words(text, OLD_NAME, on=on))) == remarks


WORDS = st.text(alphabet="甲乙丙丁", min_size=1, max_size=4)


@given(
    st.lists(WORDS, max_size=6, unique=True),
    st.lists(WORDS, max_size=3, unique=True),
    st.text(alphabet="甲乙丙丁戊", max_size=30),
)
def test_finds_what_a_slow_search_finds(words: list[str], allowed: list[str], text: str) -> None:
    """The oracle tries every place, longest word first, and looks at every allowed word around it."""
    dictionary = Dictionary(tuple(term(word) for word in words), frozenset(allowed))
    excused = [
        (at, at + len(word)) for word in allowed for at in range(len(text)) if text.startswith(word, at)
    ]
    wanted, at = [], 0
    while at < len(text):
        here = [
            word
            for word in sorted(words, key=len, reverse=True)
            if text.startswith(word, at)
            and not any(start <= at and at + len(word) <= end for start, end in excused)
        ]
        if here:
            wanted.append(f"{here[0]}@{at}")
        at += len(here[0]) if here else 1
    assert found(dictionary, text) == wanted
    matches = dictionary.find(text)
    assert all(first.end <= second.start for first, second in pairwise(matches))
