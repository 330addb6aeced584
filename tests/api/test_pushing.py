"""Rows over the network: signed, once, bounded; every refusal is a short answer in JSON."""

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from gongkai.records.access import OPERATOR
from gongkai.registers import actions
from gongkai.registers.actions import pushing
from gongkai.registers.models import Delivery, Record, RowFault, Stage
from tests.desk.registers.office import Office, source, work
from tests.desk.rolls import PENALTY, penalty
from tests.desk.world import NOW
from tests.registers.world import as_jsonl

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk", "_files")]
ROWS = as_jsonl([penalty(1), penalty(2)])
MOMENT = str(int(NOW.timestamp()))


class System:
    """Another system, with its key."""

    def __init__(self, agency_id: Any, register: str = PENALTY) -> None:
        self.source = source(agency_id, register)
        self.key = actions.renew_key(source_id=self.source, by=OPERATOR, at=NOW)
        self.client = Client(enforce_csrf_checks=True)

    def headers(self, body: bytes, address: str, moment: str) -> dict[str, str]:
        said = f"POST {address}\n{moment}\n{sha256(body).hexdigest()}"
        made = hmac.new(bytes.fromhex(self.key), said.encode(), sha256).hexdigest()
        return {
            "X-Gongkai-Source": str(self.source),
            "X-Gongkai-Timestamp": moment,
            "X-Gongkai-Signature": made,
        }

    def push(
        self,
        body: bytes = ROWS,
        *,
        register: str = PENALTY,
        moment: str = MOMENT,
        changes: Mapping[str, str] | None = None,
    ) -> Any:
        address = reverse("register_push", args=[register])
        headers = {**self.headers(body, address, moment), **(changes or {})}
        return self.client.post(address, body, content_type="application/jsonl", headers=headers)


@pytest.fixture
def system(made: Office) -> System:
    return System(made.xian)


def told(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert len(answer.content) < 1000
    assert not answer.cookies
    said = json.loads(answer.content)
    assert said["status"] == status
    return str(said["detail"])


def test_rows_come_in(system: System) -> None:
    answer = system.push()
    assert answer.status_code == 202, answer.content.decode()
    assert not answer.cookies
    assert json.loads(answer.content) == {"delivery": Delivery.objects.get().pk, "stage": "staging"}
    work()
    assert Delivery.objects.get().stage == Stage.APPLIED
    assert Record.objects.count() == 2


def test_the_same_push_is_taken_once(system: System) -> None:
    system.push()
    assert "已经收到过" in told(system.push(), 409)
    assert Delivery.objects.count() == 1
    later = str(int(MOMENT) + 60)
    assert system.push(moment=later).status_code == 202, "the same rows signed anew change nothing"
    work()
    assert Record.objects.count() == 2


@pytest.mark.parametrize(
    "moment", [str(int(MOMENT) - 301), str(int(MOMENT) + 301), "x", "9" * 100, "-1", "１"]
)
def test_a_clock_that_is_off_is_told(system: System, moment: str) -> None:
    body = ROWS
    address = reverse("register_push", args=[PENALTY])
    if moment.isascii():
        assert "请校准时钟" in told(system.push(moment=moment), 422)
    else:
        headers = {**system.headers(body, address, moment), "X-Gongkai-Timestamp": moment}
        answer = system.client.post(address, body, content_type="application/jsonl", headers=headers)
        assert answer.status_code in (401, 422)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"X-Gongkai-Signature": "0" * 64},
        {"X-Gongkai-Signature": "不是签名"},
        {"X-Gongkai-Source": "999999"},
        {"X-Gongkai-Source": "9" * 100},
        {"X-Gongkai-Source": "一"},
        {"X-Gongkai-Timestamp": str(int(MOMENT) + 1)},
    ],
)
def test_who_is_not_known_gets_one_answer(system: System, changes: dict[str, str]) -> None:
    assert told(system.push(changes=changes), 401) == pushing.UNKNOWN
    assert not Delivery.objects.exists()


def test_another_body_or_address_is_another_signature(system: System) -> None:
    address = reverse("register_push", args=[PENALTY])
    headers = system.headers(ROWS, address, MOMENT)
    other = reverse("register_push", args=["administrative_licence"])
    for place, body in ((address, ROWS + b"\n"), (other, ROWS)):
        answer = system.client.post(place, body, content_type="application/jsonl", headers=headers)
        assert told(answer, 401) == pushing.UNKNOWN


def test_a_source_of_another_register(system: System) -> None:
    assert "另一种登记簿" in told(system.push(register="administrative_licence"), 422)
    assert "没有这种登记簿" in told(system.push(register="nothing"), 404)


def test_without_headers_or_a_body(system: System) -> None:
    address = reverse("register_push", args=[PENALTY])
    answer = system.client.post(address, ROWS, content_type="application/jsonl")
    assert "X-Gongkai-Source、X-Gongkai-Timestamp、X-Gongkai-Signature" in told(answer, 401)
    assert "没有内容" in told(system.push(b" \n"), 400)
    answer = system.client.get(address)
    assert told(answer, 405) == "这个地址只接受 POST。"
    assert answer["Allow"] == "POST"


def test_too_much_at_once(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.api.writing.pushing.LARGEST", 100)
    assert "请分几次推送" in told(system.push(b"{}\n" * 50), 413)
    body = b"x" * 20_000_000
    monkeypatch.undo()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    assert "请分几次推送" in told(system.push(body), 413)


@pytest.mark.parametrize(
    "body", [b"{\n", b"[1]\n", b"\xff\xfe\x00", b"null\n", '{"a": "\ud800"}'.encode("utf-8", "surrogatepass")]
)
def test_broken_json_brings_nothing_and_breaks_nothing(system: System, body: bytes) -> None:
    answer = system.push(body)
    if answer.status_code == 202:
        work()
        held = Delivery.objects.get()
        assert held.stage in (Stage.FAULTY, Stage.FAILED)
        assert held.message or RowFault.objects.exists()
    else:
        assert told(answer, 422)
    assert not Record.objects.exists()


def test_so_often_in_an_hour(system: System, settings: LazySettings) -> None:
    settings.PUSHES_PER_HOUR = 1
    assert system.push().status_code == 202
    assert "过于频繁" in told(system.push(moment=str(int(MOMENT) + 1)), 429)


def test_an_ended_key_opens_nothing(system: System) -> None:
    actions.end_key(source_id=system.source, by=OPERATOR, at=NOW)
    assert told(system.push(), 401) == pushing.UNKNOWN
