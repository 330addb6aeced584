"""Titles over several lines: nothing is lost, no line is too long, words and numbers stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.paper.measures import wide
from gongkai.documents.paper.titles import LINE, broken

LONG = "云岭县人民政府办公室关于不予公开《云岭县农村生活污水治理项目资金使用情况》的告知书"


def test_short_titles_and_breaks_of_the_writer_stay() -> None:
    assert broken("不予公开告知书") == "不予公开告知书"
    assert broken("关于甲的\n告知书") == "关于甲的\n告知书"
    assert broken("甲" * LINE) == "甲" * LINE


@pytest.mark.parametrize(
    "title",
    [
        LONG,
        "关于申请公开云岭县城关镇2025年度征地补偿安置方案及附图等政府信息的答复",
        "云岭县农村生活污水治理和人居环境整治工作领导小组办公室关于延期答复政府信息公开申请的告知书",
    ],
)
def test_words_and_numbers_stay_whole(title: str) -> None:
    shown = broken(title)
    assert shown.replace("\n", "") == title
    lines = shown.split("\n")
    assert len(lines) in (2, 3)
    assert all(wide(line) <= LINE for line in lines)
    assert max(map(wide, lines)) - min(map(wide, lines)) <= 8
    for word in (
        "人民政府",
        "项目",
        "资金",
        "告知书",
        "2025",
        "征地",
        "补偿",
        "环境",
        "领导小组",
        "申请",
        "》的",
    ):
        assert (word in title) == (word in shown)


def test_the_usual_title_breaks_where_it_is_read() -> None:
    assert broken(LONG).split("\n")[0].endswith("公开")
    assert broken(LONG).split("\n")[1].startswith("《")


@given(st.text(alphabet="政府信息《》（），。的2026甲乙A", max_size=120))
def test_nothing_is_lost_whatever_it_is(title: str) -> None:
    shown = broken(title)
    assert shown.replace("\n", "") == title
    for line in shown.split("\n")[1:]:
        assert line
