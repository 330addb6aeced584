"""Dates that cannot be or that contradict one another."""

from datetime import date

import pytest

from gongkai.documents.checking.dates import check_dates
from gongkai.documents.checking.passages import Passage
from gongkai.law.findings import Severity

WRITTEN = date(2026, 9, 20)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # days that do not exist
        (
            "2026年2月30日、2月30日、13月1日、2026年13月",
            ["N101 2026年2月30日", "N101 2月30日", "N101 13月1日", "N101 2026年13月"],
        ),
        ("二〇二六年二月二十九日和2026-02-29", ["N101 二〇二六年二月二十九日", "N101 2026-02-29"]),
        ("2028年2月29日、2月29日、4月30日、2026年12月、3个月、13个月、12.5月均", []),
        ("2026年2月0日", ["N101 2026年2月0日"]),
        # what is told as past
        ("已于2026年10月1日印发", ["N102 2026年10月1日"]),
        ("2027年3月1日印发的文件", ["N102 2027年3月1日"]),
        ("将于2026年10月1日施行，截至2026年12月31日，已于2026年9月1日印发", []),
        # in force
        ("自2026年9月1日起施行", ["N103 2026年9月1日"]),
        ("自2026年9月1日起施行，追溯适用于此前的申请", []),
        ("自2026年10月1日起施行", []),
        # periods
        ("2026年10月8日至2026年10月1日", ["N104 2026年10月8日至2026年10月1日"]),
        ("2026年11月1日至3月31日", ["N104 2026年11月1日至3月31日"]),
        ("2026年11月1日至次年3月31日，11月1日至3月31日，2026年11月1日至2027年3月31日", []),
        ("有效期至2026年1月1日，请于2026年9月1日前报送", ["N104 2026年1月1日", "N104 2026年9月1日"]),
        ("请于2026年10月1日前报送", []),
        # years
        ("《甲》（国办发〔2027〕1号），到2062年、2206年", ["N105 〔2027〕1号", "N105 2206年"]),
        # weekdays
        ("2026年9月21日（星期二）", ["N106 2026年9月21日（星期二"]),
        ("2026年9月21日（星期一）、9月20日（周日）、9月20日（星期天）", []),
        ("9月21日（周三）", ["N106 9月21日（周三"]),
    ],
)
def test_dates(text: str, wanted: list[str]) -> None:
    said = [f"{remark.rule} {remark.found}" for remark in check_dates(Passage(text), WRITTEN)]
    assert sorted(said) == sorted(wanted)


def test_without_the_date_of_the_document_only_the_calendar_is_asked() -> None:
    text = "已于2099年10月1日印发，9月21日（周三），2026年2月30日"
    assert [remark.rule for remark in check_dates(Passage(text))] == ["N101"]


def test_what_may_be_a_number_is_no_error() -> None:
    [remark] = check_dates(Passage("编号2026-13-01"))
    assert (remark.rule, remark.severity) == ("N101", Severity.WARNING)
