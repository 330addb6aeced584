"""Writes: another system hands rows in over the network, signed with the key of its source."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import receive
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused
from gongkai.registers.actions.delivering import Handed, begin
from gongkai.registers.actions.secrets import signed
from gongkai.registers.models import Delivery, Source

WINDOW = timedelta(minutes=5)
"""So far the clock of a system may be off; a push that is older is refused, one of that age is known by its signature."""
LARGEST = 5_000_000
"""Bytes of a push; more goes into several, or into a file."""
_DIGITS = 12
UNKNOWN = "签名不符，或者没有这个数据来源。"
OLD = "时间与本平台相差超过5分钟。请校准时钟后重新签名。"
AGAIN = "这次推送已经收到过，没有重复处理。"


def message(target: str, timestamp: str, body: bytes) -> bytes:
    """What is signed by HMAC-SHA256, in three lines: method and path as in `POST /api/…`, the timestamp in seconds since 1970,
    the SHA-256 of the body in hexadecimal.
    """
    return "\n".join((target, timestamp, sha256(body).hexdigest())).encode(errors="replace")


@dataclass(frozen=True, slots=True)
class Pushed:
    """A push as it came in: to which register, method and path that were signed (`target`), and the rest of it."""

    register: str
    target: str
    body: bytes
    timestamp: str
    signature: str


class CameBefore(Refused):
    """A push that was taken in already: it is told so, and nothing comes of it a second time."""


def push(*, source_id: int, pushed: Pushed, at: datetime) -> int:
    """Take in a push: lines of JSON, a row each, applied without a confirmation once they are read; its number.

    PermissionDenied, the same for a source that there is none of, one that takes no pushes and a wrong signature; Refused for a
    clock that is off, for what came before (CameBefore), for too much at once, and for a source of another register;
    FileRefused for what is no JSONL.
    """
    source = Source.objects.filter(pk=source_id, closed_at__isnull=True).first()
    signed_as = message(pushed.target, pushed.timestamp, pushed.body)
    if source is None or not signed(source, signed_as, pushed.signature):
        raise PermissionDenied(UNKNOWN)
    if not _fresh(pushed.timestamp, at):
        raise Refused(OLD)
    if source.register != pushed.register:
        raise Refused(f"这个数据来源报送的是另一种登记簿（{source.register}）。请核对地址。")
    if len(pushed.body) > LARGEST:
        raise Refused(f"一次推送不能超过 {LARGEST // 1_000_000} MB。请分几次推送。")
    if Delivery.objects.filter(source=source, signature=pushed.signature).exists():
        raise CameBefore(AGAIN)
    name = f"{source.register}-{pushed.timestamp}.jsonl"
    taken = receive(pushed.body, name, kinds=frozenset({"jsonl"}))
    digest = sha256(pushed.body).hexdigest()
    handed = Handed(name, digest, taken, straight=True, signature=pushed.signature, whole=source.whole)
    try:
        return begin(source_id=source_id, handed=handed, by=OPERATOR, at=at)
    except IntegrityError:
        raise CameBefore(AGAIN) from None  # the same push at the same moment


def _fresh(timestamp: str, at: datetime) -> bool:
    """Whether a timestamp is one, and near enough."""
    if not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > _DIGITS:
        return False
    return abs(int(timestamp) - at.timestamp()) <= WINDOW.total_seconds()


@transaction.atomic
def note_refusal(*, source_id: int, reason: str, at: datetime) -> None:
    """Log that a push was refused; for the page that took it, which has rolled back by then."""
    source = Source.objects.filter(pk=source_id).first()
    agency_id = source.agency_id if source else None
    log(
        "registers.refuse_push",
        f"register_source:{source_id}",
        by=OPERATOR,
        at=at,
        agency_id=agency_id,
        reason=reason[:200],
    )
