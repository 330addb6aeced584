"""Who asked to be told is told, in the order of the log, signed, until it arrives; a receiver that is true proves each part."""

import json
from datetime import timedelta
from threading import Event as Flag
from time import monotonic
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from gongkai.exchange import actions
from gongkai.exchange.actions import Refused, delivering
from gongkai.exchange.actions.following import KEEP_ANSWERS, KEEP_DELIVERIES, forget
from gongkai.exchange.models import Answer, Attempt, Delivery, Event, Webhook
from gongkai.guard.http.outward import Manner
from gongkai.law.roles import Role
from gongkai.publication import actions as publication
from gongkai.publication.models import Edition, Item, Why
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.exchange.verifying import example
from tests.exchange.world import Receiver, later, system, webhook
from tests.publication.office import LEADER, NOON, approved, office, published
from tests.publication.office import OFFICER as PUBLISHER
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


def send(number: int, there: Receiver, at: Any = NOON) -> int:
    return actions.send_due(webhook_id=number, at=at, manner=there.manner)


def told(there: Receiver) -> list[dict[str, Any]]:
    return [json.loads(body) for _, body in there.got]


def entry(action: str, at: Office, subject: str = "item:999999") -> None:
    from django.db import transaction

    from gongkai.records.actions.log import log

    with transaction.atomic():
        log(action, subject, by=OPERATOR, at=NOON, agency_id=at.agency.pk)


def test_what_happens_is_told_in_its_order(at: Office, there: Receiver) -> None:
    before = published(at)
    number, _ = webhook(at, there)
    item = published(at, hours=6)
    index_no = Item.objects.get(pk=item).index_no
    publication.withdraw(item_id=item, why=Why.ERROR, told="内容有误。", by=at[LEADER], at=later(hours=7))
    publication.restore(item_id=item, because="已核实", by=at[PUBLISHER], at=later(hours=8))
    actions.follow(at=later(hours=9))
    actions.follow(at=later(hours=9))
    assert send(number, there, later(hours=9)) == 3
    said = told(there)
    assert [one["type"] for one in said] == ["item.published", "item.withdrawn", "item.restored"]
    assert [one["data"]["index_no"] for one in said] == [index_no] * 3
    assert said[0]["data"]["digest"] == f"sha256:{Edition.objects.get(item=item).digest}"
    assert said[0]["data"]["agency"] == at.agency.slug
    assert said[0]["data"]["url"].endswith(f"/xxgk/{index_no}/")
    orders = [one["data"]["sequence"] for one in said]
    assert orders == sorted(orders)
    title = Item.objects.get(pk=before).title[:6]
    assert title not in json.dumps(said, ensure_ascii=False)


def test_an_item_that_goes_out_again_is_a_correction(at: Office, there: Receiver) -> None:
    from tests.publication.office import sign_off

    item = published(at)
    number, _ = webhook(at, there)
    again = publication.reopen(item_id=item, by=at[Role.HANDLER], at=later(hours=6))
    sign_off(again, at)
    publication.publish(edition_id=again, by=at[PUBLISHER], at=later(hours=7))
    actions.follow(at=later(hours=8))
    send(number, there, later(hours=8))
    assert [one["type"] for one in told(there)] == ["item.corrected"]


def test_only_what_was_asked_for_of_the_agencies_that_were_named(at: Office, there: Receiver) -> None:
    below = office("b", parent=at.agency)
    other = office("c")
    own, _ = webhook(at, there, events=(Event.WITHDRAWN,), name="只要撤回")
    whole, _ = webhook(at, there, below=True, name="全部")
    apart, _ = webhook(other, there, name="别处")
    published(below)
    actions.follow(at=later(hours=6))
    assert list(Delivery.objects.values_list("webhook", "event")) == [(whole, "item.published")]
    assert {own, apart} & set(Delivery.objects.values_list("webhook", flat=True)) == set()


def test_the_receiver_can_prove_what_it_got(at: Office, there: Receiver) -> None:
    number, secret = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    assert send(number, there) == 1
    heads, body = there.got[0]
    known = example()
    seen: set[str] = set()
    now = NOON.timestamp()
    assert known["checked"](heads, body, [secret], seen, now)["type"] == "ping"
    for changed in (body + b" ", body.replace(b"ping", b"pong")):
        with pytest.raises(ValueError, match="signature"):
            known["checked"](heads, changed, [secret], set(), now)
    with pytest.raises(ValueError, match="signature"):
        known["checked"]({**heads, "webhook-id": "msg_other"}, body, [secret], set(), now)
    with pytest.raises(ValueError, match="signature"):
        known["checked"](heads, body, ["whsec_" + "A" * 43 + "="], set(), now)
    with pytest.raises(ValueError, match="old"):
        known["checked"](heads, body, [secret], set(), now + 301)
    with pytest.raises(ValueError, match="old"):
        known["checked"]({**heads, "webhook-timestamp": "soon"}, body, [secret], set(), now)
    with pytest.raises(known["Seen"]):
        known["checked"](heads, body, [secret], seen, now)


