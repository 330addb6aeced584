"""Ledgers as JSON values: what is read, what is answered, what is refused and where."""

import json
from datetime import date
from typing import Any

import pytest

from gongkai.documents.deadlines.answer import answer
from gongkai.documents.deadlines.question import Question, read
from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.settings import ReplyEnds, Settings
from gongkai.law.ledger import Channel, Fact, Kind, Ledger

TODAY = date(2025, 10, 20)


def answered(document: object) -> dict[str, Any]:
    return answer(document, calendar=official(), today=TODAY)


def asked(document: object) -> Question:
    question = read(document)
    assert isinstance(question, Question), question
    return question


def places(document: object) -> list[tuple[str, str]]:
    findings = read(document)
    assert isinstance(findings, list), findings
    return [(finding.rule, finding.where) for finding in findings]


def test_everything_that_a_question_may_hold() -> None:
    event = {
        "kind": "third_party_asked",
        "on": "2025-10-09",
        "who": " 甲公司 ",
        "received_on": "2025-10-11",
        "to": "2025-11-01",
        "working_days": 15,
        "days": 3,
        "result": "x",
        "excused": True,
    }
    question = asked(
        {
            "received_on": "2025-09-26",
            "channel": "fax",
            "as_of": "2025-10-15",
            "settings": {"reply_ends": "delivered", "reasons_pause": True, "correction_working_days": 7},
            "events": [event],
        }
    )
    fact = Fact(
        Kind.THIRD_PARTY_ASKED,
        date(2025, 10, 9),
        who="甲公司",
        received_on=date(2025, 10, 11),
        to=date(2025, 11, 1),
        working_days=15,
        days=3,
        result="x",
        excused=True,
    )
    assert question.ledger == Ledger(date(2025, 9, 26), Channel.FAX, (fact,))
    assert question.settings == Settings(
        reply_ends=ReplyEnds.DELIVERED, reasons_pause=True, correction_working_days=7
    )
    assert question.on(TODAY) == date(2025, 10, 15)


def test_only_the_day_of_arrival_is_needed() -> None:
    question = asked({"received_on": "2025-09-26"})
    assert question == Question(Ledger(date(2025, 9, 26)), Settings())


def test_null_is_nothing() -> None:
    question = asked({"received_on": "2025-09-26", "as_of": None, "settings": None, "events": None})
    assert question == Question(Ledger(date(2025, 9, 26)), Settings())
    fact = {"kind": "replied", "on": "2025-09-28", "to": None}
    assert asked({"received_on": "2025-09-26", "events": [fact]}).ledger.facts == (
        Fact(Kind.REPLIED, date(2025, 9, 28)),
    )


@pytest.mark.parametrize(
    ("document", "day"),
    [
        ({"received_on": "2025-09-26"}, TODAY),
        ({"received_on": "2025-12-01"}, date(2025, 12, 1)),
        (
            {"received_on": "2025-09-26", "events": [{"kind": "replied", "on": "2025-11-01"}]},
            date(2025, 11, 1),
        ),
    ],
)
def test_without_a_day_to_answer_for_it_is_today_or_the_last_fact(document: object, day: date) -> None:
    assert asked(document).on(TODAY) == day


def test_a_date_of_a_toml_file_is_a_date() -> None:
    assert asked({"received_on": date(2025, 9, 26)}).ledger.received_on == date(2025, 9, 26)


