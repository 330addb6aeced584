"""Writes: the end of the log is signed."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from gongkai.records.access import Actor, require_operator
from gongkai.records.models import Anchor as AnchorRow
from gongkai.records.queries import chain
from gongkai.sealing import anchors as seals
from gongkai.sealing.exports import Anchor


class NothingToAnchor(Exception):
    """The log is empty, or its end contradicts itself; the message says which, in Chinese."""


@transaction.atomic
def anchor(*, key: Path, by: Actor, at: datetime) -> Anchor:
    """Sign the end of the log with the key in this file, and keep the anchor; the same end is signed once.

    Not logged: an entry about each anchor would move the end that it signs. Refused for anybody but the operator of the
    installation; NothingToAnchor for an empty log and one whose head is not its last entry; KeyUnreadable.
    """
    require_operator(by)
    signing = seals.private_key(key)
    ends = chain.ends()
    if ends.head != ends.last:
        raise NothingToAnchor("日志的最后一条与链尾不符，没有签名。请先运行 gongkai audit verify。")
    if not ends.last.seq:
        raise NothingToAnchor("日志还是空的，没有可以签名的内容。")
    made = seals.sign(ends.last, at=at, key=signing)
    row, _ = AnchorRow.objects.get_or_create(
        seq=made.seq,
        defaults={"hash": made.hash, "at": at, "key_id": made.key_id, "signature": made.signature},
    )
    return chain.anchor(row)