def test_a_secret_is_changed_without_a_message_lost(at: Office, there: Receiver) -> None:
    number, first = webhook(at, there)
    second = actions.renew_secret(webhook_id=number, by=OPERATOR, at=NOON)
    known = example()
    for day, good in ((1, (first, second)), (8, (second,))):
        actions.try_out(webhook_id=number, by=OPERATOR, at=later(days=day))
        send(number, there, later(days=day))
        heads, body = there.got[-1]
        assert len(heads["webhook-signature"].split()) == len(good)
        for secret in good:
            known["checked"](heads, body, [secret], set(), later(days=day).timestamp())
    heads, body = there.got[-1]
    with pytest.raises(ValueError, match="signature"):
        known["checked"](heads, body, [first], set(), later(days=8).timestamp())


def test_secrets_are_sealed(at: Office, there: Receiver) -> None:
    number, secret = webhook(at, there)
    assert secret not in str(Webhook.objects.values_list().get())
    assert not [row for row in LogEntry.objects.values_list() if secret in str(row)]
    assert secret != actions.renew_secret(webhook_id=number, by=OPERATOR, at=NOON)


def test_what_does_not_arrive_is_tried_again_with_longer_pauses(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    there.answers = [500, 503, 429]
    when, pauses = NOON, []
    for _ in range(3):
        assert send(number, there, when) == 0
        row = Delivery.objects.get()
        assert row.due_at is not None
        pauses.append((row.due_at - when).total_seconds())
        assert send(number, there, row.due_at - timedelta(seconds=1)) == 0, "not before it is due"
        when = row.due_at
    assert pauses == [10, 40, 160]
    assert send(number, there, when) == 1
    assert {heads["webhook-id"] for heads, _ in there.got} == {Delivery.objects.get().key}
    assert list(Attempt.objects.order_by("pk").values_list("status", flat=True)) == [500, 503, 429, 204]
    assert Webhook.objects.get().failing_since is None


def test_a_silent_address_costs_one_attempt_a_turn(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    for _ in range(3):
        actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    there.hold = Flag()
    began = monotonic()
    manner = Manner("Gongkai-Webhook", there.manner.inner, 0.5)
    assert actions.send_due(webhook_id=number, at=NOON, manner=manner) == 0
    assert monotonic() - began < 4
    assert Attempt.objects.get().trouble == "没有应答，或者证书有问题"
    assert len(there.got) == 1


def test_what_the_other_side_refuses_holds_up_nothing_else(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    for _ in range(3):
        actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    there.answers = [422]
    assert send(number, there) == 2
    assert Delivery.objects.filter(due_at__isnull=False).count() == 1


def test_a_redirect_is_not_followed(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    there.answers, there.headed = [307], {"Location": there.address}
    assert send(number, there) == 0
    assert len(there.got) == 1
    assert "没有跟随" in Attempt.objects.get().trouble


def test_after_days_it_is_given_up_and_paused_and_somebody_resumes(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    there.answers = [500] * 2
    send(number, there)
    end = NOON + delivering.GIVE_UP
    send(number, there, end)
    held = Webhook.objects.get()
    assert Delivery.objects.get().given_up_at == end
    assert held.paused_at == end
    assert "暂停" in held.paused_because
    assert LogEntry.objects.filter(action="exchange.pause_webhook").count() == 1
    actions.try_out(webhook_id=number, by=OPERATOR, at=end)
    assert send(number, there, end) == 0
    assert len(there.got) == 2, "a paused one is not asked"
    actions.resume_webhook(webhook_id=number, by=at[Role.SYSTEM_ADMINISTRATOR], at=end)
    lost = Delivery.objects.get(given_up_at__isnull=False)
    actions.send_again(delivery_id=lost.pk, by=at[Role.SYSTEM_ADMINISTRATOR], at=end)
    assert send(number, there, end) == 2
    assert not Delivery.objects.filter(arrived_at__isnull=True).exists()
    assert there.got[-2][0]["webhook-id"] == lost.key


def test_who_says_gone_is_asked_no_more(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    there.answers = [410]
    send(number, there)
    assert "410" in Webhook.objects.get().paused_because


def test_two_workers_do_not_send_at_once(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    Webhook.objects.update(sending_until=later(seconds=5))
    assert send(number, there) == 0
    assert send(number, there, later(seconds=6)) == 1, "whoever was killed keeps nobody out for long"


def test_a_demo_sends_nothing(at: Office, there: Receiver, settings: Settings) -> None:
    number, _ = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    settings.DEMO = True
    assert send(number, there) == 0
    assert not there.got


def test_inner_addresses_are_asked_only_where_the_operator_named_them(
    at: Office, there: Receiver, settings: Settings
) -> None:
    number, _ = webhook(at, there)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    nobody = Manner("Gongkai-Webhook")
    assert actions.send_due(webhook_id=number, at=NOON, manner=nobody) == 0
    Webhook.objects.update(address=there.address.replace("http:", "https:"))
    assert actions.send_due(webhook_id=number, at=later(minutes=1), manner=nobody) == 0
    troubles = list(Attempt.objects.order_by("pk").values_list("trouble", flat=True))
    assert len(troubles) == 2
    assert "内部网络" in troubles[1]
    assert not there.got
    settings.WEBHOOKS_INNER = []
    with pytest.raises(Refused):
        webhook(at, there, name="另一个")


@pytest.mark.parametrize(
    "address",
    [
        "http://hook.example.gov.cn/",
        "https://",
        "ftp://hook.example.gov.cn/",
        "https://name:word@hook.example.gov.cn/",
        "https://hook.example.gov.cn/#a",
        "https://hook.example.gov.cn/\r\nX-More: 1",
        "https://hook.example.gov.cn/a b",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.1:8443/",
        "https://localhost/",
        "https://hook.example.gov.cn:x/",
        "https://hook.example.gov.cn/" + "a" * 500,
    ],
)
def test_addresses_that_are_not_taken(at: Office, address: str) -> None:
    with pytest.raises(Refused):
        actions.open_webhook(
            agency_id=at.agency.pk,
            name="推送",
            address=address,
            events=[Event.PUBLISHED],
            by=OPERATOR,
            at=NOON,
        )
    assert not Webhook.objects.exists()


def test_who_may_and_how_it_ends(at: Office, there: Receiver) -> None:
    given: dict[str, Any] = {"agency_id": at.agency.pk, "name": "推送", "address": there.address, "at": NOON}
    for role in set(Role) - {Role.SECURITY_ADMINISTRATOR}:
        with pytest.raises(PermissionDenied):
            actions.open_webhook(**given, events=[Event.PUBLISHED], by=at[role])
    with pytest.raises(Refused):
        actions.open_webhook(**given, events=[], by=OPERATOR)
    number, _ = actions.open_webhook(**given, events=[Event.PUBLISHED], by=at[Role.SECURITY_ADMINISTRATOR])
    with pytest.raises(Refused):
        actions.resume_webhook(webhook_id=number, by=OPERATOR, at=NOON)
    actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    actions.pause_webhook(webhook_id=number, reason="对方检修", by=at[Role.OFFICE_HEAD], at=NOON)
    actions.close_webhook(webhook_id=number, reason="不再需要", by=at[Role.OFFICE_HEAD], at=NOON)
    with pytest.raises(Refused):
        actions.renew_secret(webhook_id=number, by=OPERATOR, at=NOON)
    with pytest.raises(Refused):
        actions.send_again(delivery_id=Delivery.objects.get().pk, by=OPERATOR, at=NOON)
    assert not Delivery.objects.get().due_at
    assert not Webhook.objects.get().secret


def test_an_entry_of_what_is_there_no_more_is_passed_over(at: Office, there: Receiver) -> None:
    webhook(at, there)
    entry("publication.withdraw", at)
    entry("annual_reports.published", at, "working_report:999999")
    actions.follow(at=later(hours=1))
    assert not Delivery.objects.exists()
    assert Webhook.objects.get().after == LogEntry.objects.latest("seq").seq


def test_what_ended_long_ago_is_forgotten(at: Office, there: Receiver) -> None:
    number, _ = webhook(at, there)
    for _ in range(2):
        actions.try_out(webhook_id=number, by=OPERATOR, at=NOON)
    there.answers = [204, 500]
    send(number, there)
    Answer.objects.create(system_id=system(at), key="k", digest="d", at=NOON)
    forget(at=NOON + KEEP_ANSWERS)
    assert Answer.objects.exists()
    forget(at=NOON + KEEP_DELIVERIES + timedelta(seconds=1))
    assert Delivery.objects.get().due_at is not None
    assert not Answer.objects.exists()
    assert approved(at)
