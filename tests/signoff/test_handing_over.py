"""Somebody leaves: the texts in their hands arrive at the successor, with a record, and nothing that was agreed is lost."""

from typing import Any

import pytest

from gongkai.agencies import actions as agencies
from gongkai.agencies import queries
from gongkai.agencies.actions import HandedOver
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.models import LogEntry
from gongkai.signoff import actions
from gongkai.signoff.models import Opinion, Round
from gongkai.signoff.queries import Row, inbox
from tests.agencies.bodies import NOON, TODAY, WHY, actor, appointed, at, county, number
from tests.signoff.office import digest, later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bureau() -> None:
    """A bureau with somebody who leaves, somebody who comes, and those who review."""
    county()
    for name, role in {
        "leaves": Role.HANDLER,
        "comes": Role.COUNTER_CLERK,
        "secrecy": Role.SECRECY_REVIEWER,
        "legal": Role.LEGAL_REVIEWER,
    }.items():
        appointed(name, "jiaoyu", role)


def send(by: str = "leaves", *, subject: str = "trial:1", agency_id: int | None = None) -> int:
    return actions.start(
        kind="trial",
        subject=subject,
        title="关于虚构事项的通知",
        digest=digest(),
        agency_id=agency_id or at("jiaoyu"),
        by=actor(by),
        at=NOON,
    )


def say(round_id: int, step: str, by: str, verdict: Verdict = Verdict.PROPOSE, **more: Any) -> None:
    given = {"verdict": verdict, "digest": digest(), "by": actor(by), "at": later(1), **more}
    actions.say(round_id=round_id, step=step, **given)


def send_back(round_id: int) -> None:
    say(round_id, "secrecy", "secrecy", Verdict.RETURN, text="请补充依据")


def hand_over(to: str = "comes") -> HandedOver:
    return agencies.hand_over(
        from_user=number("leaves"), to_user=number(to), agency_id=at("jiaoyu"), **(WHY | {"at": later(3)})
    )


def todo(username: str) -> list[Row]:
    return list(inbox(actor(username), on=TODAY).rows)


def test_returned_text_is_on_the_desk_of_the_successor() -> None:
    sent = send()
    send_back(sent)
    assert [row.step for row in todo("leaves")] == ["draft"]
    assert hand_over().work == ("trial:1",)
    assert [(row.round_id, row.step) for row in todo("comes")] == [(sent, "draft")]
    assert todo("leaves") == []
    say(sent, "draft", "comes", Verdict.SUBMIT)
    assert [row.step for row in todo("secrecy")] == ["secrecy"]


def test_text_under_review_keeps_its_opinions_and_comes_back_to_the_successor() -> None:
    sent = send()
    say(sent, "secrecy", "secrecy")
    hand_over()
    assert [row.step for row in todo("legal")] == ["legal"]
    assert (Opinion.objects.count(), Round.objects.get().revision) == (2, 1)
    say(sent, "legal", "legal", Verdict.RETURN, text="请补充依据")
    assert [row.step for row in todo("comes")] == ["draft"]
    assert todo("leaves") == []


def test_each_thing_has_its_record_and_so_has_the_whole() -> None:
    send()
    hand_over()
    of_the_thing, whole = LogEntry.objects.filter(action="agencies.hand_over").order_by("seq")
    assert (of_the_thing.subject, of_the_thing.version) == ("trial:1", digest())
    assert of_the_thing.details == {"from": number("leaves"), "to": number("comes")}
    assert whole.details["work"] == ["trial:1"]


def test_successor_reviews_none_of_it() -> None:
    appointed("comes", "jiaoyu", Role.SECRECY_REVIEWER)
    sent = send()
    hand_over()
    assert todo("comes") == []
    with pytest.raises(actions.Refused, match="拟稿人"):
        say(sent, "secrecy", "comes")


def test_who_had_a_say_in_a_text_does_not_get_it() -> None:
    sent = send()
    say(sent, "secrecy", "secrecy")
    with pytest.raises(agencies.Refused, match="“保密审查”发表意见"):
        hand_over("secrecy")
    assert Round.objects.get(pk=sent).drafter_id == number("leaves")
    assert actor("leaves").roles == {Role.HANDLER}


def test_what_others_wrote_what_is_over_and_what_belongs_elsewhere_stays() -> None:
    appointed("leaves", "keji", Role.HANDLER)
    kept = [send("comes"), send(subject="trial:2", agency_id=at("keji")), send(subject="trial:3")]
    actions.stop(round_id=kept[2], because="不再需要", by=actor("leaves"), at=NOON)
    drafters = list(Round.objects.order_by("pk").values_list("drafter", flat=True))
    assert hand_over().work == ()
    assert list(Round.objects.order_by("pk").values_list("drafter", flat=True)) == drafters


def test_text_that_a_stand_in_wrote_is_handed_over_too() -> None:
    held = queries.memberships_of(viewer=actor("leaves"), user_id=number("leaves"), on=TODAY)[0]
    appointed("deputy", "jiaoyu", Role.ASSESSOR)
    agencies.delegate(membership_id=held.id, to_id=number("deputy"), begins_on=TODAY, ends_on=TODAY, **WHY)
    sent = send("deputy")
    assert hand_over().work == ("trial:1",)
    send_back(sent)
    assert [row.step for row in todo("comes")] == ["draft"]
