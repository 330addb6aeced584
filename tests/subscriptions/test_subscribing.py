"""Mail for readers: asked for on a page, confirmed from the mailbox, sent when something is new, ended by one click."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pytest_django import Settings

from gongkai.portal.applying import proving
from gongkai.publication.actions import withdraw
from gongkai.publication.models import Item, Why
from gongkai.records.actions.outbox import hand_over, leaving
from gongkai.records.models import Fate, LogEntry, Message
from gongkai.subscriptions.actions.forgetting import forget
from gongkai.subscriptions.actions.sending import SETTLED, send, to_send
from gongkai.subscriptions.models import Rhythm, Subscription
from gongkai.subscriptions.queries.held import mails
from gongkai.subscriptions.queries.rhythms import next_due
from tests.compilations.composed import put, section_of, topic
from tests.portal.bodies import tree_of_columns
from tests.portal.pages import page, words
from tests.publication.office import OFFICER, later, office, published
from tests.records.mailbox import mailbox
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

WHO = "shui@yunling.example"
ASK = reverse("subscribe")


@pytest.fixture(autouse=True)
def _site(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES = tmp_path
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "timeout": 1}
    settings.SITE_DOMAIN, settings.HTTPS = "yunling.example", True
    settings.MAIL_QUIET = (0, 0)
    monkeypatch.setattr(proving, "proven", lambda request, _form: bool(request.POST.get("answer")))


@pytest.fixture
def at() -> Office:
    tree_of_columns()
    return office()


def asked(of: str = "/zfxxgk/a/fdzdgk/tzgg/", **changes: str) -> Any:
    data = {"dz": of, "email": WHO, "rhythm": "at_once", "answer": "9"}
    return Client().post(ASK, data | changes)


def link() -> str:
    """The way in the last message."""
    text = Message.objects.latest("pk").text
    found = re.search(r"https://yunling\.example(/dy/\S+)", text)
    assert found is not None, text
    return found[1]


def confirmed(of: str, when: datetime, **changes: str) -> int:
    """A subscription that began at a moment."""
    asked(of, **changes)
    Client().post(link())
    made = Subscription.objects.latest("pk")
    Subscription.objects.filter(pk=made.pk).update(asked_at=when, told_upto=when, due_at=when)
    return made.pk


def run(when: datetime) -> list[str]:
    """What the job posts at a moment."""
    known = set(Message.objects.values_list("pk", flat=True))
    prepared = to_send(at=when)
    with transaction.atomic():
        send(at=when, prepared=prepared)
    return [row.text for row in Message.objects.exclude(pk__in=known).order_by("pk")]


def test_nothing_is_confirmed_until_the_button_behind_the_link_is_pressed(at: Office) -> None:
    published(at)
    assert "邮件订阅" in page("/zfxxgk/a/fdzdgk/tzgg/")
    answer = asked()
    assert (answer.status_code, "请到邮箱里确认" in answer.content.decode()) == (200, True)
    held = Subscription.objects.get()
    assert (held.confirmed_at, held.told_upto) == (None, None)
    assert "确认订阅" in page(link())
    assert Subscription.objects.get().confirmed_at is None
    assert "订阅好了" in Client().post(link()).content.decode()
    assert Subscription.objects.get().confirmed_at is not None
    assert "订阅好了" in Client().post(link()).content.decode()  # pressed twice


def test_address_lies_sealed_and_stands_in_no_log_and_no_link(
    at: Office, caplog: pytest.LogCaptureFixture
) -> None:
    published(at)
    asked(email=f" {WHO.upper()} ")
    Client().post(link())
    held = Subscription.objects.get()
    assert held.email.unsealed() == WHO
    assert WHO not in str(held.email)
    message = Message.objects.get()
    for said in (message.text, message.subject, message.key, message.about, caplog.text):
        assert WHO not in said.lower()
    for entry in LogEntry.objects.filter(action__startswith="subscriptions."):
        assert WHO not in f"{entry.subject}{entry.details}{entry.address}"


def test_answer_is_the_same_for_an_address_that_is_known(at: Office) -> None:
    published(at)
    first = asked().content
    Client().post(link())
    again = asked().content
    strip = re.compile(rb'nonce="[^"]*"|request[^<]*')
    assert strip.sub(b"", first) == strip.sub(b"", again)
    assert Subscription.objects.count() == 1
    assert "已经" in Message.objects.latest("pk").text


@pytest.mark.parametrize("email", ["", "kein", "a@b", "a@b.cn\nBcc: x@y.cn", "<a@b.cn>", f"{'a' * 250}@b.cn"])
def test_what_is_no_address_is_said_and_kept_nowhere(at: Office, email: str) -> None:
    published(at)
    assert asked(email=email).status_code == 422
    assert not Subscription.objects.exists()
    assert not Message.objects.exists()


def test_forms_without_proof_and_too_many_are_refused(at: Office, settings: Settings) -> None:
    published(at)
    assert asked(answer="").status_code == 422
    assert asked(rhythm="hourly").status_code == 422
    settings.APPLICATIONS_PER_HOUR = 2
    assert [asked(email=f"n{n}@yunling.example").status_code for n in range(3)] == [200, 200, 429]


@pytest.mark.usefixtures("at")
def test_mailboxes_of_others_are_not_flooded(settings: Settings) -> None:
    settings.APPLICATIONS_PER_HOUR = 100
    for number in range(9):
        asked(f"/ss/?q=词语{number}" if number % 2 else f"/ss/?q=别的{number}")
        asked(f"/ss/?q=词语{number}" if number % 2 else f"/ss/?q=别的{number}")
    assert Subscription.objects.count() == 5
    texts = list(Message.objects.values_list("text", flat=True))
    assert len(texts) == 5
    assert all("词语" not in text and "别的" not in text for text in texts)


@pytest.mark.parametrize(
    "of",
    [
        "/desk/",
        "/xxgk/nichts/",
        "//evil.example/",
        "/zt/keine/",
        "/zfxxgk/nobody/",
        "/dy/",
        "\x00",
        "/zfxxgk/a/fdzdgk/nichts/",
    ],
)
def test_what_cannot_be_subscribed_to(at: Office, of: str) -> None:
    published(at)
    expected = 404 if of != "\x00" else 200
    assert asked(of).status_code == expected


def test_each_kind_hears_of_what_is_new_and_once(at: Office) -> None:
    made = topic(at, opened=True)
    old = Item.objects.get()
    for of in ("/xxgk/", "/zcwj/", "/zfxxgk/a/", "/zfxxgk/a/fdzdgk/tzgg/", "/zt/rencai/", "/ss/?q=虚构"):
        confirmed(of, later(8), email=f"{len(of)}{of.count('/')}@yunling.example")
    assert Subscription.objects.filter(confirmed_at__isnull=False).count() == 6
    assert run(later(8.5)) == []
    new = Item.objects.get(pk=published(at, hours=9, title="关于虚构新事的通知"))
    put(at, made, section_of(made), new.pk, when=later(9))
    texts = run(later(10))
    assert len(texts) == 5  # no policy document
    for text in texts:
        assert f"https://yunling.example{reverse('item', args=[new.index_no])}" in text
        assert old.title not in text
    assert run(later(12)) == []


def test_one_message_for_one_address_and_each_item_once_in_it(at: Office) -> None:
    confirmed("/xxgk/", later(6))
    confirmed("/zfxxgk/a/", later(6))
    new = Item.objects.get(pk=published(at, hours=7))
    (text,) = run(later(8))
    assert text.count(new.title) == 1
    assert "【全部新公开的信息】" in text
    assert "【云岭县a局】" in text
    assert text.count("退订：") == 1


def test_what_was_taken_back_is_not_told(at: Office) -> None:
    confirmed("/xxgk/", later(6))
    item_id = published(at, hours=7)
    withdraw(item_id=item_id, why=Why.ERROR, told="内容有误。", by=at[OFFICER], at=later(7.2))
    assert run(later(8)) == []


def test_what_came_out_a_moment_ago_is_told_the_next_time_and_not_lost(at: Office) -> None:
    confirmed("/xxgk/", later(6))
    item_id = published(at, hours=7)
    shown = Item.objects.get(pk=item_id).published_at
    assert shown is not None
    assert run(shown + SETTLED / 2) == []
    assert len(run(shown + 4 * SETTLED)) == 1


def test_slice_that_is_rolled_back_or_run_twice_tells_once(at: Office) -> None:
    confirmed("/xxgk/", later(6))
    published(at, hours=7)
    prepared = to_send(at=later(8))
    with transaction.atomic():
        send(at=later(8), prepared=prepared)
        transaction.set_rollback(True)
    assert Message.objects.filter(key__startswith="subscriptions:ask").count() == Message.objects.count()
    for _ in range(2):
        with transaction.atomic():
            send(at=later(8), prepared=prepared)
    assert Message.objects.exclude(key__startswith="subscriptions:ask").count() == 1


def test_many_go_on_in_the_next_slice(
    at: Office, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    from gongkai.subscriptions.actions import sending

    settings.APPLICATIONS_PER_HOUR = 100
    queued: list[dict[str, Any]] = []
    monkeypatch.setattr(sending, "SLICE", 2)
    monkeypatch.setattr(sending, "queue", lambda task, **more: queued.append({"task": task, **more}))
    for number in range(3):
        confirmed("/xxgk/", later(6), email=f"n{number}@yunling.example")
    published(at, hours=7)
    assert len(run(later(8))) == 2
    assert [(each["task"], each["step"]) for each in queued] == [("subscriptions.send", 1)]
    assert len(run(later(8))) == 1
    assert len(queued) == 1


def test_one_click_ends_it_without_cookie_and_the_address_goes(at: Office) -> None:
    confirmed("/xxgk/", later(6))
    confirmed("/zfxxgk/a/", later(6))
    published(at, hours=7)
    run(later(8))
    leave = link()
    assert "全部新公开的信息" in page(leave)
    assert Subscription.objects.filter(ended_at=None).count() == 2  # looking ends nothing
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.filter(ended_at=None).exists()
    assert {(row.email, row.email_print) for row in Subscription.objects.all()} == {("", "")}
    about = Message.objects.exclude(text__contains="请在两天以内")
    assert {str(row.to) for row in about} == {""}
    assert "没有要退订的" in page(leave)
    published(at, hours=9)
    assert run(later(10)) == []


def test_some_can_be_left_and_others_kept(at: Office) -> None:
    first = confirmed("/xxgk/", later(6))
    kept = confirmed("/zfxxgk/a/", later(6))
    other = confirmed("/xxgk/", later(6), email="andere@yunling.example")
    published(at, hours=7)
    text = next(each for each in run(later(8)) if "【云岭县a局】" in each)
    leave = re.search(r"退订：https://yunling\.example(\S+)", text)
    assert leave is not None
    Client().post(leave[1], {"some": "1", "id": [str(first), str(other)]})
    assert set(Subscription.objects.filter(ended_at=None).values_list("pk", flat=True)) == {kept, other}


@pytest.mark.parametrize("said", ["1.x", "x", "1", "\x00", "9" * 40])
@pytest.mark.usefixtures("at")
def test_links_that_were_not_made_here_open_nothing(said: str) -> None:
    confirmed("/xxgk/", later(6))
    for name in ("subscribe_confirm", "subscribe_leave"):
        assert Client().post(reverse(name, args=[said])).status_code == 404
    assert Subscription.objects.filter(ended_at=None).count() == 1


@pytest.mark.usefixtures("at")
def test_link_of_one_kind_is_none_of_the_other() -> None:
    asked("/xxgk/")
    assert Client().post(link().replace("/qr/", "/td/")).status_code == 404
    assert Subscription.objects.filter(ended_at=None).count() == 1


@pytest.mark.usefixtures("at")
def test_what_nobody_confirmed_is_forgotten_with_its_address() -> None:
    asked("/xxgk/")
    way = link()
    asked_at = Subscription.objects.get().asked_at
    with transaction.atomic():
        forget(at=asked_at + timedelta(days=1))
    assert Subscription.objects.exists()
    with transaction.atomic():
        forget(at=asked_at + timedelta(days=2, seconds=1))
    assert not Subscription.objects.exists()
    assert str(Message.objects.get().to) == ""
    assert Client().post(way).status_code == 404


@pytest.mark.usefixtures("at")
def test_old_link_is_not_good_even_before_it_is_forgotten() -> None:
    asked("/xxgk/")
    Subscription.objects.update(asked_at=now() - timedelta(days=3))
    assert Client().post(link()).status_code == 404
    assert Subscription.objects.get().confirmed_at is None


def test_message_tells_mail_programs_how_to_leave(at: Office, settings: Settings) -> None:
    confirmed("/xxgk/", later(6))
    published(at, hours=7)
    run(later(8))
    with mailbox() as box:
        settings.SMTP = box.settings
        went = hand_over(message_id=Message.objects.latest("pk").pk, at=later(9))
    assert went.fate is Fate.SENT
    ((to, mail),) = box.arrived
    assert to == WHO
    assert mail["List-Unsubscribe"].strip() == f"<https://yunling.example{link_of(mail)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert leaving("退订：/dy/td/1/") == {}


def link_of(mail: Any) -> str:
    found = re.search(r"退订：https://yunling\.example(\S+)", mail.get_content())
    assert found is not None
    return found[1]


@pytest.mark.usefixtures("at")
def test_without_a_mail_server_readers_are_led_to_feeds(settings: Settings) -> None:
    settings.SMTP = None
    assert "本网站现在不发邮件" in words(page(f"{ASK}?dz=/xxgk/"))
    asked("/xxgk/")
    assert not Subscription.objects.exists()
    assert not mails()


CHINA_EIGHT = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)  # Monday, eight in the morning in China


@pytest.mark.parametrize(
    ("rhythm", "hours", "expected"),
    [
        (Rhythm.DAILY, -1, 0),
        (Rhythm.DAILY, 0, 24),
        (Rhythm.DAILY, 3, 24),
        (Rhythm.WEEKLY, -1, 0),
        (Rhythm.WEEKLY, 0, 168),
        (Rhythm.WEEKLY, 30, 168),
        (Rhythm.AT_ONCE, 0, 1),
    ],
)
def test_when_the_next_message_may_go_out(rhythm: Rhythm, hours: int, expected: int) -> None:
    at = CHINA_EIGHT + timedelta(hours=hours)
    assert next_due(rhythm, at, sent=True) == CHINA_EIGHT + timedelta(hours=expected)
