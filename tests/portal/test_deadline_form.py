"""办理期限计算器 asks: the form loses nothing, says what is wrong where, and gives no date for nonsense."""

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.deadlines.settings import Settings as Jurisdiction
from gongkai.law.ledger import Channel, Fact, Kind
from gongkai.portal.deadline.filling import MOST_EVENTS, filled
from gongkai.portal.deadline.forms import EventForm, SettingsForm
from gongkai.portal.deadline.kinds import ASKED, EXTRAS, GROUPS, LABELS
from tests.portal.calculator import CASE, ask
from tests.portal.pages import anchors, page, shown, words

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def summary(answer: "Answer") -> str:
    """The words of the error summary."""
    return words(shown(answer).partition('class="error-summary"')[2].partition("</ul>")[0])


def test_first_page_asks_two_things_and_judges_nothing() -> None:
    html = page("/qx/")
    assert "error-summary" not in html
    assert 'method="get"' in html
    assert html.count(" required") == 1
    assert "收到申请的日期" in html
    assert "当面提交" in html


def test_empty_fields_leave_the_address() -> None:
    answer = ask(
        received_on=" 2026-09-22 ",
        channel="in_person",
        as_of="",
        e1_kind="",
        e3_kind="replied",
        e3_on="2026-10-09",
        pause_from="next_day",
        x="y",
    )
    assert answer.status_code == 302
    assert (
        answer["Location"] == "/qx/?received_on=2026-09-22&channel=in_person&e1-kind=replied&e1-on=2026-10-09"
    )
    assert Client().get(answer["Location"]).status_code == 200
    assert ask(channel="").headers["Location"] == "/qx/"


def test_what_was_filled_in_is_there_again() -> None:
    said = {
        **CASE,
        "e1_kind": "correction_asked",
        "e1_on": "2026-09-28",
        "e1_received_on": "2026-09-29",
        "e1_to": "2026-10-16",
        "e2_kind": "corrected",
        "e2_on": "2026-10-19",
        "e2_excused": "on",
        "as_of": "2026-10-20",
        "late_notice": "stops",
        "correction_working_days": "12",
    }
    html = shown(ask(**said))
    assert "超过7个工作日才发补正告知： 仍然停止计算期限" in words(html)
    assert "给几个工作日： 12个工作日" in words(html)
    for name, value in said.items():
        field = re.search(
            rf'<(?:input|select)[^>]*name="{name.replace("_", "-", 1) if name[0] == "e" else name}"[^>]*>',
            html,
        )
        assert field is not None, name
        if value == "on":
            assert "checked" in field[0]
        elif field[0].startswith("<select"):
            assert f'value="{value}" selected' in html[field.end() :].partition("</select>")[0]
        else:
            assert f'value="{value}"' in field[0]


