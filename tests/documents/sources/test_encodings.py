"""Bytes to text: told by what the text then says, whatever a page declares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.reading.sources import open_source
from gongkai.documents.reading.sources.encodings import decode
from tests.documents.sources.shown import shown

SIMPLIFIED = "云岭县2021年政府信息公开工作年度报告\n一、总体情况\n规章\t0\n"
TRADITIONAL = "雲嶺縣2021年政府信息公開工作年度報告\n一、總體情況\n規章\t0\n"
WORDS = [
    "政府信息公开",
    "本年新收",
    "申请数量",
    "行政复议",
    "不予公开",
    "其他",
    "总计",
    "规范性文件",
    "1,024",
    "件，",
    "。",
]
TRADITIONAL_WORDS = [
    "政府資訊公開",
    "本年新收",
    "申請數量",
    "行政復議",
    "不予公開",
    "其他",
    "總計",
    "規範性文件",
    "1,024",
    "件，",
    "。",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312"])
def test_simplified_text_in_every_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "big5", "big5hkscs", "gb18030"])
def test_traditional_text_stays_traditional(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=30))
def test_gb18030_is_never_taken_for_big5(words: list[str]) -> None:
    text = "".join(words)
    assert decode(text.encode("gb18030")) == text


@given(st.lists(st.sampled_from(TRADITIONAL_WORDS), min_size=2, max_size=30))
def test_big5_is_never_taken_for_gb18030(words: list[str]) -> None:
    text = "".join(words)
    assert decode(text.encode("big5")) == text


def test_a_character_cut_at_the_end_or_broken_inside_costs_only_itself() -> None:
    whole = (SIMPLIFIED * 20).encode()
    assert decode(whole[:-2].rstrip(b"\n\t0") + "章".encode()[:2]) is not None
    broken = whole.replace("县".encode(), b"\xe5\x8e", 1)
    text = decode(broken)
    assert text is not None
    assert text.count("政府信息公开工作年度报告") == 20


def test_bytes_that_are_no_text_are_none() -> None:
    assert decode(bytes(range(128, 256)) * 40) is None


def test_a_page_that_declares_the_wrong_charset_is_read_by_its_bytes() -> None:
    page = '<html><meta charset="utf-8"><body><p>本年度政府信息公开情况</p></body></html>'
    assert shown(open_source(page.encode("gb18030"), "页.html")) == ["本年度政府信息公开情况"]
    page = page.replace("utf-8", "gb2312")
    assert shown(open_source(page.encode(), "页.html")) == ["本年度政府信息公开情况"]
