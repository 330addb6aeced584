"""Another system hands rows in, signed; what is not, what is old and what came before is refused."""

import hmac
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from gongkai.registers import actions
from gongkai.registers.actions import Refused
from gongkai.registers.actions.pushing import Pushed, message, note_refusal
from gongkai.registers.models import Delivery, Record, Source, Stage
from tests.registers.world import LICENCE, NOON, as_jsonl, county, licence, source, work_off

pytestmark = pytest.mark.django_db
TARGET = "POST /api/registers/"
SECONDS = str(int(NOON.timestamp()))


def signed(key: str, body: bytes, timestamp: str = SECONDS) -> str:
    return hmac.new(bytes.fromhex(key), message(TARGET, timestamp, body), sha256).hexdigest()


def push(source_id: int, body: bytes, signature: str, timestamp: str = SECONDS, target: str = TARGET) -> int:
    pushed = Pushed(LICENCE, target, body, timestamp, signature)
    return actions.push(source_id=source_id, pushed=pushed, at=NOON)


@pytest.fixture
def one() -> tuple[int, str]:
    number = source(county().ju)
    return number, actions.renew_key(source_id=number, by=OPERATOR, at=NOON)


def test_a_signed_push_is_applied(one: tuple[int, str]) -> None:
    number, key = one
    body = as_jsonl([licence(1), licence(2)])
    pushed = push(number, body, signed(key, body))
    work_off()
    assert Delivery.objects.get(pk=pushed).stage == Stage.APPLIED
    assert Record.objects.count() == 2
    with pytest.raises(Refused, match="已经收到过"):
        push(number, body, signed(key, body))
    assert Delivery.objects.count() == 1


def test_one_bad_row_and_nothing_of_a_push_is_taken_in(one: tuple[int, str]) -> None:
    number, key = one
    body = as_jsonl([licence(1), licence(2, category="不知道")])
    pushed = push(number, body, signed(key, body))
    work_off()
    assert Delivery.objects.get(pk=pushed).stage == Stage.FAULTY
    assert not Record.objects.exists()


def test_the_signature_covers_the_body_and_the_moment(one: tuple[int, str]) -> None:
    number, key = one
    body = as_jsonl([licence(1)])
    good = signed(key, body)
    later = str(int(SECONDS) + 1)
    tried = [
        (number, body + b" ", SECONDS, TARGET, good),
        (number, body, later, TARGET, good),
        (number, body, SECONDS, "POST /elsewhere/", good),
        (number, body, SECONDS, TARGET, "字"),
        (number + 1, body, SECONDS, TARGET, good),
        (number, body, SECONDS, TARGET, signed("00" * 32, body)),
    ]
    for source_id, sent, timestamp, target, signature in tried:
        with pytest.raises(PermissionDenied):
            push(source_id, sent, signature, timestamp, target)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("timestamp", [str(int(SECONDS) - 301), str(int(SECONDS) + 301), "-1", "1e9", ""])
def test_a_clock_that_is_off_is_refused(one: tuple[int, str], timestamp: str) -> None:
    number, key = one
    body = as_jsonl([licence(1)])
    with pytest.raises(Refused, match="时间"):
        push(number, body, signed(key, body, timestamp), timestamp)


def test_a_key_ends_with_the_next_with_itself_and_with_the_source(one: tuple[int, str]) -> None:
    number, key = one
    body = as_jsonl([licence(1)])
    renewed = actions.renew_key(source_id=number, by=OPERATOR, at=NOON)
    with pytest.raises(PermissionDenied):
        push(number, body, signed(key, body))
    actions.end_key(source_id=number, by=OPERATOR, at=NOON)
    for close in (False, True):
        if close:
            actions.close_source(source_id=number, reason="系统停用", by=OPERATOR, at=NOON)
        with pytest.raises(PermissionDenied):
            push(number, body, signed(renewed, body))
    assert renewed not in str(list(Source.objects.values_list("key", flat=True)))


def test_a_refusal_is_logged(one: tuple[int, str]) -> None:
    note_refusal(source_id=one[0], reason="签名不符", at=NOON)
    assert LogEntry.objects.filter(action="registers.refuse_push", reason="签名不符").exists()
