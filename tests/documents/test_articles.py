"""A text taken apart into its articles: headings, annexes, numbers that are missing or come twice."""

import pytest

from gongkai.documents.articles import put_together, take_apart, value_of

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


@pytest.mark.parametrize("text", ["", "二、主要任务", "按照第三条 的规定", "（二）其次"])
def test_a_text_without_articles(text: str) -> None:
    assert take_apart(text).articles == ()


PARTS = """云岭县虚构措施
各乡镇人民政府：
现将有关事项通知如下。
一、总体要求
以虚构的目标为准。
二、主要任务。下列各项同时推进：
（一）扩大范围。
1.小项不单独成条。
(二) 提高标准。
三、附则
本措施自公布之日起施行。
云岭县人民政府
2026年3月2日
附件：明细表
一、附件里的不是正文。"""


def test_parts_of_a_text_without_articles() -> None:
    found = take_apart(PARTS)
    assert [(each.number, each.text) for each in found.articles] == [
        ("一、", "总体要求\n以虚构的目标为准。"),
        ("二、", "主要任务。下列各项同时推进："),
        ("二、（一）", "扩大范围。\n1.小项不单独成条。"),
        ("二、（二）", "提高标准。"),
        ("三、", "附则\n本措施自公布之日起施行。"),
    ]
    assert found.before.endswith("通知如下。")
    assert found.after.split("\n")[:3] == ["云岭县人民政府", "2026年3月2日", "附件：明细表"]
    assert found.remarks == ()


def test_items_that_stand_in_no_part() -> None:
    found = take_apart("支持办法如下：\n（一）补助。\n（二）减免。")
    assert [each.number for each in found.articles] == ["（一）", "（二）"]


def test_what_is_odd_about_parts_is_remarked() -> None:
    found = take_apart("一、甲\n三、乙\n（二）丙\n三、丁\n四、")
    assert found.remarks == (
        "三、之前缺少一项，请核对。",
        "三、（二）之前缺少一项，请核对。",
        "三、出现了不止一次，请核对。",
        "四、没有文字，请核对。",
    )


@pytest.mark.parametrize("text", [TEXT, PARTS, "（一）补助。\n（二）减免。"])
def test_what_is_put_together_is_taken_apart_the_same(text: str) -> None:
    articles = take_apart(text).articles
    assert take_apart(put_together(articles)).articles == articles


@pytest.mark.parametrize(
    ("numeral", "value"), [("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("一百零三", 103), ("12", 12)]
)
def test_numerals(numeral: str, value: int) -> None:
    assert value_of(numeral) == value
