"""What a journal may hold of a text."""

import pytest

from gongkai.sealing import masks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证11010519491231002X，电话13812341234。", "身份证110105********002X，电话138****1234。"),
        ("卡 6222021234567890123", "卡 ***0123"),
        ("jia.yi@example.org 来信", "j***@example.org 来信"),
        ("2026年第 123456 号，GK20261122000001", "2026年第 123456 号，GK20261122000001"),
    ],
)
def test_scrubbed_text(text: str, shown: str) -> None:
    assert masks.scrubbed(text) == shown
