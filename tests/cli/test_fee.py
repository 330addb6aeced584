"""`gongkai fee`: the sum, the tiers, and what is refused."""

import json

import pytest

from gongkai.cli import machine
from gongkai.law.fees.charge import by_item
from tests.cli.terminal import run

Capture = pytest.CaptureFixture[bytes]
ON = ("--on", "2026-09-20")


def test_items_as_json(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "fee", "--by", "item", "--earlier", "9", "--items", "2", *ON, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    basis = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第4条"
    assert answer == {
        "amount_yuan": 100,
        "method": "by_item",
        "on": "2026-09-20",
        "steps": [
            {
                "first": 10,
                "last": 10,
                "units": 1,
                "rate_yuan": 0,
                "amount_yuan": 0,
                "why": "当月第10件，不收费",
                "basis": basis,
            },
            {
                "first": 11,
                "last": 11,
                "units": 1,
                "rate_yuan": 100,
                "amount_yuan": 100,
                "why": "当月第11件，每件100元",
                "basis": basis,
            },
        ],
    }


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        (["item", "--items", "61"], 11500),
        (["item", "--items", "40", "--first-block", "same"], 3000),
        (["item", "--items", "0"], 0),
        (["page", "--pages", "250"], 4700),
        (["page", "--pages", "30"], 0),
    ],
)
def test_amount(capsysbinary: Capture, words: list[str], amount: int) -> None:
    ran = run(capsysbinary, "fee", "--by", *words, *ON, "--json")
    assert json.loads(ran.out)["amount_yuan"] == amount
    assert f"应收 {amount} 元" in run(capsysbinary, "fee", "--by", *words, *ON).text


def test_table_for_a_citizen(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "fee", "--by", "item", "--earlier", "5", "--items", "40", *ON)
    assert ran.text.splitlines() == [
        "按件计收：应收 5500 元",
        "2026年9月20日收到的申请，同一申请人在一个自然月内累计。",
        "",
        "第几件  件数  每件（元）  金额（元）",
        "6–10       5           0           0",
        "11–30     20         100        2000",
        "31–40     10         200        2000",
        "41–45      5         300        1500",
        "合计      40                    5500",
        "",
        "依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第4条",
    ]


def test_today_is_the_day_by_default(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "fee", "--by", "item", "--items", "61", "--json")
    assert json.loads(ran.out)["on"] == machine.today().isoformat()
    assert json.loads(ran.out)["amount_yuan"] == by_item(0, 61, machine.today()).amount_yuan


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "缺少选项 --by"),
        (["--by", "foo"], "选项 --by 只能是 item、page"),
        (["--by", "item"], "缺少选项 --items"),
        (["--by", "page"], "缺少选项 --pages"),
        (["--by", "item", "--items", "3", "--pages", "2"], "一件申请只能选择一种"),
        (["--by", "page", "--pages", "3", "--earlier", "0"], "一件申请只能选择一种"),
        (["--by", "page", "--pages", "3", "--items", "1"], "一件申请只能选择一种"),
        (["--by", "item", "--items", "-3"], "--items 应当是不带符号的整数，现为“-3”"),
        (["--by", "item", "--items", "３"], "--items 应当是不带符号的整数"),
        (["--by", "item", "--items", "1.5"], "--items 应当是不带符号的整数"),
        (["--by", "item", "--items", "1" * 5000], "--items 应当是不带符号的整数"),
        (["--by", "item", "--items", "100001"], "超过了能够计算的100000"),
        (["--by", "item", "--items", "3", "--on", "2021-02-29"], "没有“2021-02-29”这一天"),
        (["--by", "item", "--items", "3", "--on", "明天"], "“明天”不是日期，请写成 2026-09-20 这样"),
        (["--by", "page", "--pages", "31", "--on", "2020-12-31"], "2020年12月31日还没有信息处理费"),
        (["--by", "page", "--pages", "31", "再来"], "多出了“再来”"),
    ],
)
def test_refused(capsysbinary: Capture, words: list[str], says: str) -> None:
    ran = run(capsysbinary, "fee", *words)
    assert (ran.code, ran.out) == (2, b"")
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err) < 200


@pytest.mark.parametrize("written", ["2020-12-31", "2020/12/31", "2020年12月31日"])
def test_days_may_be_written_in_three_ways(capsysbinary: Capture, written: str) -> None:
    ran = run(capsysbinary, "fee", "--by", "page", "--pages", "31", "--on", written)
    assert "2020年12月31日还没有信息处理费" in ran.err
