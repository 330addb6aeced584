"""A thing on its way: agreed to, returned, changed, stopped; bound to its digest, by different people."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from gongkai.signoff import actions, queries
from gongkai.signoff.actions import Refused
from gongkai.signoff.models import Chain, Opinion, Part, Revision, Round, Turn
from tests.signoff.office import (
    NOON,
    STEPS,
    agree,
    another,
    digest,
    later,
    office,
    pass_all,
    send,
    send_back,
    standing_in,
    submit_again,
)

pytestmark = pytest.mark.django_db


def turns(round_id: int) -> list[str]:
    return sorted(Turn.objects.filter(round=round_id).values_list("step", flat=True))


def test_goes_through_the_chain_and_is_approved() -> None:
    a = office()
    sent = send(a, subject="trial:7")
    assert turns(sent) == ["legal", "secrecy"]
    pass_all(sent, a, ["legal", "secrecy"])
    assert turns(sent) == ["office"]
    assert not queries.approved("trial:7", digest())
    pass_all(sent, a, ["office", "signature"])
    assert turns(sent) == []
    held = Round.objects.get(pk=sent)
    assert (held.outcome, held.ended_at) == ("approved", later(2))
    assert queries.approved("trial:7", digest())
    assert not queries.approved("trial:7", digest("乙"))
    assert not queries.approved("trial:8", digest())


def test_everything_is_logged_with_the_digest() -> None:
    a = office()
    sent = send(a, subject="trial:7")
    pass_all(sent, a)
    entries = LogEntry.objects.filter(subject="trial:7").order_by("seq")
    assert [(entry.action, entry.role) for entry in entries] == [
        ("signoff.start", "handler"),
        *(("signoff.propose", STEPS[step].value) for step in ("secrecy", "legal", "office")),
        ("signoff.agree", "leader"),
    ]
    assert {entry.version for entry in entries} == {digest()}
    assert {entry.agency_id for entry in entries} == {a.agency.pk}
    assert entries[4].details["outcome"] == "approved"


def test_a_change_voids_what_was_said_and_waits_for_its_drafter() -> None:
    a = office()
    sent = send(a, subject="trial:7")
    pass_all(sent, a, ["secrecy", "legal", "office"])
    actions.change(round_id=sent, digest=digest("乙"), by=a.handler, at=later(5))
    assert turns(sent) == [DRAFT]
    with pytest.raises(Refused, match="没有轮到"):
        agree(sent, "signature", a[Role.LEADER], words="乙")
    submit_again(sent, a.handler, words="乙", hours=6)
    assert turns(sent) == ["legal", "secrecy"]
    with pytest.raises(Refused, match="已经修改"):
        agree(sent, "secrecy", a[Role.SECRECY_REVIEWER], words="甲")
    pass_all(sent, a, words="乙")
    assert queries.approved("trial:7", digest("乙"))
    assert list(Revision.objects.values_list("number", "digest")) == [(1, digest()), (2, digest("乙"))]


def test_changing_back_does_not_bring_back_what_was_said() -> None:
    a = office()
    sent = send(a)
    pass_all(sent, a, ["secrecy", "legal", "office"])
    for words in ("乙", "甲"):
        actions.change(round_id=sent, digest=digest(words), by=a.handler, at=later(5))
    submit_again(sent, a.handler, hours=6)
    assert turns(sent) == ["legal", "secrecy"]


def test_the_same_digest_changes_nothing() -> None:
    a = office()
    sent = send(a)
    before = LogEntry.objects.count()
    actions.change(round_id=sent, digest=digest(), by=a.handler, at=later(1))
    assert turns(sent) == ["legal", "secrecy"]
    assert (Revision.objects.count(), LogEntry.objects.count()) == (1, before)


def test_a_return_to_the_drafter_waits_for_a_submission() -> None:
    a = office()
    sent = send(a)
    pass_all(sent, a, ["secrecy"])
    send_back(sent, "legal", a[Role.LEGAL_REVIEWER])
    turn = Turn.objects.get(round=sent)
    assert (turn.step, turn.person_id, turn.role) == (DRAFT, a.handler.user_id, "")
    submit_again(sent, a.handler)
    assert turns(sent) == ["legal", "secrecy"]


def test_a_return_to_a_step_leaves_what_was_said_before_it_and_beside_it() -> None:
    a = office()
    sent = send(a)
    pass_all(sent, a, ["secrecy", "legal", "office"])
    now = send_back(sent, "signature", a[Role.LEADER], "legal", hours=4)
    assert now.returned_to == "legal"
    assert turns(sent) == ["legal"]
    agree(sent, "legal", a[Role.LEGAL_REVIEWER], hours=5)
    assert turns(sent) == ["office"]


def test_a_return_needs_a_reason_and_a_step_before() -> None:
    a = office()
    sent = send(a)
    pass_all(sent, a, ["secrecy", "legal"])
    fields = {"round_id": sent, "step": "office", "verdict": Verdict.RETURN, "digest": digest()}
    fields |= {"by": a[Role.OFFICE_HEAD], "at": NOON}
    with pytest.raises(Refused, match="退回理由"):
        actions.say(**fields, text="  ")  # type: ignore[arg-type] # fields as a form has them
    with pytest.raises(Refused, match="只能退回"):
        actions.say(**fields, text="请补充", returns_to="signature")  # type: ignore[arg-type] # as above
    with pytest.raises(Refused, match="不能超过"):
        actions.say(**fields, text="长" * 1001)  # type: ignore[arg-type] # as above
    assert turns(sent) == ["office"]


def test_what_still_waits_keeps_its_time() -> None:
    a = office()
    sent = send(a)
    agree(sent, "legal", a[Role.LEGAL_REVIEWER], hours=30)
    turn = Turn.objects.get(round=sent)
    assert (turn.step, turn.since, str(turn.due_on)) == ("secrecy", NOON, "2026-03-04")


@pytest.mark.parametrize("step", STEPS)
def test_the_drafter_approves_nothing(step: str) -> None:
    a = office()
    both = another(a, Role.HANDLER)
    both = standing_in(both, STEPS[step], a, for_=a[STEPS[step]])
    sent = send(a, by=both)
    pass_all(sent, a, list(STEPS)[: list(STEPS).index(step)])
    with pytest.raises(Refused, match="拟稿人"):
        agree(sent, step, both)
    deputy = standing_in(another(a, Role.COUNTER_CLERK, "deputy"), STEPS[step], a, for_=both)
    with pytest.raises(Refused, match="拟稿人"):
        agree(sent, step, deputy)
    assert step in turns(sent)


def test_nobody_speaks_at_two_steps_neither_through_a_deputy() -> None:
    a = office()
    secrecy = a[Role.SECRECY_REVIEWER]
    sent = send(a)
    agree(sent, "secrecy", secrecy)
    with pytest.raises(Refused, match="“保密审查”"):
        agree(sent, "legal", standing_in(secrecy, Role.LEGAL_REVIEWER, a, for_=a[Role.LEGAL_REVIEWER]))
    stranger = another(a, Role.COUNTER_CLERK)
    with pytest.raises(Refused, match="“保密审查”"):
        agree(sent, "legal", standing_in(stranger, Role.LEGAL_REVIEWER, a, for_=secrecy))
    agree(sent, "legal", standing_in(stranger, Role.LEGAL_REVIEWER, a, for_=a[Role.LEGAL_REVIEWER]))
    opinion = Opinion.objects.latest("number")
    assert opinion.acting_for_id == a[Role.LEGAL_REVIEWER].user_id
    assert LogEntry.objects.latest("seq").acting_for == a[Role.LEGAL_REVIEWER].username
    with pytest.raises(Refused, match="“法制审核”"):
        agree(sent, "office", standing_in(stranger, Role.OFFICE_HEAD, a, for_=a[Role.OFFICE_HEAD]))


def test_a_deputy_of_two_speaks_for_the_one_who_may() -> None:
    a = office()
    deputy = standing_in(another(a, Role.COUNTER_CLERK), Role.LEGAL_REVIEWER, a, for_=a.handler)
    deputy = standing_in(deputy, Role.LEGAL_REVIEWER, a, for_=a[Role.LEGAL_REVIEWER])
    agree(sent := send(a), "legal", deputy)
    assert turns(sent) == ["secrecy"]


def test_one_part_of_a_person_is_held_by_the_database() -> None:
    a = office()
    sent = send(a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.create(round_id=sent, person_id=a.handler.user_id or 0, step="office")


def test_whoever_spoke_does_not_change_the_text() -> None:
    a = office()
    sent = send(a)
    pass_all(sent, a, ["secrecy", "legal", "office"])
    with pytest.raises(Refused, match="不能再修改内容"):
        actions.change(round_id=sent, digest=digest("乙"), by=a[Role.OFFICE_HEAD], at=later(5))
    assert Round.objects.get(pk=sent).digest == digest()


def test_a_colleague_who_changes_the_text_is_an_author_too() -> None:
    a = office()
    colleague = another(a, Role.HANDLER)
    colleague = standing_in(colleague, Role.LEADER, a, for_=a[Role.LEADER])
    sent = send(a)
    actions.change(round_id=sent, digest=digest("乙"), by=colleague, at=later(1))
    assert Turn.objects.get(round=sent).person_id == colleague.user_id
    submit_again(sent, colleague, words="乙")
    pass_all(sent, a, ["secrecy", "legal", "office"], words="乙")
    with pytest.raises(Refused, match="拟稿人"):
        agree(sent, "signature", colleague, words="乙")


def test_a_colleague_takes_over_a_returned_draft() -> None:
    a = office()
    colleague = another(a, Role.HANDLER)
    sent = send(a)
    with pytest.raises(Refused, match="不在拟稿人手中"):
        actions.take_over(round_id=sent, by=colleague, at=NOON)
    send_back(sent, "legal", a[Role.LEGAL_REVIEWER])
    with pytest.raises(Refused, match="只有拟稿人"):
        submit_again(sent, colleague)
    actions.take_over(round_id=sent, by=colleague, at=later(2))
    assert Turn.objects.get(round=sent).person_id == colleague.user_id
    submit_again(sent, colleague)
    assert turns(sent) == ["legal", "secrecy"]


def test_stopping_ends_it_and_its_authors_stay_authors() -> None:
    a = office()
    leader = another(a, Role.HANDLER)
    leader = standing_in(leader, Role.LEADER, a, for_=a[Role.LEADER])
    sent = send(a, by=leader, subject="trial:7")
    with pytest.raises(Refused, match="终止理由"):
        actions.stop(round_id=sent, because=" ", by=leader, at=later(1))
    actions.stop(round_id=sent, because="重新起草", by=leader, at=later(1))
    assert turns(sent) == []
    assert not queries.approved("trial:7", digest())
    again = send(a, subject="trial:7")
    pass_all(again, a, ["secrecy", "legal", "office"])
    with pytest.raises(Refused, match="拟稿人"):
        agree(again, "signature", leader)


def test_after_the_end_nothing_is_said() -> None:
    a = office()
    sent = send(a)
    pass_all(sent, a)
    said = Opinion.objects.count()
    for act in (
        lambda: agree(sent, "signature", a[Role.LEADER]),
        lambda: actions.change(round_id=sent, digest=digest("乙"), by=a.handler, at=NOON),
        lambda: actions.stop(round_id=sent, because="x", by=a.handler, at=NOON),
        lambda: actions.remind(round_id=sent, by=a.handler, at=NOON),
        lambda: actions.take_over(round_id=sent, by=a.handler, at=NOON),
    ):
        with pytest.raises(Refused, match="已经结束"):
            act()
    assert Opinion.objects.count() == said


def test_a_new_round_outdates_the_approval_before() -> None:
    a = office()
    pass_all(send(a, subject="trial:7"), a)
    again = send(a, subject="trial:7")
    assert not queries.approved("trial:7", digest())
    actions.stop(round_id=again, because="不再修改", by=a.handler, at=later(9))
    assert not queries.approved("trial:7", digest())


def test_one_thing_has_one_open_round() -> None:
    a = office()
    send(a, subject="trial:7")
    with pytest.raises(Refused, match="正在审签"):
        send(a, subject="trial:7")
    assert Round.objects.count() == Revision.objects.count() == 1


def test_rounds_keep_the_chain_with_which_they_began() -> None:
    a = office()
    sent = send(a)
    steps = [
        [{"id": "secrecy", "title": "保密审查", "role": "secrecy_reviewer"}],
        [{"id": "check", "title": "审核", "role": "office_head"}],
        [{"id": "signature", "title": "签发", "role": "leader"}],
    ]
    administrator = a[Role.SYSTEM_ADMINISTRATOR]
    actions.set_chain(agency_id=a.agency.pk, kind="trial", steps=steps, by=administrator, at=later(1))
    pass_all(sent, a)
    assert Round.objects.get(pk=sent).outcome == "approved"
    assert turns(send(a)) == ["secrecy"]
    assert Chain.objects.count() == 2


def test_mistakes_of_the_caller_are_no_refusals() -> None:
    a = office()
    good: dict[str, Any] = {"kind": "trial", "subject": "trial:1", "title": "题", "digest": digest()}
    for wrong in ({"kind": "poem"}, {"subject": "item:1"}, {"digest": "甲"}, {"digest": digest().upper()}):
        with pytest.raises(ValueError, match=r"kind|digest"):
            actions.start(**{**good, **wrong}, agency_id=a.agency.pk, by=a.handler, at=NOON)
    for title in (" ", "长" * 201, "甲\0"):
        with pytest.raises(Refused, match="标题"):
            actions.start(**{**good, "title": title}, agency_id=a.agency.pk, by=a.handler, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.start(**good, agency_id=a.agency.pk, by=OPERATOR, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.start(**good, agency_id=a.agency.pk, by=a[Role.LEADER], at=NOON)
