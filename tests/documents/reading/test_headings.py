"""Title, agency, year, date and section headings, as pages and files print them."""

from datetime import date

import pytest

from gongkai.documents.reading.blocks import Line
from gongkai.documents.reading.headings import agency_name, find_title, heading_of, published_on, report_year


def lines(*texts: str) -> list[Line]:
    return [Line(text, f"line {number}") for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "title", "agency", "year"),
    [
        (["云岭县2023年政府信息公开工作年度报告"], "云岭县2023年政府信息公开工作年度报告", "云岭县", 2023),
        (["云岭县财政局", "2022年度政府信息公开工作年度报告"], "云岭县财政局2022年度政府信息公开工作年度报告", "云岭县财政局", 2022),
        (["2024年云岭市政府信息公开工作年度报告"], "2024年云岭市政府信息公开工作年度报告", "云岭市", 2024),
        (["云岭县政府办2021年政府", "信息公开工作年度报告"], "云岭县政府办2021年政府信息公开工作年度报告", "云岭县政府办", 2021),
        (["云岭镇二〇二〇年度政府信息公开年报"], "云岭镇二〇二〇年度政府信息公开年报", "云岭镇", 2020),
        (["| 云岭乡人民政府2019年政府信息公开工作年度报告 |||"], "云岭乡人民政府2019年政府信息公开工作年度报告", "云岭乡人民政府", 2019),
        (["首页 > 政府信息公开年报", "来源：云岭县民政局 发布时间：2023-01-20 10:00", "2022年政府信息公开工作年度报告"],
         "2022年政府信息公开工作年度报告", "云岭县民政局", 2022),
        (["云岭县教育局关于2020年政府信息公开工作的年度报告"], "云岭县教育局关于2020年政府信息公开工作的年度报告", "云岭县教育局", 2020),
    ],
)  # fmt: skip
def test_whose_report_on_which_year(texts: list[str], title: str, agency: str, year: int) -> None:
    above = lines(*texts)
    found, _ = find_title(above, "")
    assert found == title
    assert agency_name(found, above) == agency
    assert report_year(found, "", texts) == year


def test_a_sentence_about_the_report_is_no_title() -> None:
    above = lines("根据《政府信息公开条例》要求，现公布云岭县2020年政府信息公开工作年度报告。")
    assert find_title(above, "")[0] == ""
    assert (
        find_title(above, "云岭县2020年政府信息公开工作年度报告-云岭县人民政府")[0]
        == "云岭县2020年政府信息公开工作年度报告"
    )


def test_year_from_the_statistics_period_before_the_most_named_year() -> None:
    prose = ["统计期限为2021年1月1日至2021年12月31日。", "2022年，2022年，2022年，我们将继续努力。"]
    assert report_year("政府信息公开工作年度报告", "", prose) == 2021


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：办公室 发布时间：2022-03-01 15:21:31", date(2022, 3, 1)),
        ("发布日期：2021年1月20日", date(2021, 1, 20)),
        ("公开日期 2021/01/05", date(2021, 1, 5)),
        ("2021年1月20日", None),
        ("发布时间：2021-13-45", None),
        ("统计期限自2021年1月1日起", None),
    ],
)
def test_only_a_stated_publication_date_counts(text: str, expected: date | None) -> None:
    assert published_on(lines(text), "") == expected


@pytest.mark.parametrize(
    ("text", "section", "number", "rest"),
    [
        ("一、总体情况", "s1_overview", "一", ""),
        ("二、 主动公开政府信息情况 ", "s2_proactive", "二", ""),
        ("三、依申请公开政府信息情况", "s3_requests", "三", ""),
        ("四、行政复议、行政诉讼和举报投诉情况", "s4_review_litigation", "四", ""),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "s4_review_litigation", "四", ""),
        ("五、存在的主要问题及改进情况。我乡的工作虽有成效，仍有不足", "s5_problems", "五", "我乡的工作虽有成效，仍有不足"),
        ("六.其它需要报告的事项", "s6_other", "六", ""),
        ("第六部分 其他需要报告的事项", "s6_other", "六", ""),
        ("其他需要报告的事项", "s6_other", "", ""),
        ("、主动公开政府信息情况", "s2_proactive", "", ""),
    ],
)  # fmt: skip
def test_section_headings(text: str, section: str, number: str, rest: str) -> None:
    found = heading_of(text)
    assert found is not None
    assert (found.section, found.number, found.rest) == (section, number, rest)


@pytest.mark.parametrize(
    "text",
    ["一、本年新收政府信息公开申请数量", "三、本年度办理结果", "四、结转下年度继续办理", "（一）主动公开情况",
     "一、总体情况………………1", "二、加强组织领导", "行政复议", "1、总体要求"],
)  # fmt: skip
def test_other_numbered_lines_are_no_headings(text: str) -> None:
    assert heading_of(text) is None
