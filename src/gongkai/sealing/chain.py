"""The chain of the action log as plain values: the canonical form of an entry, its hash, and what betrays a change.

No table and no database here, so that an export can be verified on any machine.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

FORM = "gongkai.log/1"
TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
START = "0" * 64
"""What the first entry is chained to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log, every field that its hash covers. `at` is an instant with its zone."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    acting_for: str = ""
    role: str = ""
    agency_id: int | None = None
    version: str = ""
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    request_id: str = ""
    previous: str = START


@dataclass(frozen=True, slots=True)
class Link:
    """The place of an entry in the chain: its number and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with the chain, at the entry of this number."""

    seq: int
    what: str


NOTHING = Link(0, START)


def time_text(at: datetime) -> str:
    """An instant as entries and anchors write it: in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime(TIME)


def record(entry: Entry) -> dict[str, Any]:
    """The fields as JSON knows them."""
    return {
        "seq": entry.seq,
        "at": time_text(entry.at),
        "actor": entry.actor,
        "acting_for": entry.acting_for,
        "role": entry.role,
        "agency_id": entry.agency_id,
        "action": entry.action,
        "subject": entry.subject,
        "version": entry.version,
        "reason": entry.reason,
        "details": entry.details,
        "address": entry.address,
        "request_id": entry.request_id,
        "previous": entry.previous,
    }


def canonical(fields: Mapping[str, Any]) -> str:
    """JSON in one form only: keys in order, no blanks, nothing escaped that need not be."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def hash_of(entry: Entry) -> str:
    """The hash of an entry: SHA-256 in hexadecimal over the name of the form, a line feed and the canonical JSON."""
    return sha256(f"{FORM}\n{canonical(record(entry))}".encode()).hexdigest()


def verify(
    entries: Iterable[tuple[Entry, str]],
    *,
    after: Link = NOTHING,
    head: Link | None = None,
    anchors: Iterable[Link] = (),
) -> Iterator[Fault]:
    """What is wrong with a run of entries, each with the hash stored beside it, in the order of their numbers.

    `after` is the entry that the run follows, `head` is where it must end, `anchors` are links that it must have if it
    is long enough. Memory does not grow with the run. After a fault the chain is taken up again from what is stored,
    so that each change is told once.
    """
    anchored: dict[int, set[str]] = {}
    for anchor in anchors:
        anchored.setdefault(anchor.seq, set()).add(anchor.hash)
    last = after
    for entry, stored in entries:
        yield from _order(entry, last)
        if hash_of(entry) != stored:
            yield Fault(entry.seq, "内容与其哈希值不符：这一条被改动过")
        if anchored.get(entry.seq, {stored}) != {stored}:
            yield Fault(entry.seq, "与已签名的锚点不符：到这一条为止的日志被重写过")
        last = Link(entry.seq, stored)
    if head is not None:
        yield from _end(last, head)
        yield from _beyond(head, anchored)


def _order(entry: Entry, last: Link) -> Iterator[Fault]:
    expected = last.seq + 1
    if entry.seq > expected:
        missing = f"第 {expected} 条" if entry.seq == expected + 1 else f"第 {expected} 至 {entry.seq - 1} 条"
        yield Fault(expected, f"缺少{missing}：被删除过")
    elif entry.seq < expected:
        yield Fault(entry.seq, "序号重复或者颠倒：这一条是插入的")
    elif entry.previous != last.hash:
        yield Fault(entry.seq, "与前一条不相衔接：前一条或者这一条被替换过")


def _end(last: Link, head: Link) -> Iterator[Fault]:
    if last.seq < head.seq:
        yield Fault(last.seq + 1, f"日志应有 {head.seq} 条，到第 {last.seq} 条就结束了：末尾被删除过")
    elif last.seq > head.seq:
        yield Fault(
            head.seq + 1, f"日志应有 {head.seq} 条，却有第 {last.seq} 条：末尾被添加过，或者链尾被改动过"
        )
    elif last.hash != head.hash:
        yield Fault(last.seq, "最后一条与链尾的哈希值不符：最后一条或者链尾被改动过")


def _beyond(head: Link, anchored: Iterable[int]) -> Iterator[Fault]:
    for seq in sorted(seq for seq in anchored if seq > head.seq):
        yield Fault(seq, f"有锚点证明曾有第 {seq} 条，而日志只到第 {head.seq} 条：末尾被删除过")
