"""The work that comes after a delivery: records into the index of words, staged rows away; block by block."""

from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from gongkai.records.actions.jobs import job
from gongkai.registers.actions.applying import hold_register
from gongkai.registers.actions.delivering import FOLLOW, queue_follow
from gongkai.registers.backends import inside
from gongkai.registers.models import Change, Delivery, Record, Stage, Staged

BLOCK = 2_000
MANY = 10_000
"""So many new records are told to the planner at once; of fewer it hears in its own time."""
SLICE = 45.0
LIMIT = timedelta(minutes=30)
_PLACED = ("pk", "dated_on", "register", "state", "agency_id", "words")


def follow(delivery_id: int, *, seconds: float | None = None) -> bool:
    """Do what is left to do after a delivery has ended, or so many seconds of it; whether that was all."""
    started = monotonic()
    while True:
        with transaction.atomic():
            if not (_index(delivery_id) or _clear(delivery_id)):
                return True
        if seconds is not None and monotonic() - started > seconds:
            return False


def index(record_ids: list[int]) -> None:
    """Have the index follow records that were changed, in the transaction that changed them, or holds them."""
    held = Record.objects.select_for_update().filter(pk__in=record_ids).order_by("pk")
    if found := list(held.values_list(*_PLACED)):
        inside().write(found)


def _index(delivery_id: int) -> bool:
    """A block of the records that a delivery has changed; whether there was one. They are held, and read as they are now."""
    before = Delivery.objects.select_related("source").get(pk=delivery_id)
    if before.stage != Stage.APPLIED or before.sought is None:
        return False
    hold_register(before.source.register)  # so that nobody else holds some of the same records
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.sought is None:
        return False
    made = Record.objects.filter(made_by=delivery_id, pk__gt=delivery.sought).order_by("pk")
    changed = Change.objects.filter(delivery=delivery_id, record__gt=delivery.sought).order_by("record")
    block = sorted(
        {*made.values_list("pk", flat=True)[:BLOCK], *changed.values_list("record", flat=True)[:BLOCK]}
    )[:BLOCK]
    if block:
        index(block)
    elif delivery.made >= MANY:
        inside().settled("registers_record", "registers_grams")
    Delivery.objects.filter(pk=delivery_id).update(sought=block[-1] if block else None)
    return bool(block)


def _clear(delivery_id: int) -> bool:
    """A block of staged rows away, once nobody needs them; whether there was one."""
    over = (Stage.APPLIED, Stage.FAULTY, Stage.FAILED, Stage.DROPPED)
    if not Delivery.objects.filter(pk=delivery_id, stage__in=over).exists():
        return False
    first = Staged.objects.filter(delivery=delivery_id).order_by("pk").values_list("pk", flat=True).first()
    if first is None:
        return False
    Staged.objects.filter(delivery=delivery_id, pk__lt=first + 10 * BLOCK).delete()
    return True


def _slice(*, at: datetime, delivery_id: int) -> bool:  # noqa: ARG001 - what a job is called with
    return follow(delivery_id, seconds=SLICE)


@job(FOLLOW, label="更新登记簿检索", limit=LIMIT, prepare=_slice)
@transaction.atomic
def follow_on(*, at: datetime, delivery_id: int, prepared: bool) -> None:
    """Queue the next slice, unless everything is done."""
    if not prepared:
        left = Delivery.objects.get(pk=delivery_id)
        queue_follow(left, at, after=int(at.timestamp()))
