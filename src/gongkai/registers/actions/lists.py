"""Whole lists: what the whole list of an agency does not name is off the public view, in whichever order files come.

Whether a record is off follows from two things alone: of when it is, by its own moment and delivery, and which whole lists are
newer than that. A list that names a record makes it as new as itself, so a newer list is one that does not name it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from gongkai.law.registers.timing import State
from gongkai.records.queries.numbers import civil_day
from gongkai.registers.actions.tallying import spanning
from gongkai.registers.models import Change, Delivery, Record, Staged, What, WholeList

NOT_NAMED, NAMED_AGAIN = "不在报送的完整清单里", "重新列入"
BLOCK = 1_000


def would_go(delivery: Delivery) -> tuple[int, int]:
    """How many public entries a staged whole list takes off, and of how many in all of the agencies that it names."""
    held = Record.objects.filter(
        register=delivery.source.register, agency__in=_named(delivery), state=State.PUBLIC
    )
    older = Q(as_of__lt=delivery.as_of) | Q(as_of=delivery.as_of, changed_by__lt=delivery.pk)
    return held.filter(older).exclude(_staged(delivery)).count(), held.count()


def follow_lists(delivery: Delivery, at: datetime, by: str) -> dict[int, tuple[int, int]]:
    """Note a whole list; take off, or put back, what a delivery that was just applied touches; the years touched by agency.

    The caller holds the register.
    """
    register = delivery.source.register
    touched = Record.objects.filter(register=register)
    if delivery.whole:
        agencies = list(_named(delivery))
        on = civil_day(delivery.as_of)
        WholeList.objects.bulk_create(
            WholeList(register=register, agency_id=number, delivery=delivery, as_of=delivery.as_of, on=on)
            for number in agencies
        )
        touched = touched.filter(agency__in=agencies)
    elif WholeList.objects.filter(register=register).exists():
        touched = touched.filter(_staged(delivery))
    else:
        return {}
    years: dict[int, tuple[int, int]] = {}
    for block in _blocks(_other(touched)):
        Change.objects.bulk_create(_told(block, delivery, at, by))
        for held, since in block:
            years = spanning(years, {held.agency_id: (held.dated_on.year, held.dated_on.year)})
            _move(held, since, at)
        Record.objects.bulk_update(
            [held for held, _ in block], ["absent_on", "state", "left_on", "leave_by", "left_at"]
        )
    return years


def _named(delivery: Delivery) -> "QuerySet[Staged, int]":
    return Staged.objects.filter(delivery=delivery).values_list("agency_id", flat=True).distinct()


def _staged(delivery: Delivery) -> Exists:
    return Exists(Staged.objects.filter(delivery=delivery, agency=OuterRef("agency_id"), key=OuterRef("key")))


def _other(touched: QuerySet[Record]) -> list[tuple[int, date | None]]:
    """The records that stand otherwise than the lists say, by number, with since when they are off by them."""
    newer = Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), delivery__gt=OuterRef("changed_by"))
    lists = WholeList.objects.filter(newer, register=OuterRef("register"), agency=OuterRef("agency"))
    told = touched.annotate(since=Subquery(lists.order_by("as_of", "delivery").values("on")[:1]))
    on, named = Q(absent_on__isnull=True), Q(since__isnull=True)
    other = (on & ~named) | (~on & named) | (~on & ~named & ~Q(absent_on=F("since")))
    return list(told.filter(other).order_by("pk").values_list("pk", "since"))


def _blocks(
    found: Iterable[tuple[int, date | None]],
) -> Iterator[list[tuple[Record, date | None]]]:
    numbers = iter(found)
    while some := list(islice(numbers, BLOCK)):
        held = Record.objects.defer("words").in_bulk([number for number, _ in some])
        yield [(held[number], since) for number, since in some]


def _told(
    block: Iterable[tuple[Record, date | None]], delivery: Delivery, at: datetime, by: str
) -> Iterator[Change]:
    """What happened, of those that were on and are off now, or the other way round."""
    for held, since in block:
        if held.pulled or (held.absent_on is None) == (since is None):
            continue
        yield Change(
            record=held,
            delivery=delivery,
            what=What.RESTORED if since is None else What.WITHDRAWN,
            reason=NAMED_AGAIN if since is None else NOT_NAMED,
            before=held.values,
            before_masks=held.masks,
            before_personal=held.personal,
            before_print=held.fingerprint,
            before_as_of=held.as_of,
            at=at,
            by=by,
        )


def _move(held: Record, since: date | None, at: datetime) -> None:
    """Off since a day, or back; what an officer took out stays out as it is."""
    held.absent_on = since
    if held.pulled:
        return
    held.state, held.left_on, held.leave_by = State.PUBLIC, since, None
    if since:
        held.state = State.WITHDRAWN
    held.left_at = (held.left_at or at) if since else None
