"""Writes: a review or a judgment orders an answer anew; the clock of the application begins again.

Called by the package of remedies, whose own event says which decision ordered it; who may is decided there.
"""

from datetime import datetime

from gongkai.applications.actions.holding import Held, catch_up, enter, enter_fact, settle, taken, told
from gongkai.applications.models import Doing, Event
from gongkai.law.ledger import Fact, Kind
from gongkai.records.access import Actor, Duty


def order_anew(*, application_id: int, fact: Fact, note: str, by: Actor, duty: Duty, at: datetime) -> int:
    """Enter that a new answer was ordered, with the period that was set; returns the number of the event.

    Inside the caller's transaction. Refused where the facts would contradict each other.
    依据：行政复议法第六十四、六十六条；行政诉讼法第七十、七十二条
    """
    if fact.kind is not Kind.REDO_ORDERED:
        raise ValueError(f"{fact.kind} orders nothing anew")
    held = _held(application_id, by, duty, at)
    event = enter_fact(held, fact, despite=True, note=note)
    told("order_anew", held, details={"event": event.pk})
    return event.pk


def take_back_order(
    *, application_id: int, event_id: int, reason: str, by: Actor, duty: Duty, at: datetime
) -> None:
    """Take an order back that was entered by mistake. Refused where the facts that are left contradict each other."""
    held = _held(application_id, by, duty, at)
    event = Event.objects.get(pk=event_id, application=application_id, kind=Kind.REDO_ORDERED)
    enter(held, Doing.VOIDED, note=reason, voids=event, details={"kind": event.kind})
    settle(held.application, at)
    told("take_back_order", held, reason=reason, details={"event": event.pk})


def _held(application_id: int, by: Actor, duty: Duty, at: datetime) -> Held:
    application = taken(application_id)
    catch_up(application, at)
    return Held(application, by, at, duty)
