"""Other systems at the desk: let in, shut out; what is told once is shown once; what went wrong stands at the top."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongkai.exchange import actions
from gongkai.exchange.models import Delivery, HandedIn, Scope, System, Token, Webhook
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
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


def test_what_has_to_be_seen_to_stands_on_the_page_of_those_who_can(made: World) -> None:
    own, other = (exchanging(made.agencies[one], NOW) for one in ("own", "other"))
    keeper, reader = (browser(made.user(role)) for role in (KEEPER, Role.DISCLOSURE_OFFICER))
    home, overview = reverse("desk:home"), reverse("desk:exchange")
    assert "请尽快处理" not in text(keeper.get(home))
    Token.objects.update(expires_at=NOW + timedelta(days=3))
    Webhook.objects.update(failing_since=NOW - timedelta(hours=2))
    page = text(keeper.get(home))
    assert page.count("到期后送不进草稿") == page.count("起没有送达") == 1, "of the own agency alone"
    assert reverse("desk:exchange_system", args=[own.system]) in page
    assert reverse("desk:exchange_system", args=[other.system]) not in page
    assert page.count("到期后送不进草稿") == text(keeper.get(overview)).count("到期后送不进草稿")
    assert "请尽快处理" not in text(reader.get(home)), "who can do nothing about it is not called"
    assert "起没有送达" in text(reader.get(overview))
    Token.objects.update(expires_at=NOW - timedelta(days=1))
    Webhook.objects.update(paused_at=NOW, paused_because="连续三天没有送达")
    page = text(keeper.get(home))
    assert "到期，送不进草稿" in page
    assert "连续三天没有送达" in page
    actions.make_token(system_id=own.system, days=300, by=OPERATOR, at=NOW)
    Webhook.objects.update(paused_at=None, failing_since=None)
    assert "请尽快处理" not in text(keeper.get(home))


@pytest.mark.parametrize("rows", [1, 9])
def test_the_first_page_asks_no_more_for_many(
    rows: int, made: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agency = made.agencies["own"].id
    for number in range(rows):
        held = actions.open_system(
            agency_id=agency, name=f"系统{number}", scopes=list(Scope), by=OPERATOR, at=NOW
        )
        actions.make_token(system_id=held, days=3, by=OPERATOR, at=NOW)
    client = browser(made.user(KEEPER))
    client.get(reverse("desk:me"))
    with django_assert_num_queries(11):
        assert text(client.get(reverse("desk:home"))).count("到期后送不进草稿") == rows


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