@pytest.mark.parametrize(
    ("change", "rule_and_place"),
    [
        ({"received_on": "2026-02-29"}, ("D905", "received_on")),
        ({"received_on": None}, ("D905", "received_on")),
        ({"received_on": 20250926}, ("D905", "received_on")),
        ({"as_of": "昨天"}, ("D905", "as_of")),
        ({"channel": "telegram"}, ("D905", "channel")),
        ({"channel": ["fax"]}, ("D905", "channel")),
        ({"due_on": "2025-10-30"}, ("D905", "due_on")),
        ({"settings": []}, None),
        ({"settings": ["x"]}, ("D905", "settings")),
        ({"settings": {"reply": 1}}, ("D905", "settings.reply")),
        ({"settings": {"reply_ends": "never"}}, ("D905", "settings.reply_ends")),
        ({"settings": {"reasons_pause": 1}}, ("D905", "settings.reasons_pause")),
        ({"settings": {"correction_working_days": 0}}, ("D905", "settings.correction_working_days")),
        ({"settings": {"correction_working_days": 1001}}, ("D905", "settings.correction_working_days")),
        ({"settings": {"correction_working_days": True}}, ("D905", "settings.correction_working_days")),
        ({"events": {"kind": "replied"}}, ("D905", "events")),
        ({"events": ["replied"]}, ("D905", "events[0]")),
        ({"events": [{"kind": "replied"}]}, ("D905", "events[0].on")),
        ({"events": [{"on": "2025-10-09"}]}, ("D905", "events[0].kind")),
        ({"events": [{"kind": "answered", "on": "2025-10-09"}]}, ("D905", "events[0].kind")),
        ({"events": [{"kind": "replied", "on": "2025-10-09", "day": 1}]}, ("D905", "events[0].day")),
        (
            {"events": [{"kind": "extended", "on": "2025-10-09", "working_days": "10"}]},
            ("D905", "events[0].working_days"),
        ),
        (
            {"events": [{"kind": "third_party_asked", "on": "2025-10-09", "who": "长" * 41}]},
            ("D905", "events[0].who"),
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(
    change: dict[str, object], rule_and_place: tuple[str, str] | None
) -> None:
    document = {"received_on": "2025-09-26", **change}
    if rule_and_place is None:
        asked(document)
        return
    assert places(document) == [rule_and_place]
    said = answered(document)
    assert (said["state"], said["due_on"], said["trace"]) == ("invalid", None, [])
    assert said["findings"][0]["where"] == rule_and_place[1]
    assert said["findings"][0]["message"].startswith(rule_and_place[1])


@pytest.mark.parametrize("document", [None, [], "x", 3])
def test_what_is_no_object_is_refused(document: object) -> None:
    assert places(document) == [("D905", "document")]


def test_a_long_value_is_not_repeated_in_full() -> None:
    findings = read({"received_on": "9" * 500})
    assert isinstance(findings, list)
    assert len(findings[0].message) < 150


def test_answer_as_json() -> None:
    said = answered(
        {
            "received_on": "2025-09-26",
            "as_of": "2025-10-20",
            "events": [{"kind": "third_party_asked", "on": "2025-10-13", "who": "甲公司"}],
        }
    )
    assert json.loads(json.dumps(said)) == said
    assert {key: said[key] for key in ("due_on", "state", "used", "left", "overdue", "waiting_on")} == {
        "due_on": "2025-11-20",
        "state": "third_party_consultation",
        "used": 7,
        "left": 13,
        "overdue": False,
        "waiting_on": "third_party",
    }
    assert said["waits"][0] | {"basis": ""} == {
        "who": "third_party",
        "name": "甲公司",
        "what": "意见",
        "until": "2025-11-03",
        "basis": "",
    }
    assert said["pauses"] == [
        {
            "first": "2025-10-14",
            "last": "2025-11-03",
            "why": "等待甲公司意见",
            "open": True,
            "basis": "《中华人民共和国政府信息公开条例》（国务院令第711号）第33条",
        }
    ]
    assert [limit["id"] for limit in said["limits"]] == ["correction_notice", "third_party", "reply"]
    first, *_, last = said["trace"]
    assert (first["day"], first["counted"], first["n"]) == ("2025-09-26", False, 0)
    assert (last["day"], last["counted"], last["n"]) == ("2025-11-20", True, 20)
    assert last["why"] == "星期四，第20个工作日，答复到期日"
    assert "第33条" in last["basis"]


def test_the_shape_of_an_answer_is_the_same_whatever_went_wrong() -> None:
    assert answered({"received_on": "x"}).keys() == answered({"received_on": "2025-09-26"}).keys()


def test_review_and_suit_stand_beside_the_clock() -> None:
    said = answered(
        {
            "received_on": "2026-09-01",
            "as_of": "2026-11-20",
            "events": [
                {"kind": "replied", "on": "2026-09-10", "result": "granted"},
                {"kind": "delivered", "on": "2026-09-11"},
                {"kind": "review_applied", "on": "2026-10-09"},
                {"kind": "review_admitted", "on": "2026-10-12"},
                {"kind": "review_decided", "on": "2026-11-02", "result": "upheld"},
                {"kind": "suit_filed", "on": "2026-11-09"},
            ],
        }
    )
    remedies = said["remedies"]
    assert (remedies["under_review"], remedies["in_litigation"]) == (False, True)
    assert {limit["id"]: limit["by"] for limit in remedies["limits"]}["suit_after"] == "2026-11-17"
    assert [(one["block"], one["result"], one["closed_on"]) for one in remedies["proceedings"]] == [
        ("review", "upheld", "2026-11-02"),
        ("suit_after_review", None, None),
    ]
    assert remedies["waits"][0]["who"] == "court"


def test_a_date_of_the_remedies_that_can_still_move_leaves_the_due_day_settled() -> None:
    said = answered({"received_on": "2026-09-01", "as_of": "2026-11-20"})
    assert (said["provisional"], said["remedies"]["provisional"]) == (False, True)


def test_the_result_of_a_reply_is_a_row_of_table_three() -> None:
    reply = {"kind": "replied", "on": "2025-10-09", "result": "work_secret"}
    assert places({"received_on": "2025-09-26", "events": [reply]}) == [("D905", "events[0].result")]
    assert answered({"received_on": "2025-09-26"})["remedies"] is None
