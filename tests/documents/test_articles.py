"""A text taken apart into its articles: headings, annexes, numbers that are missing or come twice."""

import pytest

from gongkai.documents.articles import take_apart, value_of

TEXT = """云岭县虚构停车办法
第一章 总则
第一条 为了规范停车，制定本办法。
第二条　本办法适用于本县。
前款以外的除外。
第二章 罚则
第十条 按照第三条的规定处理。
第十条之一 另行规定。
附件：停车位标准
第一条 附件里的不是条文。"""


def test_articles_with_their_headings_and_what_stands_around_them() -> None:
    found = take_apart(TEXT)
    assert [(each.number, each.heading) for each in found.articles] == [
        ("一", "第一章 总则"),
        ("二", ""),
        ("十", "第二章 罚则"),
        ("十之一", ""),
    ]
    assert found.articles[1].text == "本办法适用于本县。\n前款以外的除外。"
    assert found.before == "云岭县虚构停车办法"
    assert found.after.startswith("附件：停车位标准")
    assert found.remarks == ("第十条之前缺少条文，请核对。",)


def test_without_blanks_after_the_number() -> None:
    found = take_apart("第一条为了规范停车。\n第二条适用于本县。")
    assert [each.text for each in found.articles] == ["为了规范停车。", "适用于本县。"]


def test_what_comes_twice_or_is_empty_is_remarked() -> None:
    found = take_apart("第一条 甲\n第一条 乙\n第二条")
    assert found.remarks == ("第一条出现了不止一次，请核对。", "第二条没有文字，请核对。")


@pytest.mark.parametrize("text", ["", "一、总体要求\n二、主要任务", "按照第三条 的规定"])
def test_a_text_without_articles(text: str) -> None:
    assert take_apart(text).articles == ()


@pytest.mark.parametrize(
    ("numeral", "value"), [("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("一百零三", 103), ("12", 12)]
)
def test_numerals(numeral: str, value: int) -> None:
    assert value_of(numeral) == value
