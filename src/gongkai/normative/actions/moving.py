"""Writes: the documents of a body become another's, when bodies merge, split or end.   依据：国务院机构改革的决定所定的划转"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.law.findings import Finding
from gongkai.normative import access
from gongkai.normative.actions.holding import iso, keep, take_turn
from gongkai.normative.actions.weighing import REASON, added, weigh
from gongkai.normative.models import Document, Move
from gongkai.normative.queries.facts import Facts, every
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day


@transaction.atomic
def move_documents(
    *,
    of_id: int,
    to_id: int,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    documents: Sequence[int] | None = None,
) -> int:
    """From a day on the documents of one body, or these of them (None: all), are another's; the number of the move.

    Refused for documents that the body does not have on that day, and where another move of the same day says otherwise.
    By a supervisor with both bodies in reach, or the operator.
    """
    duty = access.require_moving(by, (of_id, to_id))
    reason = refuse_without(reason, REASON, "划转的依据")
    if of_id == to_id:
        raise Refused("划出和接收的是同一个机关，请核对。")
    if Agency.objects.filter(pk__in=[of_id, to_id]).count() < 2:
        raise Refused("没有登记这个机关，请核对。")
    if documents is not None and not documents:
        raise Refused("请选择要划转的文件；全部划转的，请选择“全部”。")
    with settle_moved(at):
        move = Move.objects.create(
            of_id=of_id, to_id=to_id, on=on, whole=documents is None, reason=reason, at=at, by=by.username
        )
        if documents is not None:
            found = list(Document.objects.filter(pk__in=set(documents), gone=False))
            if len(found) < len(set(documents)):
                raise Refused("要划转的文件中有没有登记的，请核对。")
            move.documents.set(found)
    told_of("move", move, by=by, at=at, duty=duty, reason=reason)
    return move.pk


@contextmanager
def settle_moved(at: datetime) -> Iterator[None]:
    """Around what changes the moves: whose all documents are is worked out again. Unfit where that makes a move wrong."""
    take_turn()
    before = every()
    yield
    after = every()
    weigh(added(_wrong(before), _wrong(after)), "")
    keep(Document.objects.defer("articles"), after, civil_day(at))


def told_of(action: str, move: Move, *, by: Actor, at: datetime, duty: Duty | None, reason: str) -> None:
    """The entry of the log, as the last write."""
    log(
        f"normative.{action}",
        f"normative-move:{move.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=move.of_id,
        reason=reason[:200],
        details={"to": move.to_id, "on": iso(move.on), "whole": move.whole},
    )


def _wrong(facts: Facts) -> tuple[Finding, ...]:
    return facts.owned[1]
