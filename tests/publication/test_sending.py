"""Items go into sign-off: checks, review part by part, who may, what a change voids."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Secrecy
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication import actions
from gongkai.publication.actions import PartReview
from gongkai.publication.models import Review
from gongkai.publication.queries.editions import card
from gongkai.publication.queries.items import State, state_of
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import faults
from gongkai.signoff import actions as signoff
from gongkai.signoff.queries import history, options, round_of
from tests.publication.office import (
    HANDLER,
    HEAD,
    LEADER,
    NOON,
    OFFICER,
    SECRECY,
    altered,
    another,
    answers,
    approved,
    draft,
    edition,
    later,
    office,
    parts,
    review,
    say,
    send,
    sign,
    sign_off,
)
from tests.signoff.office import Office, duty, standing_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def test_from_draft_to_approved(at: Office) -> None:
    edition_id = draft(at)
    assert state_of(edition(edition_id)) is State.DRAFT
    send(edition_id, at[HANDLER])
    assert state_of(edition(edition_id)) is State.IN_SIGN_OFF
    assert review(edition_id, at[SECRECY]) is Secrecy.CLEAR
    say(edition_id, "office", at[HEAD])
    say(edition_id, "signature", at[LEADER])
    assert state_of(edition(edition_id)) is State.APPROVED
    assert list(faults()) == []


def test_errors_and_unanswered_warnings_stop_it(at: Office) -> None:
    empty = draft(at, title="", summary="", genre="")
    with pytest.raises(actions.Unfit) as unfit:
        send(empty, at[HANDLER])
    assert {"title", "summary"} <= {check.where for check in unfit.value.checks}
    assert "genre" not in {check.where for check in unfit.value.checks}, "its warning has an answer"
    bare = draft(at, genre="")
    with pytest.raises(actions.Unfit) as unfit:
        send(bare, at[HANDLER], answered={})
    assert [check.where for check in unfit.value.checks] == ["genre"]
    assert edition(bare).round is None


def test_answers_are_kept_with_the_edition(at: Office) -> None:
    edition_id = draft(at, genre="")
    send(edition_id, at[HANDLER])
    (kept,) = edition(edition_id).acknowledged
    assert kept["why"] == "已核对无误"
    assert kept["by"] == at[HANDLER].username
    assert "体裁" in kept["message"]


def test_what_was_changed_since_it_was_looked_at_is_not_sent(at: Office) -> None:
    edition_id = draft(at)
    held = edition(edition_id)
    actions.save(
        edition_id=edition_id,
        revision=1,
        content=altered(held, summary="改过的概述。"),
        by=another(at, HANDLER),
        at=NOON,
    )
    with pytest.raises(actions.Refused, match="又有修改"):
        actions.submit(edition_id=edition_id, revision=1, answered={}, by=at[HANDLER], at=later(1))


def test_only_writers_send(at: Office) -> None:
    edition_id, other = draft(at), office("b")
    for stranger in (at[SECRECY], at[LEADER], at[Role.MAILBOX_CLERK], other[OFFICER]):
        with pytest.raises(PermissionDenied):
            send(edition_id, stranger)


def test_urgent_leaves_out_a_step_and_is_told(at: Office) -> None:
    edition_id = draft(at)
    send(edition_id, at[HANDLER], urgent_because="防汛抢险")
    review(edition_id, at[SECRECY])
    say(edition_id, "signature", at[LEADER])
    assert state_of(edition(edition_id)) is State.APPROVED
    assert LogEntry.objects.filter(action="signoff.start_urgent", reason="防汛抢险").exists()


def test_review_wants_every_part(at: Office) -> None:
    edition_id = draft(at)
    actions.attach(edition_id=edition_id, data="附件".encode(), name="名单.txt", by=at[HANDLER], at=NOON)
    send(edition_id, at[HANDLER])
    with pytest.raises(actions.Refused, match="名单"):
        review(edition_id, at[SECRECY], parts=[PartReview("body", Secrecy.CLEAR)])
    with pytest.raises(actions.Refused, match="已有变化"):
        review(edition_id, at[SECRECY], parts=[*parts(edition_id), PartReview("file:别.txt", Secrecy.CLEAR)])
    assert review(edition_id, at[SECRECY]) is Secrecy.CLEAR
    made = Review.objects.get()
    assert [each["part"] for each in made.parts] == ["body", "file:名单.txt"]
    assert made.digest == edition(edition_id).digest


@pytest.mark.parametrize("conclusion", [Secrecy.SECRET, Secrecy.UNSURE])
def test_review_that_is_not_clear_sends_it_back(at: Office, conclusion: Secrecy) -> None:
    edition_id = draft(at)
    round_id = send(edition_id, at[HANDLER])
    with pytest.raises(actions.Refused, match="审查说明"):
        review(edition_id, at[SECRECY], conclusion=conclusion)
    assert review(edition_id, at[SECRECY], conclusion=conclusion, note="第二段请核对。") is conclusion
    assert "第二段请核对。" in history(round_id, at[HANDLER])[-1].text
    found = options(round_id, at[HANDLER])
    assert found is not None
    assert found.submit


def test_secret_that_is_not_to_be_opened_goes_on_to_the_register(at: Office) -> None:
    edition_id = draft(
        at, attribute=Attribute.NOT_OPEN, grounds=("exempt_state_secret",), reasons="内容涉及国家秘密。"
    )
    send(edition_id, at[HANDLER])
    assert review(edition_id, at[SECRECY], conclusion=Secrecy.SECRET, note="机密级。") is Secrecy.SECRET
    sign(edition_id, at)
    assert actions.withhold(edition_id=edition_id, by=at[OFFICER], at=later(5))


def test_reviewer_agrees_by_the_record_alone(at: Office) -> None:
    edition_id = draft(at)
    send(edition_id, at[HANDLER])
    with pytest.raises(signoff.Refused, match="逐项"):
        say(edition_id, "secrecy", at[SECRECY], Verdict.PROPOSE)


def test_review_of_a_text_that_was_not_seen_is_refused(at: Office) -> None:
    edition_id = draft(at)
    send(edition_id, at[HANDLER])
    old = edition(edition_id).digest
    actions.save(
        edition_id=edition_id,
        revision=1,
        content=altered(edition(edition_id), summary="改过。"),
        by=at[HANDLER],
        at=later(2),
    )
    send(edition_id, at[HANDLER], hours=2)
    with pytest.raises(actions.Refused, match="已经修改"):
        review(edition_id, at[SECRECY], digest=old)
    assert not Review.objects.exists()


def test_change_after_the_first_step_voids_it(at: Office) -> None:
    edition_id = draft(at)
    round_id = send(edition_id, at[HANDLER])
    review(edition_id, at[SECRECY])
    actions.save(
        edition_id=edition_id,
        revision=1,
        content=altered(edition(edition_id), summary="改过的概述。"),
        by=at[HANDLER],
        at=later(3),
    )
    with pytest.raises(signoff.Refused):
        say(edition_id, "office", at[HEAD], hours=4)
    assert any(line.voided_because for line in history(round_id, at[HEAD]))
    assert send(edition_id, at[HANDLER], hours=5) == round_id
    review(edition_id, at[SECRECY], hours=6)
    say(edition_id, "office", at[HEAD], hours=7)


def test_a_file_added_later_voids_too(at: Office) -> None:
    edition_id = draft(at)
    send(edition_id, at[HANDLER])
    review(edition_id, at[SECRECY])
    actions.attach(edition_id=edition_id, data=b"x", name="a.txt", by=at[HANDLER], at=later(3))
    with pytest.raises(signoff.Refused):
        say(edition_id, "office", at[HEAD], hours=4)


def test_author_cannot_approve(at: Office) -> None:
    edition_id = draft(at, by=at[HEAD])
    send(edition_id, at[HEAD])
    review(edition_id, at[SECRECY])
    with pytest.raises(signoff.Refused):
        say(edition_id, "office", at[HEAD])


def test_whoever_wrote_a_part_cannot_approve_what_a_colleague_sent(at: Office) -> None:
    """Not the one who presses the button alone, but everybody who wrote."""
    edition_id = draft(at, by=at[HEAD])
    send(edition_id, at[HANDLER])
    review(edition_id, at[SECRECY])
    with pytest.raises(signoff.Refused):
        say(edition_id, "office", at[HEAD])
    say(edition_id, "office", another(at, HEAD))


def test_reviewer_is_no_author(at: Office) -> None:
    both = another(at, HANDLER)
    both = replace(both, duties=(*both.duties, duty(SECRECY, at.agency.pk)))
    edition_id = draft(at, by=both)
    send(edition_id, at[HANDLER])
    with pytest.raises(PermissionDenied, match="拟稿人"):
        review(edition_id, both)
    assert review(edition_id, at[SECRECY]) is Secrecy.CLEAR


def test_whoever_is_stood_in_for_is_an_author_too(at: Office) -> None:
    clerk = standing_in(another(at, Role.MAILBOX_CLERK), HEAD, at, for_=at[HEAD])
    edition_id = draft(at, by=clerk)
    assert set(edition(edition_id).authors) == {clerk.user_id, at[HEAD].user_id}
    send(edition_id, at[HANDLER])
    review(edition_id, at[SECRECY])
    with pytest.raises(signoff.Refused):
        say(edition_id, "office", at[HEAD])


def test_author_of_what_was_approved_and_then_changed_is_still_one(at: Office) -> None:
    edition_id = draft(at, by=at[OFFICER])
    sign_off(edition_id, at)
    head = another(at, HEAD, "head2")
    actions.save(
        edition_id=edition_id,
        revision=1,
        content=altered(edition(edition_id), summary="改过的概述。"),
        by=head,
        at=later(5),
    )
    send(edition_id, at[HANDLER], hours=6)
    review(edition_id, at[SECRECY], hours=7)
    with pytest.raises(signoff.Refused):
        say(edition_id, "office", head, hours=8)
    say(edition_id, "office", at[HEAD], hours=8)


def test_only_reviewers_of_the_agency_review(at: Office) -> None:
    edition_id, other = draft(at), office("b")
    send(edition_id, at[HANDLER])
    for stranger in (at[HEAD], at[LEADER], at[Role.LEGAL_REVIEWER], other[SECRECY]):
        with pytest.raises(PermissionDenied):
            review(edition_id, stranger)
    review(edition_id, at[SECRECY])
    with pytest.raises(PermissionDenied, match="没有轮到"):
        review(edition_id, another(at, SECRECY))


def test_reviewer_of_another_office_that_was_asked_reviews_there(at: Office) -> None:
    other = office("b")
    edition_id = draft(at)
    round_id = send(edition_id, at[HANDLER])
    signoff.countersign(
        round_id=round_id,
        step="secrecy",
        agency_id=other.agency.pk,
        role=SECRECY,
        because="涉及贵局",
        working_days=3,
        by=at[SECRECY],
        at=later(2),
    )
    assert card(edition(edition_id).item_id, other[SECRECY]) is not None
    assert review(edition_id, other[SECRECY]) is Secrecy.CLEAR
    assert review(edition_id, at[SECRECY]) is Secrecy.CLEAR
    say(edition_id, "office", at[HEAD])
    assert Review.objects.count() == 2


def test_stopped_round_leaves_a_draft_that_can_be_sent_again(at: Office) -> None:
    edition_id = draft(at)
    round_id = send(edition_id, at[HANDLER])
    signoff.stop(round_id=round_id, because="补充材料", by=at[HANDLER], at=later(2))
    assert state_of(edition(edition_id)) is State.DRAFT
    assert send(edition_id, at[OFFICER], hours=3) != round_id


def test_sent_twice_is_one_round(at: Office) -> None:
    edition_id = draft(at)
    send(edition_id, at[HANDLER])
    with pytest.raises((actions.Refused, signoff.Refused)):
        send(edition_id, at[HANDLER])
    held = round_of(f"item:{edition(edition_id).item_id}")
    assert held is not None
    assert held.revision == 1


def test_approved_text_is_what_was_read(at: Office) -> None:
    edition_id = approved(at)
    held = edition(edition_id)
    assert held.round is not None
    assert held.round.digest == held.digest
    assert answers(held) == {}
