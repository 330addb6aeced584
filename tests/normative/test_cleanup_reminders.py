"""The clock reminds bodies of lists that they owe: near the last day, on it, after it, each once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.accounts.models import User
from gongkai.agencies.models import Membership
from gongkai.law.roles import Role
from gongkai.normative.actions.cleanup import accept_list, hand_in, return_list
from gongkai.normative.actions.cleanup_reminding import remind_each, to_remind
from gongkai.normative.models import CleanupBody, CleanupTurn, Turn
from gongkai.records.models import LogEntry, Message
from tests.normative.campaigning import Field, field
from tests.signoff.office import user

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)  # a Tuesday


def morning(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 0, 35, tzinfo=UTC)


def run(on: date) -> int:
    prepared = to_remind(at=morning(on))
    remind_each(at=morning(on), prepared=prepared)
    return len(prepared)


@pytest.fixture
def at() -> Field:
    made = field()
    made.start()
    return made


def turns() -> list[str]:
    return list(
        CleanupTurn.objects.filter(turn=Turn.REMINDED).order_by("pk").values_list("reason", flat=True)
    )


@pytest.mark.usefixtures("at")
def test_each_level_once_and_never_on_days_off() -> None:
    assert run(date(2026, 3, 20)) == 0
    assert run(date(2026, 3, 28)) == 0  # a Saturday
    assert run(date(2026, 3, 27)) == 3
    assert run(date(2026, 3, 30)) == 0
    assert run(DUE) == 3
    assert run(date(2026, 4, 1)) == 3
    assert run(date(2026, 4, 2)) == 0
    assert turns() == ["报送期限临近"] * 3 + ["今天是报送的最后一天"] * 3 + ["报送期限已过"] * 3
    assert LogEntry.objects.filter(action="normative.remind_cleanup").count() == 9


def test_who_keeps_the_register_gets_a_message(at: Field) -> None:
    person = user("baoguan")
    User.objects.filter(pk=person.pk).update(email="b@example.invalid")
    Membership.objects.create(
        user=person, agency=at.bodies[0], role=Role.DISCLOSURE_OFFICER, begins_on=date(2020, 1, 1)
    )
    run(DUE)
    message = Message.objects.get()
    assert "今天是报送的最后一天" in message.subject
    assert f"/desk/cleanups/{CleanupBody.objects.first().cleanup_id}/" in message.text  # type: ignore[union-attr] # there is one


def test_lists_that_are_in_are_left_alone_until_they_come_back(at: Field) -> None:
    body = CleanupBody.objects.get(agency=at.bodies[0])
    prepared = to_remind(at=morning(DUE))
    at.conclude(body)
    hand_in(body_id=body.pk, by=at.keepers[body.agency_id], at=morning(DUE))
    remind_each(at=morning(DUE), prepared=prepared)
    assert not body.turns.filter(turn=Turn.REMINDED).exists()
    run(date(2026, 4, 1))
    assert not body.turns.filter(turn=Turn.REMINDED).exists()
    return_list(body_id=body.pk, by=at.supervisor, at=morning(date(2026, 4, 1)), reason="漏了一件")
    run(date(2026, 4, 2))
    assert body.turns.filter(turn=Turn.REMINDED).count() == 1
    hand_in(body_id=body.pk, by=at.keepers[body.agency_id], at=morning(date(2026, 4, 3)))
    accept_list(body_id=body.pk, by=at.supervisor, at=morning(date(2026, 4, 3)) + timedelta(hours=1))
    run(date(2026, 4, 7))
    assert body.turns.filter(turn=Turn.REMINDED).count() == 1
