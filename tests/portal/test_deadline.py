"""办理期限计算器 answers: the dates are those of the law, on the page, as JSON and in a calendar entry."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.portal.deadline.examples import EXAMPLES, Example
from gongkai.portal.deadline.filling import tidied
from tests.portal.calculator import CASE, ask
from tests.portal.pages import anchors, page, shown, words

# Received, the 7th, 15th, 20th and 40th working day after: computed apart from this program.
VECTORS = [
    ("2020-01-22", "2020-02-10", "2020-02-20", "2020-02-27", "2020-03-26"),
    ("2020-09-25", "2020-10-12", "2020-10-22", "2020-10-29", "2020-11-26"),
    ("2020-09-28", "2020-10-14", "2020-10-26", "2020-11-02", "2020-11-30"),
    ("2021-02-08", "2021-02-23", "2021-03-05", "2021-03-12", "2021-04-12"),
    ("2024-12-27", "2025-01-08", "2025-01-20", "2025-01-26", "2025-02-28"),
    ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
    ("2025-09-26", "2025-10-13", "2025-10-23", "2025-10-30", "2025-11-27"),
    ("2026-02-11", "2026-02-27", "2026-03-10", "2026-03-17", "2026-04-15"),
    ("2026-09-22", "2026-10-09", "2026-10-20", "2026-10-27", "2026-11-24"),
]
EXTRA_NOTICE = """
[[notice]]
title = "关于临时放假的通知"
number = "〔2026〕1号"
published_on = 2026-10-20
[[notice.holiday]]
name = "临时"
off = [2026-10-27]
work = []
"""


def in_chinese(iso: str) -> str:
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"


@pytest.mark.parametrize(("received", "seventh", "fifteenth", "twentieth", "fortieth"), VECTORS)
def test_dates_are_those_of_the_law(
    received: str, seventh: str, fifteenth: str, twentieth: str, fortieth: str
) -> None:
    case = {"received_on": received, "channel": "in_person", "as_of": received}
    html = shown(ask(**case))
    assert f'<time datetime="{twentieth}">{in_chinese(twentieth)}</time>' in html
    limits = html.partition('class="plain limits"')[2].partition("</table>")[0]
    assert in_chinese(seventh) in limits
    asked = ask("/qx/jieguo.json", **case, e1_kind="third_party_asked", e1_on=received).json()
    assert {limit["by"] for limit in asked["limits"] if limit["id"] == "third_party"} == {fifteenth}
    extended = {"e1_kind": "extended", "e1_on": twentieth, "e1_working_days": "20"}
    assert ask("/qx/jieguo.json", **{**case, "as_of": twentieth}, **extended).json()["due_on"] == fortieth


def test_answer_says_all_that_the_clock_knows() -> None:
    answer = ask(**CASE)
    text = words(shown(answer))
    assert answer.status_code == 200
    for said in ("最迟答复日期", "2026年10月27日", "星期二", "充裕", "还剩8个工作日", "已用 12 个工作日"):
        assert said in text, said
    for said in ("办理中", "从次日起计", "《中华人民共和国政府信息公开条例》（国务院令第711号）第33条"):
        assert said in text, said


def test_every_day_is_told_with_its_articles() -> None:
    html = shown(ask(**CASE))
    rows = re.findall(r'<tr class="(counted|uncounted)', html)
    assert len(rows) == 36  # 22 September to 27 October
    assert rows.count("counted") == 20
    ids, targets = anchors(html)
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_example_has_an_answer(example: Example) -> None:
    query = example.query
    answer = Client().get(f"/qx/?{query}")
    assert answer.status_code == 200
    assert 'class="due-date"' in shown(answer)
    assert f"?{query}".replace("&", "&amp;") in page("/qx/")
    assert tidied(dict(example.fields)) == dict(example.fields)


def test_internet_is_not_received_before_it_is_confirmed() -> None:
    html = shown(ask(**{**CASE, "channel": "internet"}))
    assert "待确认收到" in html
    assert 'class="due-date"' not in html
    link = re.search(r'href="(\?[^"]*confirmed_on=2026-09-22)"', html)
    assert link is not None
    assert "2026年10月27日" in page("/qx/" + link[1].replace("&amp;", "&"))


def test_one_side_alone_does_not_confirm() -> None:
    case = {**CASE, "channel": "internet", "e1_kind": "confirmed", "e1_on": "2026-09-22", "e1_side": "agency"}
    found = ask("/qx/jieguo.json", **case).json()
    assert found["question"]["events"] == [{"kind": "confirmed", "on": "2026-09-22", "who": "agency"}]
    assert (found["state"], found["waiting_on"]) == ("confirming_receipt", "applicant")


def test_both_clocks_have_their_lamps() -> None:
    consulted = {"e1_kind": "third_party_asked", "e1_on": "2026-10-09", "e1_received_on": "2026-10-12"}
    html = shown(ask(**CASE, **consulted))
    main, step = re.findall(r'class="lamp (\w+)"', html)
    assert (main, step) == ("paused", "green")
    assert "等待第三方意见，最迟到2026年11月2日" in html
    assert "意见早到，答复期限相应提前" in html


def test_provisional_answer_says_which_year_is_awaited() -> None:
    html = shown(ask(received_on="2026-12-15", channel="in_person", as_of="2026-12-31"))
    assert "暂定" in html
    assert "2027年的放假安排还没有公布" in html
    assert "暂定" not in shown(ask(**CASE)).partition("<h1>")[2].partition("看例子")[0]


def test_today_is_the_day_in_china() -> None:
    received = timezone.localdate()
    assert str(timezone.get_current_timezone()) == "Asia/Shanghai"
    found = ask("/qx/jieguo.json", received_on=received.isoformat()).json()
    assert found["as_of"] == received.isoformat()


def test_forty_years_are_cut_short() -> None:
    html = shown(ask(received_on="2019-06-03", channel="in_person", as_of="2060-12-01"))
    assert html.count('<table class="month">') == 24
    assert html.count('class="month-days"') == 24
    assert "这里只列出前两年" in html


def test_json_carries_question_and_answer() -> None:
    answer = ask(
        "/qx/jieguo.json",
        **CASE,
        e1_kind="third_party_asked",
        e1_on="2026-10-09",
        e1_who="甲公司",
        reasons_pause="true",
    )
    found = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/json")
    assert "甲公司" in shown(answer)
    assert found["question"] == {
        "received_on": "2026-09-22",
        "channel": "in_person",
        "as_of": "2026-10-15",
        "settings": {"reasons_pause": True},
        "events": [{"kind": "third_party_asked", "on": "2026-10-09", "who": "甲公司"}],
    }  # fmt: skip
    assert found["state"] == "third_party_consultation"
    assert found["trace"][0]["day"] == "2026-09-22"


def test_reminder_names_the_day_and_nobody() -> None:
    answer = ask("/qx/tixing.ics", **CASE, e1_kind="third_party_asked", e1_on="2026-10-09", e1_who="张三")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert "DTSTART;VALUE=DATE:20261117" in text
    assert "张三" not in text
    assert urlencode({"": "张三"})[1:] not in text


def test_nothing_due_gives_no_reminder() -> None:
    assert ask("/qx/tixing.ics", **{**CASE, "channel": "fax"}).status_code == 404
    replied = {"e1_kind": "replied", "e1_on": "2026-10-09"}
    assert ask("/qx/tixing.ics", **CASE, **replied).status_code == 404
    assert "/qx/tixing.ics" not in shown(ask(**CASE, **replied))


def test_notices_of_the_installation_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "2026-extra.toml").write_text(EXTRA_NOTICE, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_HOLIDAYS", str(tmp_path))
    assert "2026年10月28日" in shown(ask(**CASE)).partition('class="due-date"')[2][:120]


@pytest.mark.django_db
def test_home_and_menu_lead_here() -> None:
    assert 'aria-current="page">期限计算' in page("/qx/")
    assert page("/").count('href="/qx/"') == 2
