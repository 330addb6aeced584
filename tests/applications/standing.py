"""An application in each state, brought there by dated facts."""

from datetime import date, datetime
from typing import Any

from gongkai.applications.actions.due import settle_each
from gongkai.applications.actions.holding import settle
from gongkai.applications.models import Application, Event, Way
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Fact, Kind
from tests.applications.office import NOON, Office, after, application, registered, submitted

COURSES: dict[State, tuple[int, tuple[tuple[Kind, int, dict[str, Any]], ...]]] = {
    State.CONFIRMING_RECEIPT: (2, ()),
    State.IN_REVIEW: (2, ()),
    State.EXTENDED: (2, ((Kind.EXTENDED, 1, {"working_days": 20}),)),
    State.DEFERRED: (
        3,
        (
            (Kind.REASONS_ASKED, 1, {}),
            (Kind.REASONS_GIVEN, 2, {}),
            (Kind.DEFERRED, 3, {"to": date(2026, 6, 1)}),
        ),
    ),
    State.CORRECTION_REQUESTED: (2, ((Kind.CORRECTION_ASKED, 1, {}),)),
    State.ABANDONED_NO_CORRECTION: (20, ((Kind.CORRECTION_ASKED, 1, {}),)),
    State.REASON_REQUESTED: (2, ((Kind.REASONS_ASKED, 1, {}),)),
    State.THIRD_PARTY_CONSULTATION: (2, ((Kind.THIRD_PARTY_ASKED, 1, {"who": "云岭虚构公司"}),)),
    State.COAGENCY_CONSULTATION: (2, ((Kind.ORGAN_ASKED, 1, {"who": "云岭县虚构局"}),)),
    State.FEE_NOTIFIED: (2, ((Kind.FEE_NOTIFIED, 1, {}),)),
    State.ABANDONED_UNPAID: (40, ((Kind.FEE_NOTIFIED, 1, {}),)),
    State.REPLIED: (2, ((Kind.REPLIED, 1, {"result": "granted"}),)),
    State.SERVED: (2, ((Kind.REPLIED, 1, {"result": "granted"}), (Kind.DELIVERED, 2, {}))),
    State.WITHDRAWN: (2, ((Kind.WITHDRAWN, 1, {}),)),
}
"""For each state: so many working days after Monday, and the facts that have led there."""


def standing(at: Office, state: State) -> tuple[Application, datetime]:
    """An application that stands in this state, and the moment at which it does."""
    days, facts = COURSES[state]
    if state is State.CONFIRMING_RECEIPT:
        one = application(submitted(at).application_id)
    else:
        one = application(registered(at, way=Way.COUNTER).application_id)
    for kind, day, more in facts:
        fact = Fact(kind, after(day).date(), **more)
        Event.objects.create(
            application=one,
            kind=kind,
            on=fact.on,
            at=NOON,
            by="operator",
            **{name: getattr(fact, name) for name in ("who", "to", "working_days", "result")},
        )
    settle(one, after(max((day for _, day, _ in facts), default=0)))
    settle_each(at=after(days))
    one = application(one.pk)
    assert one.state == state
    return one, after(days)
