"""What every action on a request for correction begins and ends with, as `actions.holding` does for applications."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.applications.actions.holding import LONGEST_NOTE, Brought, moved
from gongkai.applications.models import Doing, Rectification, RectifyEvent, RectifyFile
from gongkai.applications.queries.rectifying import permits
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.applications.queries.rectifying.standing import course_of
from gongkai.law.rectification.course import AtOdds, Course, Kind
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.files import store
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer
from gongkai.records.queries.numbers import civil_day

NO_REQUEST = "没有这件更正申请，或者您不能查看。"


@dataclass(frozen=True, slots=True)
class Held:
    """A request that waits for nobody else until the transaction ends, and by which duty it is handled."""

    one: Rectification
    by: Actor
    at: datetime
    duty: Duty | None


@dataclass(frozen=True, slots=True)
class Said:
    """What an event says besides its kind and day; the fields of `RectifyEvent`. `more`: those that only answers have."""

    note: str = ""
    working_days: int | None = None
    files: tuple[Brought, ...] = ()
    more: Mapping[str, str] | None = None


NOTHING = Said()


def subject(rectification_id: int) -> str:
    """How the log names a request."""
    return f"rectification:{rectification_id}"


def hold(rectification_id: int, act: Act, *, by: Actor, at: datetime, moves: int | None = None) -> Held:
    """A request for an act, held until the transaction ends.

    `moves` is how often it had moved on the page that somebody read; Refused if it has moved since, and where the request
    does not stand so that the act is possible. PermissionDenied for whoever may not do it.
    """
    one = taken(rectification_id, moves)
    return Held(one, by, at, permits.require_act(by, one, act))


def taken(rectification_id: int, moves: int | None = None) -> Rectification:
    """Hold a request whoever acts; as `hold`."""
    return moved(Rectification.objects.filter(pk=rectification_id), moves, NO_REQUEST)


def enter(held: Held, kind: Kind | Doing, said: Said = NOTHING, *, on: date | None = None) -> RectifyEvent:
    """Add an event of this day, or today, with the files that came with it, and work out where the request stands now.

    Refused for a day to come, and where the facts would then contradict each other.
    """
    refuse_longer(said.note, LONGEST_NOTE, "说明")
    if on is not None and on > civil_day(held.at):
        raise Refused("日期不能晚于今天，请核对。")
    event = RectifyEvent.objects.create(
        rectification=held.one,
        kind=kind,
        on=on or civil_day(held.at),
        at=held.at,
        by=held.by.username,
        role=held.duty.role.value if held.duty else "",
        note=said.note.strip(),
        working_days=said.working_days,
        **(said.more or {}),
    )
    for file in said.files:
        attach(event, file, held)
    settle(held.one)
    return event


def attach(event: RectifyEvent, file: Brought, held: Held) -> RectifyFile:
    """Keep a file with an event."""
    kept = store(data=file.received, agency_id=held.one.agency_id, by=held.by, at=held.at)
    return RectifyFile.objects.create(
        rectification=held.one, event=event, use=file.use, file_id=kept.id, name=kept.name
    )


def settle(one: Rectification) -> Course:
    """Work out where a request stands, and keep it. Refused where its facts contradict each other."""
    try:
        stands = course_of(one, one.events.order_by("pk"))
    except AtOdds as odds:
        raise Refused(str(odds)) from odds
    values: dict[str, Any] = {
        "state": stands.state,
        "receipt_on": stands.receipt_on,
        "due_on": stands.due_on,
        "closed_on": stands.closed_on,
    }
    Rectification.objects.filter(pk=one.pk).update(**values)
    for name, value in values.items():
        setattr(one, name, value)
    return stands


def told(action: str, held: Held, *, reason: str = "", details: Mapping[str, Any] | None = None) -> None:
    """The entry of the log, as the last write."""
    log(
        f"applications.{action}",
        subject(held.one.pk),
        by=held.by,
        at=held.at,
        duty=held.duty,
        agency_id=held.one.agency_id,
        version=str(held.one.moves),
        reason=reason,
        details=details,
    )
