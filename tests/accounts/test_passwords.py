"""The rule for lengths and classes of characters, whatever people type."""

import string

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from gongkai.accounts.passwords import LongOrMixed


def good(password: str, rule: LongOrMixed) -> bool:
    try:
        rule.validate(password)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("abcdefghijkl", True),
        ("abcdefghijk", False),
        ("abcdeF12", True),
        ("abcdeF1", False),
        ("abcde-12", True),
        ("abcdef12", False),
        ("密码密码密码密码", False),
        ("密码ab12密码", True),
        ("", False),
    ],
)
def test_long_or_mixed(password: str, expected: bool) -> None:
    assert good(password, LongOrMixed()) is expected


@given(st.text(max_size=30))
def test_more_characters_never_make_it_worse(password: str) -> None:
    rule = LongOrMixed()
    if good(password, rule):
        assert all(good(password + more, rule) for more in string.ascii_letters[:3] + "1-密")


def test_rule_without_short_ones() -> None:
    rule = LongOrMixed(long=14, short=14)
    assert not good("abcdeF12-xyz1", rule)
    assert rule.get_help_text() == "密码至少 14 个字符。"
