"""What a title is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.searching.hearts import LONGEST, heart, initials


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("云岭县人民政府办公室关于印发云岭县2024年政务公开工作要点的通知", "云岭县2024年政务公开工作要点"),
        ("云岭县人民政府关于印发《云岭县城市管理办法（试行）》的通知", "云岭县城市管理办法（试行）"),
        ("关于推进政务服务有关事项的通告", "推进政务服务"),
        ("关于做好2024年防汛抗旱工作的意见（征求意见稿）", "2024年防汛抗旱工作"),
        ("云岭县2024年政府工作报告", "云岭县2024年政府工作报告"),
        ("《云岭县养老服务条例》政策解读", "云岭县养老服务条例"),
        ("云岭县财政局2024年度部门决算", "云岭县财政局2024年度部门决算"),
        ("关于的通知", "关于的通知"),
        ("", ""),
    ],
)
def test_heart(title: str, about: str) -> None:
    assert heart(title) == about


@pytest.mark.parametrize(
    ("text", "letters"),
    [("政务公开2024", "zwgk2024"), ("重庆银行（试行）ABC", "cqyhsxabc"), ("", ""), ("🤖“”", "")],
)
def test_initials(text: str, letters: str) -> None:
    assert initials(text) == letters


@given(st.text())
def test_whatever_the_title_is(title: str) -> None:
    assert len(heart(title)) <= LONGEST
    assert (initials(title) or "a").isalnum()
    assert len(initials(title)) <= LONGEST
