"""Another office is asked: its step stands beside the one that asked, and both must agree."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.signoff import actions, queries
from gongkai.signoff.actions import Refused
from gongkai.signoff.models import Countersign, Round, Turn
from tests.signoff.office import (
    NOON,
    agency,
    agree,
    ask,
    digest,
    office,
    pass_all,
    send,
    send_back,
)

pytestmark = pytest.mark.django_db


def test_the_office_that_is_asked_agrees_too() -> None:
    a, b = office("a"), office("b")
    sent = send(a, subject="trial:7")
    pass_all(sent, a, ["secrecy", "legal"])
    ask(sent, a[Role.OFFICE_HEAD], b)
    joined = Countersign.objects.get()
    turn = Turn.objects.get(step=joined.step)
    assert (turn.agency_id, turn.role, turn.title) == (b.agency.pk, "leader", "云岭县b局会签")
    assert turn.due_on == date(2026, 3, 5)
    agree(sent, "office", a[Role.OFFICE_HEAD], hours=4)
    with pytest.raises(Refused, match="没有轮到"):
        agree(sent, "signature", a[Role.LEADER], hours=4)
    with pytest.raises(PermissionDenied):
        agree(sent, joined.step, a[Role.LEADER], hours=4)
    assert [row.round_id for row in queries.inbox(b[Role.LEADER], on=date(2026, 3, 2)).rows] == [sent]
    agree(sent, joined.step, b[Role.LEADER], hours=5)
    agree(sent, "signature", a[Role.LEADER], hours=6)
    assert queries.approved("trial:7", digest())
    done = queries.inbox(b[Role.LEADER], queries.Which.DONE, on=date(2026, 3, 2)).rows
    assert [row.step_title for row in done] == ["云岭县b局会签"]


def test_the_office_that_is_asked_may_return_it_and_is_asked_again() -> None:
    a, b = office("a"), office("b")
    sent = send(a)
    pass_all(sent, a, ["secrecy", "legal"])
    ask(sent, a[Role.OFFICE_HEAD], b)
    step = Countersign.objects.get().step
    send_back(sent, step, b[Role.LEADER], "legal", hours=4)
    assert set(Turn.objects.values_list("step", flat=True)) == {"legal"}
    agree(sent, "legal", a[Role.LEGAL_REVIEWER], hours=5)
    assert set(Turn.objects.values_list("step", flat=True)) == {"office", step}


def test_asking_is_refused_where_it_makes_no_sense() -> None:
    a, b = office("a"), office("b")
    gone = agency("c", ends_on=date(2026, 1, 31))
    sent = send(a)
    pass_all(sent, a, ["secrecy", "legal"])
    head = a[Role.OFFICE_HEAD]
    ask(sent, head, b)
    for by, of, fields, why in (
        (head, b, {}, "不必再次会签"),
        (head, a, {}, "不必再次会签"),
        (head, gone.pk, {}, "没有这个机关"),
        (head, 10**9, {}, "没有这个机关"),
        (head, a, {"role": Role.SECURITY_AUDITOR}, "不参加审签"),
        (head, a, {"role": Role.SUPERVISOR, "because": " "}, "会签事由"),
        (head, a, {"role": Role.SUPERVISOR, "working_days": 0}, "会签时限"),
        (a[Role.LEADER], b, {"step": "signature"}, "没有轮到"),
        (head, b, {"step": "nowhere"}, "没有这一步骤"),
    ):
        with pytest.raises(Refused, match=why):
            ask(sent, by, of, **fields)
    with pytest.raises(PermissionDenied):
        ask(sent, a.handler, b)
    assert Countersign.objects.count() == 1


def test_beside_the_signature_both_say_yes() -> None:
    a, b = office("a"), office("b")
    sent = send(a)
    pass_all(sent, a, ["secrecy", "legal", "office"])
    ask(sent, a[Role.LEADER], b, step="signature")
    agree(sent, "signature", a[Role.LEADER], hours=5)
    assert not Round.objects.get(pk=sent).outcome
    step = Countersign.objects.get().step
    with pytest.raises(Refused, match="签发请明确"):
        agree(sent, step, b[Role.LEADER], hours=6)
    actions.say(round_id=sent, step=step, verdict=Verdict.AGREE, digest=digest(), by=b[Role.LEADER], at=NOON)
    assert Round.objects.get(pk=sent).outcome == "approved"
