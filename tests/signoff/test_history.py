"""The history: every word stays, with whether it counts and what took it away."""

import pytest

from gongkai.law.roles import Role
from gongkai.signoff import actions, queries
from tests.signoff.office import (
    agree,
    another,
    ask,
    digest,
    later,
    office,
    send,
    send_back,
    standing_in,
    submit_again,
)

pytestmark = pytest.mark.django_db


def test_history_tells_what_counts_and_what_took_the_rest_away() -> None:
    a = office()
    sent = send(a, subject="trial:7")
    deputy = standing_in(another(a, Role.COUNTER_CLERK), Role.LEGAL_REVIEWER, a, for_=a[Role.LEGAL_REVIEWER])
    agree(sent, "secrecy", a[Role.SECRECY_REVIEWER], hours=1)
    agree(sent, "legal", deputy, hours=2)
    send_back(sent, "office", a[Role.OFFICE_HEAD], "legal", hours=3)
    actions.change(round_id=sent, digest=digest("乙"), by=a.handler, at=later(4))
    submit_again(sent, a.handler, words="乙", hours=5)
    agree(sent, "secrecy", a[Role.SECRECY_REVIEWER], words="乙", hours=6)
    head, writer = a[Role.OFFICE_HEAD].name, a.handler.name
    lines = queries.history(sent, a.handler)
    assert [(line.step_title, line.what, line.revision, line.counts) for line in lines] == [
        ("拟稿", "送审", 1, False),
        ("保密审查", "拟同意", 1, False),
        ("法制审核", "拟同意", 1, False),
        ("办公室主任审核", "退回修改（退回至“法制审核”）", 1, False),
        ("拟稿", "修改内容", 2, False),
        ("拟稿", "送审", 2, False),
        ("保密审查", "拟同意", 2, True),
    ]
    assert [line.voided_because for line in lines if line.voided_because] == [
        f"{writer}于2026年3月2日修改内容，此意见失效",
        f"{head}于2026年3月2日退回修改，此意见失效",
    ]
    assert lines[2].acting_for == a[Role.LEGAL_REVIEWER].name
    assert lines[3].text == "请补充依据"


def test_history_names_countersigns_and_who_took_over() -> None:
    a, b = office("a"), office("b")
    sent = send(a)
    ask(sent, a[Role.LEGAL_REVIEWER], b, hours=1, step="legal")
    send_back(sent, "legal", a[Role.LEGAL_REVIEWER], hours=2)
    actions.take_over(round_id=sent, by=another(a, Role.HANDLER), at=later(3))
    assert [(line.what, line.text) for line in queries.history(sent, a.handler)] == [
        ("送审", ""),
        ("请云岭县b局会签", "涉及贵局"),
        ("退回修改（退回至“拟稿”）", "请补充依据"),
        ("接办", ""),
    ]


def test_round_of_a_thing_says_who_is_to_speak() -> None:
    a = office()
    send(a, subject="trial:7")
    found = queries.round_of("trial:7")
    assert found is not None
    assert [(turn.title, turn.who, turn.agency) for turn in found.turns] == [
        ("保密审查", "保密审查员", "云岭县a局"),
        ("法制审核", "法制审核员", "云岭县a局"),
    ]
    assert (found.kind_label, found.outcome, found.approved) == ("试件", "", False)
    assert queries.round_of("trial:8") is None
