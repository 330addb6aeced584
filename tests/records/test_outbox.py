"""The outbox: a message is there exactly if its cause is, and goes to a real server over a real connection."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from pytest_django import Settings

from gongkai import connections
from gongkai.jobs.worker import do_next
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import run_again
from gongkai.records.actions.outbox import TRIES, hand_over, message_name, post
from gongkai.records.actions.running import give_back
from gongkai.records.models import DeadJob, Fate, LogEntry, Message
from gongkai.records.queries.jobs import queue_at
from gongkai.records.queries.outbox import awake, messages_about, outbox
from tests.records.jobs.sample import HOLD, taken
from tests.records.mailbox import Mailbox, mailbox

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday, noon in China
WHO = "zhou@yunling.example"

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings: Settings) -> Iterator[Mailbox]:
    with mailbox() as made:
        settings.SMTP = made.settings
        settings.MAIL_FROM = "公开平台 <noreply@yunling.example>"
        yield made


def posted(key: str = "a", *, at: datetime = NOON, to: str = WHO) -> Message:
    with transaction.atomic():
        number = post(
            to=to,
            subject="您的申请已收到",
            text="登记编号：YS1\n请凭查询码查询。",
            key=key,
            at=at,
            about="application:1",
        )
    return Message.objects.get(pk=number)


def step(at: datetime = NOON) -> bool:
    """One turn of a worker, by a clock that stands still."""
    return do_next(worker="甲", hold=HOLD, clock=lambda: at)


def fate(number: int) -> Fate:
    return Fate(Message.objects.values_list("fate", flat=True).get(pk=number))


def test_sent_once_with_a_name_of_its_own(box: Mailbox) -> None:
    one = posted()
    assert posted().pk == one.pk
    assert step()
    assert not step()
    [(to, arrived)] = box.arrived
    assert to == WHO
    assert arrived["Subject"] == "您的申请已收到"
    assert "登记编号：YS1" in arrived.get_content()
    assert arrived["Message-ID"] == message_name(one)
    assert arrived["Message-ID"].endswith("@yunling.example>")
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert fate(one.pk) == Fate.SENT
    entry = LogEntry.objects.get()
    assert (entry.action, entry.subject, entry.actor) == ("records.mail.sent", "application:1", "operator")
    assert outbox() == {Fate.WAITING: 0, Fate.SENT: 1, Fate.REFUSED: 0, Fate.UNSENT: 0}


def test_no_row_and_no_page_holds_the_address(box: Mailbox) -> None:
    posted()
    step()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database
            assert not [row for row in cursor.fetchall() if WHO in str(row)], table
    [row] = messages_about("application:1")
    assert WHO not in row.to
    assert row.to
    assert len(box.arrived) == 1


def test_rolled_back_with_its_cause(box: Mailbox) -> None:
    with transaction.atomic():
        post(to=WHO, subject="x", text="x", key="a", at=NOON)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not step()
    assert box.arrived == []


@pytest.mark.django_db(transaction=True)
def test_only_in_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        post(to=WHO, subject="x", text="x", key="a", at=NOON)


@pytest.mark.parametrize(
    "wrong", [{"to": ""}, {"key": ""}, {"key": "k" * 121}, {"subject": "a\nBcc: b@c.de"}]
)
def test_mistakes_of_the_caller_are_told(wrong: dict[str, str]) -> None:
    given = {"to": WHO, "subject": "x", "text": "x", "key": "a"} | wrong
    with pytest.raises(ValueError, match="a message has"), transaction.atomic():
        post(**given, at=NOON)  # type: ignore[arg-type]


def test_without_a_server_the_row_says_so(settings: Settings) -> None:
    settings.SMTP = None
    one = posted()
    assert fate(one.pk) == Fate.UNSENT
    assert Fate.UNSENT.label == "未发送：没有设置邮件服务器"
    assert not step()


def test_server_taken_out_of_the_settings_meanwhile(box: Mailbox, settings: Settings) -> None:
    one = posted()
    settings.SMTP = None
    assert step()
    assert fate(one.pk) == Fate.UNSENT
    assert box.arrived == []
    assert not LogEntry.objects.exists()


def test_server_that_is_down_is_tried_again(box: Mailbox, settings: Settings) -> None:
    one = posted()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, and nobody listens
        settings.SMTP = {**box.settings, "port": nobody.getsockname()[1]}
        assert step()
    assert fate(one.pk) == Fate.WAITING
    assert not step()
    settings.SMTP = box.settings
    assert step(NOON + timedelta(seconds=10))
    assert fate(one.pk) == Fate.SENT
    assert len(box.arrived) == 1


def test_after_its_last_try_it_lies_with_the_dead_and_can_be_run_again(
    box: Mailbox, settings: Settings
) -> None:
    one, at = posted(), NOON
    settings.SMTP = {**box.settings, "port": 1}
    for _ in range(TRIES):
        assert step(at)
        at += timedelta(hours=1)
    dead = DeadJob.objects.get()
    assert (dead.task, dead.tries) == ("records.send_mail", TRIES)
    assert WHO not in dead.error
    assert fate(one.pk) == Fate.WAITING
    settings.SMTP = box.settings
    run_again(dead_job_id=dead.pk, by=OPERATOR, at=at)
    assert step(at)
    assert fate(one.pk) == Fate.SENT


def test_refused_address_is_not_tried_again(box: Mailbox) -> None:
    box.refused[WHO] = 550
    one = posted()
    assert step()
    one.refresh_from_db()
    assert (one.fate, one.said) == (Fate.REFUSED, "550")
    assert not DeadJob.objects.exists()
    assert queue_at(NOON + timedelta(days=1)).due == 0
    assert LogEntry.objects.get().action == "records.mail.refused"


def test_address_refused_for_now_is_tried_again(box: Mailbox) -> None:
    box.refused[WHO] = 450
    one = posted()
    assert step()
    assert fate(one.pk) == Fate.WAITING
    box.refused.clear()
    assert step(NOON + timedelta(seconds=10))
    assert fate(one.pk) == Fate.SENT


def test_server_that_hangs_holds_nobody_up(box: Mailbox, settings: Settings) -> None:
    settings.SMTP = {**box.settings, "timeout": 0.3}
    box.silent = True
    one = posted()
    assert step()
    assert fate(one.pk) == Fate.WAITING
    box.silent = False
    assert step(NOON + timedelta(seconds=10))
    assert fate(one.pk) == Fate.SENT


def test_worker_killed_after_the_server_took_it_sends_the_same_message(box: Mailbox) -> None:
    one = posted()
    taken("乙", NOON)
    hand_over(message_id=one.pk, at=NOON)  # and the worker is gone
    later = NOON + HOLD + timedelta(seconds=1)
    assert give_back(at=later) == 1
    assert step(later)
    assert [str(each["Message-ID"]) for _, each in box.arrived] == [message_name(one)] * 2
    assert LogEntry.objects.count() == 1


def test_answer_that_got_lost(box: Mailbox) -> None:
    box.lost = 1
    one = posted()
    assert step()
    assert fate(one.pk) == Fate.WAITING
    assert step(NOON + timedelta(seconds=10))
    assert fate(one.pk) == Fate.SENT
    assert len({str(each["Message-ID"]) for _, each in box.arrived}) == 1


def test_nothing_goes_out_at_night(box: Mailbox) -> None:
    night = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 23:00 in China
    morning = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
    one = posted(at=night)
    assert one.not_before == morning
    assert not step(night)
    assert not step(morning - timedelta(seconds=1))
    assert step(morning)
    assert len(box.arrived) == 1


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (datetime(2026, 3, 2, 13, 59, tzinfo=UTC), datetime(2026, 3, 2, 13, 59, tzinfo=UTC)),
        (datetime(2026, 3, 2, 14, 0, tzinfo=UTC), datetime(2026, 3, 3, 0, 0, tzinfo=UTC)),
        (datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC), datetime(2026, 3, 3, 0, 0, tzinfo=UTC)),
        (datetime(2026, 3, 3, 0, 0, tzinfo=UTC), datetime(2026, 3, 3, 0, 0, tzinfo=UTC)),
    ],
)
def test_quiet_hours(at: datetime, until: datetime) -> None:
    assert awake(at) == until


def test_quiet_days_where_it_is_set_so(settings: Settings) -> None:
    friday_night, saturday = (
        datetime(2026, 3, 6, 14, 30, tzinfo=UTC),
        datetime(2026, 3, 7, 2, 0, tzinfo=UTC),
    )
    assert awake(saturday) == saturday
    settings.MAIL_WORKDAYS = True
    monday = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
    assert awake(saturday) == awake(friday_night) == monday


def test_no_quiet_hours(settings: Settings) -> None:
    settings.MAIL_QUIET = connections.quiet_hours("")
    night = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    assert awake(night) == night
    settings.MAIL_QUIET = connections.quiet_hours("1-3")
    assert awake(night) == night + timedelta(hours=1)


@pytest.mark.parametrize("text", ["22", "22-25", "x-8", "-8"])
def test_other_words_for_quiet_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="GONGKAI_MAIL_QUIET"):
        connections.quiet_hours(text)


def test_address_of_the_server_is_taken_apart() -> None:
    made = connections.mail_server("smtp://me:p%40ss@mail.internal?tls=ssl")
    assert made is not None
    assert (made["host"], made["port"], made["username"], made["password"]) == (
        "mail.internal",
        465,
        "me",
        "p@ss",
    )
    assert (made["use_tls"], made["use_ssl"]) == (False, True)
    plain = connections.mail_server("smtp://relay:2525?tls=none")
    assert plain is not None
    assert (plain["port"], plain["use_tls"], plain["use_ssl"]) == (2525, False, False)
    usual = connections.mail_server("smtp://relay")
    assert usual is not None
    assert (usual["port"], usual["use_tls"]) == (587, True)
    assert connections.mail_server("") is None
    for wrong in ("mail.internal", "http://x", "smtp://x?tls=perhaps"):
        with pytest.raises(ValueError, match="GONGKAI_SMTP"):
            connections.mail_server(wrong)
