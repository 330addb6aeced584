"""Reads: where something stands in the log, for whoever wants to see that it was written down when it was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from hashlib import sha256
from operator import or_

from django.db.models import Q

from gongkai.records.models import Anchor, ChainHead, LogEntry
from gongkai.records.queries.files import BLOCK, path_of
from gongkai.sealing.chain import hash_of


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an entry in the chain, without who did it and from where. `whole`: its hash fits what it says.

    `anchored_at`, `anchor`: when, and at which entry, the log from there on was signed for the first time; None until it is.
    """

    seq: int
    at: datetime
    action: str
    hash: str
    whole: bool
    anchor: int | None
    anchored_at: datetime | None


def bytes_fit(digest: str) -> bool:
    """Whether the stored bytes of a file are there and still have this SHA-256."""
    made, where = sha256(), path_of(digest)
    if not where.is_file():
        return False
    with where.open("rb") as stream:
        while block := stream.read(BLOCK):
            made.update(block)
    return made.hexdigest() == digest


def head() -> int:
    """The number of the last entry: it grows with whatever is done. One query."""
    return ChainHead.objects.values_list("seq", flat=True).first() or 0


def done_since(seq: int, *, but: Iterable[str]) -> bool:
    """Whether anything was done after an entry, but for actions whose names begin with these."""
    left_out = reduce(or_, (Q(action__startswith=name) for name in but), Q())
    return LogEntry.objects.filter(seq__gt=seq).exclude(left_out).exists()


def place(subject: str, action: str, version: str = "", **details: object) -> Place | None:
    """Where it was noted last that this was done with something; None if it never was. Two queries.

    `version`: with which version of it, any if empty; `details`: what the entry says beside.
    """
    asked: dict[str, object] = {f"details__{name}": value for name, value in details.items()}
    if version:
        asked["version"] = version
    found = LogEntry.objects.filter(subject=subject, action=action, **asked).order_by("-seq").first()
    if found is None:
        return None
    anchor = Anchor.objects.filter(seq__gte=found.seq).order_by("seq").first()
    return Place(
        found.seq,
        found.at,
        found.action,
        found.hash,
        hash_of(found.facts()) == found.hash,
        anchor.seq if anchor else None,
        anchor.at if anchor else None,
    )
