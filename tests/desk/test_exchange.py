"""Other systems at the desk: let in, shut out; what is told once is shown once; what went wrong stands at the top."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.exchange.models import Delivery, HandedIn, System, Token, Webhook
from gongkai.law.roles import Role
from tests.desk.exchanging import exchanging
from tests.desk.world import NOW, World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
KEEPER = Role.SECURITY_ADMINISTRATOR


@pytest.fixture
def made() -> World:
    return world(KEEPER, Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_HEAD, Role.DISCLOSURE_OFFICER)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def post(client: Client, name: str, given: dict[str, Any], *args: Any) -> Any:
    return client.post(reverse(f"desk:{name}", args=args), given)


def test_a_system_is_entered_and_gets_a_token_which_is_shown_once(made: World) -> None:
    client = browser(made.user(KEEPER))
    agency = made.agencies["own"].id
    given = {
        "agency": agency,
        "name": "许可系统",
        "scopes": ["drafts:write", "drafts:read"],
        "networks": "192.0.2.0/24\n198.51.100.7",
        "per_hour": 60,
        "per_day": 500,
    }
    assert post(client, "exchange_system_new", {**given, "networks": "x"}).status_code == 422
    answer = post(client, "exchange_system_new", given)
    held = System.objects.get()
    assert answer.status_code == 302
    assert held.networks == ["192.0.2.0/24", "198.51.100.7/32"]
    shown = text(post(client, "exchange_system_do", {"days": 30}, held.pk, "token"))
    found = re.search(r"data-token>(gk_[0-9a-f]{8}_[\w-]{43})<", shown)
    assert found
    secret = found[1]
    again = text(client.get(reverse("desk:exchange_system", args=[held.pk])))
    assert secret not in again
    assert f"gk_{secret.split('_')[1]}…" in again
    assert post(client, "exchange_system_do", {"days": 0}, held.pk, "token").status_code == 422
    assert post(client, "exchange_system_do", {}, held.pk, "nothing").status_code == 404


def test_a_token_is_ended_by_the_head_of_the_office_too(made: World) -> None:
    held = exchanging(made.agencies["own"], NOW)
    other = exchanging(made.agencies["other"], NOW)
    client = browser(made.user(Role.OFFICE_HEAD))
    assert post(client, "exchange_system_do", {"days": 30}, held.system, "token").status_code == 403
    post(client, "exchange_system_do", {"token": other.token}, held.system, "end-token")
    assert Token.objects.get(pk=other.token).ended_at is None
    post(client, "exchange_system_do", {"token": held.token}, held.system, "end-token")
    assert Token.objects.get(pk=held.token).ended_at == NOW
    post(client, "exchange_system_do", {"reason": "系统下线"}, held.system, "close")
    assert "已停用" in text(client.get(reverse("desk:exchange") + "?closed=1"))


def test_a_webhook_is_entered_tried_paused_resumed_ended(made: World) -> None:
    client = browser(made.user(KEEPER))
    given = {
        "agency": made.agencies["own"].id,
        "name": "省级平台",
        "address": "https://hook.example.invalid/in",
        "events": ["item.published", "item.withdrawn"],
    }
    assert "内部网络" in text(post(client, "exchange_webhook_new", {**given, "address": "https://10.0.0.1/"}))
    shown = text(post(client, "exchange_webhook_new", given))
    number = Webhook.objects.get().pk
    secrets = re.findall(r"data-secret>(whsec_[^<]+)<", shown)
    secrets += re.findall(
        r"data-secret>(whsec_[^<]+)<", text(post(client, "exchange_webhook_do", {}, number, "secret"))
    )
    assert len(set(secrets)) == 2
    page = reverse("desk:exchange_webhook", args=[number])
    assert "新旧两个都在用" in text(client.get(page))
    assert not [secret for secret in secrets if secret in text(client.get(page))]
    post(client, "exchange_webhook_do", {}, number, "try")
    row = Delivery.objects.get()
    message = reverse("desk:exchange_message", args=[number, row.pk])
    assert "重发" not in text(client.get(message)), "it is on its way"
    Delivery.objects.update(due_at=None, given_up_at=NOW)
    assert "没有送达" in text(client.get(page + "?only=given_up"))
    assert post(client, "exchange_message_again", {}, number, row.pk).status_code == 302
    assert Delivery.objects.get().due_at == NOW
    post(client, "exchange_webhook_do", {"reason": "对方检修"}, number, "pause")
    assert "对方检修" in text(client.get(reverse("desk:exchange")))
    assert post(client, "exchange_webhook_do", {"reason": "再停"}, number, "pause").status_code == 422
    post(client, "exchange_webhook_do", {}, number, "resume")
    altered = {**given, "events": ["report.published"], "below": "on"}
    post(client, "exchange_webhook_do", altered, number, "alter")
    held = Webhook.objects.get()
    assert (held.events, held.below, held.paused_at) == (["report.published"], True, None)
    post(client, "exchange_webhook_do", {"reason": "不再需要"}, number, "close")
    assert "已停用" in text(client.get(page))
    assert post(client, "exchange_webhook_do", {}, number, "nothing").status_code == 404


def test_what_another_agency_has_is_not_there(made: World) -> None:
    other = exchanging(made.agencies["other"], NOW)
    own = exchanging(made.agencies["own"], NOW)
    client = browser(made.user(KEEPER))
    for name, args in (
        ("exchange_system", [other.system]),
        ("exchange_webhook", [other.webhook]),
        ("exchange_message", [other.webhook, other.message]),
        ("exchange_message", [own.webhook, other.message]),
    ):
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 404
    assert post(client, "exchange_message_again", {}, own.webhook, other.message).status_code == 404


def test_an_item_says_where_it_came_from(made: World) -> None:
    item = made.papers["own"].item
    exchanging(made.agencies["own"], NOW, item)
    page = text(browser(made.user(Role.DISCLOSURE_OFFICER)).get(reverse("desk:item", args=[item])))
    assert "由业务系统“审批系统”通过接口于" in page
    assert HandedIn.objects.get().number in page
