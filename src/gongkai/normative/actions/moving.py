"""Writes: the documents of a body become another's, when bodies merge, split or end.   依据：国务院机构改革的决定所定的划转"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
    duty, move = _entered(Wish(of_id, to_id, on, reason, documents), by, at)
    told_of("move", move, by=by, at=at, duty=duty, reason=move.reason)
    return move.pk


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be handed over: `documents` None for all."""

    of_id: int
    to_id: int
    on: date
    reason: str
    documents: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class MoveForeseen:
    """What a handing over would do on its day: so many documents go, so many of them in force; what both bodies have then."""

    going: int
    in_force: int
    left: int
    there: int


@transaction.atomic
def foresee_move(wish: Wish, *, by: Actor, at: datetime) -> MoveForeseen:
    """What a handing over would do; nothing is kept. Refused as `move_documents`."""
    before = _had(every(), wish)
    _entered(wish, by, at)
    facts = every()
    transaction.set_rollback(True)
    after = _had(facts, wish)
    going = before[wish.of_id] - after[wish.of_id]
    standings = [life.standing(wish.on) for pk in going if (life := facts.life(pk))]
    return MoveForeseen(
        len(going),
        sum(bool(standing and standing.in_force) for standing in standings),
        len(after[wish.of_id]),
        len(after[wish.to_id]),
    )


def _had(facts: Facts, wish: Wish) -> dict[int, set[int]]:
    """The documents that the two bodies have on the day."""
    found: dict[int, set[int]] = {wish.of_id: set(), wish.to_id: set()}
    for pk, told in facts.documents.items():
        if told.issued_on <= wish.on:
            found.get(facts.holder(pk, wish.on), set()).add(pk)
    return found


def _entered(wish: Wish, by: Actor, at: datetime) -> tuple[Duty | None, Move]:
    """Enter a move in the transaction of the caller."""
    duty = access.require_moving(by, (wish.of_id, wish.to_id))
    reason = refuse_without(wish.reason, REASON, "划转的依据")
    if wish.of_id == wish.to_id:
        raise Refused("划出和接收的是同一个机关，请核对。")
    if Agency.objects.filter(pk__in=[wish.of_id, wish.to_id]).count() < 2:
        raise Refused("没有登记这个机关，请核对。")
    documents = wish.documents
    if documents is not None and not documents:
        raise Refused("请选择要划转的文件；全部划转的，请选择“全部”。")
    with settle_moved(at):
        move = Move.objects.create(
            of_id=wish.of_id,
            to_id=wish.to_id,
            on=wish.on,
            whole=documents is None,
            reason=reason,
            at=at,
            by=by.username,
        )
        if documents is not None:
            found = list(Document.objects.filter(pk__in=set(documents), gone=False))
            if len(found) < len(set(documents)):
                raise Refused("要划转的文件中有没有登记的，请核对。")
            move.documents.set(found)
    return duty, move


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
