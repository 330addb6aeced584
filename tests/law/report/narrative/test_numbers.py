"""The number grammar: what counts something is found with its value, everything else is left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.report.narrative.numbers import han_value, plain, scan

DIGITS = "零一二三四五六七八九"
UNITS = st.sampled_from(
    ["条", "件", "篇", "个", "次", "份", "宗", "项", "期", "人次", "场", "家", "名", "条次"]
)


def found(text: str) -> list[tuple[str, str, str]]:
    """Each number of a text as (what is printed, value with unit, approximation)."""
    shown = plain(text)
    return [
        (text[number.start : number.end], f"{Decimal(number.value):f}{number.unit}", number.approx)
        for number in scan(shown)
    ]


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [
        ("公开信息99031条", "99031条", ""),
        ("公开信息1,234条", "1234条", ""),
        ("公开信息１２３４条", "1234条", ""),
        ("访问量达13.9万余次", "139000次", "余"),
        ("推送近 300 条", "300条", "近"),
        ("公开 52 余条", "52条", "余"),
        ("共享数据43万余条", "430000条", "余"),
        ("数据10余万条", "100000条", "余"),
        ("印发3千余份", "3000份", "余"),
        ("发放百余份", "100份", "余"),
        ("发放上百份", "100份", "以上"),
        ("召开几十场", "10场", "数"),
        ("收到超过200件", "200件", "超"),
        ("公开1000条以上", "1000条", "以上"),
        ("不足20件", "20件", "不足"),
        ("约30人", "30人", "约"),
        ("300条左右", "300条", "约"),
        ("举办三次", "3次", ""),
        ("开展两次", "2次", ""),
        ("编发十二期", "12期", ""),
        ("印发三万二千份", "32000份", ""),
        ("受理二十余件", "20件", "余"),
        ("共召开一次", "1次", ""),
        ("占33.58%", "33.58%", ""),
        ("占33.58％", "33.58%", ""),
        ("占百分之三十五", "35%", ""),
        ("占百分之九十八点五", "98.5%", ""),
        ("占千分之五", "0.5%", ""),
        ("占八成以上", "80%", "成"),
        ("占四分之三", "75%", ""),
        ("占百分之12余", "12%", "余"),
        ("占百分之三十多", "30%", "多"),
        ("提高2.3个百分点", "2.3个百分点", ""),
        ("增长1.5倍", "1.5倍", ""),
        ("数量翻一番", "2倍", ""),
        ("收费47593.6663万元", "47593.6663万元", ""),
        ("收费3405820元", "3405820元", ""),
        ("投入30余万元", "30万元", "余"),
        ("次数均为0。", "0", ""),
        ("粉丝数达31万，", "310000", ""),
        ("同比增长-5%", "-5%", ""),
        ("不少于10个工作日", "10个工作日", "以上"),
        ("预约5次", "5次", ""),
    ],
)
def test_number(text: str, value: str, approx: str) -> None:
    assert [(printed[1], printed[2]) for printed in found(text)] == [(value, approx)]


@pytest.mark.parametrize(
    "text",
    [
        "2020年12月5日",
        "截至12月31日",
        "1至12月",
        "2019—2021年",
        "二〇二一年十二月三十一日",
        "19:30开始",
        "国办发〔2016〕80号",
        "（2021）30号",
        "国务院令第711号",
        "第二十条第（一）项",
        "第五十条之规定",
        "第三季度、第3期",
        "电话：0900-8633503",
        "邮编：742100",
        "（地址：云岭路5号；电话09008633503）",
        "12345政务服务热线",
        "“12345”热线",
        "www.example.gov.cn/2021n/12条",
        "gk2021@example.gov.cn",
        "IPV6、H5、2.0版",
        "26个试点领域标准目录",
        "《26个领域标准目录》",
        "“一件事”“三个清单”“两微一端”",
        "十九届五中全会、十四五、六稳、一网通办、三同步、五公开",
        "一次性告知、最多跑一次、一件一档",
        "千家万户、百姓、万众",
        "一是完善，二是规范，三是提升，（三）加强",
        "由六部分组成",
        "每周三次产业",
        "统一条件、进一步、第一时间、一方面",
        "三成立、四成果",
        "中央八项规定精神",
        "占五分之六",
        "比上年-5条",
        "次数为2021。",
        "分数为3至5，",
        "满意度十二成",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert found(text) == []


def test_range_has_both_ends() -> None:
    shown = plain("3-5个工作日、10至20次、二至三期")
    assert [(n.value, n.high, n.unit) for n in scan(shown)] == [
        (3, 5, "个工作日"),
        (10, 20, "次"),
        (2, 3, "期"),
    ]


def test_the_end_of_a_range_may_leave_out_the_tens() -> None:
    assert [(n.value, n.high) for n in scan("十三至五期、二十三、五条")] == [(13, 15), (23, 25)]


def test_figures_listed_with_one_unit_share_it() -> None:
    assert [value for _, value, _ in found("分别办理3、4、5件")] == ["3件", "4件", "5件"]


def test_list_marks_are_not_part_of_the_count() -> None:
    assert [value for _, value, _ in found("1.3个专栏已经建成。2、5期简报。3.2万条数据")] == [
        "3个",
        "5期",
        "32000条",
    ]


@pytest.mark.parametrize(
    ("text", "decimals", "step"), [("7800余条", 0, 100), ("13.9万余次", 1, 1000), ("20.50%", 2, "0.1")]
)
def test_precision_as_printed(text: str, decimals: int, step: int | str) -> None:
    (number,) = scan(text)
    assert (number.decimals, number.step) == (decimals, Decimal(step))


@given(
    st.integers(0, 99_999_999),
    UNITS,
    st.booleans(),
    st.sampled_from(["", "近", "约", "超"]),
    st.sampled_from(["", "余", "多"]),
)
def test_printed_arabic_is_read_back(value: int, unit: str, grouped: bool, before: str, more: str) -> None:
    more = "" if before else more
    printed = f"{before}{value:,}{more}{unit}" if grouped else f"{before}{value}{more}{unit}"
    text = f"全年公开信息{printed}，其余另计"
    assert found(text) == [(printed, f"{value}{unit}", before or more)]


@given(st.integers(1, 99_999), st.sampled_from([1, 10, 100]), UNITS)
def test_printed_in_wan_is_read_back(hundreds: int, scale: int, unit: str) -> None:
    wan = Decimal(hundreds) / scale
    assert [value for _, value, _ in found(f"访问量达{wan:f}万{unit}。")] == [f"{int(wan * 10_000)}{unit}"]


@given(st.integers(1, 99_999_999))
def test_printed_in_chinese_is_read_back(value: int) -> None:
    assert han_value(in_chinese(value)) == value


@given(st.integers(2, 9999), st.sampled_from(["件", "次", "期", "场"]))
def test_chinese_count_is_found_in_a_sentence(value: int, unit: str) -> None:
    printed = f"{in_chinese(value)}{unit}"
    assert found(f"全年共举办{printed}。") == [(printed, f"{value}{unit}", "")]


@given(st.integers(0, 10_000), st.integers(0, 4))
def test_printed_percentage_is_read_back(tens: int, decimals: int) -> None:
    share = Decimal(tens).scaleb(-decimals)
    (number,) = scan(f"占{share:f}%。")
    assert (number.value, number.unit, number.decimals) == (share, "%", decimals)


@given(
    st.text(
        "，。；：、（）0123456789.%万亿余近第年月日号件条个一二三十百千两成倍分之“”《》〔〕-— \n", max_size=60
    )
)
def test_any_text_is_scanned_within_its_bounds(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    ends = [0]
    for number in scan(shown):
        assert ends[-1] <= number.start < number.end <= len(text)
        ends.append(number.end)


def in_chinese(value: int) -> str:
    """A number from 1 to 99,999,999 as it is written in Chinese: 一千零五, 二十六, 十二万."""
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return f"{in_chinese(high)}万{gap}{in_chinese(low) if low else ''}"
    written, zero = "", False
    for place, power in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + power
        zero = not digit
    return written.removeprefix("一") if written.startswith("一十") else written