@pytest.mark.parametrize(
    "written", ["2026年9月22日", "2026/9/22", "2026.09.22", "20260922", "２０２６-０９-２２"]
)
def test_dates_may_be_written_as_people_write_them(written: str) -> None:
    assert ask("/qx/jieguo.json", **{**CASE, "received_on": written}).json()["due_on"] == "2026-10-27"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"received_on": ""}, "请填写收到申请的日期"),
        ({"received_on": "2026-02-29"}, "2026-02-29"),
        ({"received_on": "昨天"}, "昨天"),
        ({"received_on": "2018-06-01"}, "2019年5月15日"),
        ({"received_on": "2026-10-20"}, "2026年10月20日"),  # after the day asked about
        ({"received_on": "9" * 5000}, "40"),
        ({"channel": "pigeon"}, "没有“pigeon”这种收到方式"),
        ({"as_of": "2026-13-01"}, "2026-13-01"),
        ({"pause_from": "never"}, "征求意见从哪天起不计入期限"),
        ({"redo_working_days": "abc"}, "abc"),
        ({"e1_kind": "celebrated", "e1_on": "2026-10-09"}, "第1项：没有“celebrated”这种事项"),
        ({"e1_on": "2026-10-09"}, "第1项：请选择发生了什么"),
        ({"e1_kind": "replied"}, "第1项：请填写日期"),
        ({"e1_kind": "extended", "e1_on": "2026-10-09"}, "请补写“延长几个工作日”"),
        ({"e1_kind": "corrected", "e1_on": "2026-10-09"}, "发出补正告知"),
        ({"e1_kind": "replied", "e1_on": "2026-09-01"}, "早于收到申请的日期"),
        ({"e1_kind": "replied", "e1_on": "2026-10-09", "e1_working_days": "5"}, "“作出答复”没有这一栏"),
        ({"e1_kind": "extended", "e1_on": "2026-10-09", "e1_working_days": "五"}, "五"),
        ({"confirmed_on": "2026-09-01", "channel": "internet"}, "早于收到申请的日期"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_gives_no_date(said: dict[str, str], message: str) -> None:
    sent = {name: value for name, value in {**CASE, **said}.items() if value}
    answer = ask(**sent)
    html = shown(answer)
    assert answer.status_code == 422
    assert message in summary(answer)
    assert "<title>错误：" in html
    assert 'class="due-date"' not in html
    ids, targets = anchors(html)
    assert set(targets) <= set(ids)
    found = ask("/qx/jieguo.json", **sent)
    assert found.status_code == 422
    assert found.json().get("due_on") is None
    assert ask("/qx/tixing.ics", **sent).status_code == 404


def test_wrong_date_is_kept_as_it_was_typed() -> None:
    html = shown(ask(**{**CASE, "as_of": "2026-02-30"}))
    assert re.search(r'<input type="text" name="as_of" value="2026-02-30"', html)


def test_remark_of_the_law_stands_beside_its_row() -> None:
    html = shown(ask(**CASE, e1_kind="extended", e1_on="2026-10-09", e1_working_days="30"))
    row = html.partition('id="e1"')[2].partition("</li>")[0]
    assert 'class="remark warning"' in row
    assert "提醒" in row


def test_one_more_row_keeps_what_is_there() -> None:
    html = shown(ask(**CASE, e1_kind="extended", e1_on="2026-10-09", e1_working_days="10", add="1"))
    assert [f'id="e{number}"' in html for number in range(1, 7)] == [True] * 5 + [False]
    assert 'name="e1-working_days" value="10"' in html
    assert "error-summary" not in shown(Client().get("/qx/?received_on=&add=1"))


def test_blank_rows_are_not_judged() -> None:
    filling = filled(QueryDict(urlencode(CASE)))
    assert filling.is_valid()
    assert filling.events == ()
    assert [row.is_bound for row in filling.blank] == [False]


def test_rows_have_an_end() -> None:
    many = {f"e{number}-kind": "transferred" for number in range(1, 400)}
    many |= {f"e{number}-on": "2026-09-23" for number in range(1, 400)}
    answer = Client().get(f"/qx/?{urlencode({**CASE, **many})}")
    assert answer.status_code == 422
    assert f"一次最多填{MOST_EVENTS}项" in summary(answer)
    assert shown(answer).count("data-event ") + shown(answer).count("data-event>") == MOST_EVENTS + 1


def test_far_too_many_parameters_are_refused() -> None:
    many = {f"x{number}": "1" for number in range(1001)}
    assert Client().get(f"/qx/?{urlencode(many)}").status_code == 400


@pytest.mark.parametrize("name", ["received_on", "e1-who", "e1-kind", "channel", "as_of"])
def test_what_is_typed_is_text(name: str) -> None:
    evil = '"><script>alert(1)</script>'
    case = {**CASE, "e1-kind": "third_party_asked", "e1-on": "2026-10-09", name: evil}
    assert "<script>alert" not in shown(Client().get(f"/qx/?{urlencode(case)}"))


def test_only_reading_is_allowed() -> None:
    assert Client().post("/qx/", CASE).status_code == 405


def test_form_offers_every_channel_and_setting() -> None:
    html = page("/qx/")
    assert all(f'<option value="{channel}"' in html for channel in Channel)
    assert set(SettingsForm().fields) == set(Jurisdiction.__dataclass_fields__)


def test_form_asks_only_what_facts_have() -> None:
    offered = [kind for _, kinds in GROUPS for kind in kinds]
    assert len(offered) == len(set(offered))
    assert set(ASKED) <= set(offered)
    assert {kind for kind in Kind if not kind.startswith(("review_", "suit_"))} <= set(offered)
    fields = {name for names in ASKED.values() for name in names}
    assert fields == set(EXTRAS)
    assert fields - {"side"} <= set(Fact.__dataclass_fields__)
    assert all(name in ASKED[kind] for kind, name in LABELS)


VALUES = st.one_of(
    st.dates(date(2026, 9, 1), date(2026, 12, 31)).map(date.isoformat),
    st.sampled_from([*Kind, *Channel, "20", "-1", "99999999999", "on", "true", "2026-02-30", "昨天", "\x00"]),
    st.text(max_size=50),
)
NAMES = st.sampled_from(
    [
        *("channel", "as_of", "confirmed_on", "pause_from", "reasons_working_days", "add"),
        *(f"e{number}-{name}" for number in (1, 2, 7) for name in EventForm.base_fields),
    ]
)


@settings(max_examples=40)
@given(said=st.dictionaries(NAMES, VALUES), received=st.dates(date(2026, 9, 1), date(2026, 10, 31)))
def test_whatever_is_asked_page_and_json_agree(said: dict[str, str], received: date) -> None:
    query = urlencode({"received_on": received.isoformat(), **said})
    answer = Client().get(f"/qx/?{query}", follow=True)
    found = Client().get(f"/qx/jieguo.json?{query}")
    assert (answer.status_code, found.status_code) in {(200, 200), (422, 422)}
    shown_due = re.search(r'class="due-date"><time datetime="([\d-]+)"', shown(answer))
    assert (shown_due[1] if shown_due else None) == found.json().get("due_on")
