"""What every action on an application begins and ends with: hold it, enter what happened, work out where it stands now."""

import logging
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.models import Application, CaseFile, Doing, Event, FileUse, Rectification
from gongkai.applications.queries.clocks import Where, ledger_of, where
from gongkai.law.deadlines.answer import State
from gongkai.law.findings import Severity
from gongkai.law.ledger import Fact, Kind
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing

logger = logging.getLogger(__name__)

NO_APPLICATION = "没有这件申请，或者您不能查看。"
OVERTAKEN = "这件申请刚刚有变化，请刷新后再办理。"
NO_KEYS = "系统的加密密钥不可用，暂时不能办理，您填写的内容没有提交。请稍后再试，或者联系受理机关。"
LONGEST_NOTE = 2_000
SAID = ("on", "who", "received_on", "to", "working_days", "days", "result", "excused")
"""What an event keeps of a fact besides its kind."""
Row = TypeVar("Row", Application, Rectification)
APPLICANT = Actor("applicant", "申请人")
"""Who acts by number and query code."""


@dataclass(frozen=True, slots=True)
class Held:
    """An application that waits for nobody else until the transaction ends, and by which duty it is handled.

    `signed`: the digests of the letters that were signed and may leave; None where nothing was.
    """

    application: Application
    by: Actor
    at: datetime
    duty: Duty | None
    signed: Container[str] | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that comes with an event: bytes that were taken in, and what it is."""

    use: FileUse
    received: Received


def citizen(address: str) -> Actor:
    """Who acts by number and query code, and from where."""
    return Actor(APPLICANT.username, APPLICANT.name, address=address)


def subject(application_id: int) -> str:
    """How the log names an application."""
    return f"application:{application_id}"


def hold(application_id: int, act: Act, *, by: Actor, at: datetime, moves: int | None = None) -> Held:
    """An application for an act, held until the transaction ends.

    `moves` is how often it had moved on the page that somebody read; Refused if it has moved since, and where the
    application does not stand so that the act is possible. PermissionDenied for whoever may not do it.
    """
    application = taken(application_id, moves)
    catch_up(application, at)
    return Held(application, by, at, access.require_act(by, application, act))


def taken(application_id: int, moves: int | None = None) -> Application:
    """Hold an application whoever acts; as `hold`."""
    return moved(Application.objects.filter(pk=application_id), moves, NO_APPLICATION)


def moved(found: QuerySet[Row], moves: int | None, missing: str) -> Row:
    """The one that was found, held until the transaction ends. Refused as `hold`; `missing`: what is said where there is none."""
    same = found if moves is None else found.filter(moves=moves)
    if not same.update(moves=F("moves") + 1):
        raise Refused(OVERTAKEN if moves is not None and found.exists() else missing)
    return found.select_related("agency").get()


def catch_up(application: Application, at: datetime) -> dict[str, str]:
    """Bring an open application up to the day; what changed of that which people see, for the log of whoever is last to write.

    Periods end by themselves; and where the calendar alone moved the due day, an event says so. Facts that contradict each
    other are left to whoever takes one back.   依据：条例第三十、三十三条
    """
    if application.closed_on is not None:
        return {}
    ledger = ledger_of(application, application.events.order_by("pk"))
    then, now = (where(ledger, day) for day in (application.settled_on, _later(application.settled_on, at)))
    if State.INVALID in (then.clock.state, now.clock.state):
        return {}
    changed = {}
    if (
        then.clock.due_on != application.due_on
    ):  # the same facts, the same day: only the calendar can have changed
        changed = {"due_before": _iso(application.due_on), "due_after": _iso(then.clock.due_on)}
        enter(Held(application, OPERATOR, at, None), Doing.DUE_MOVED, details=changed)
    if now.clock.state != application.state:
        changed |= {"before": str(application.state), "after": now.clock.state.value}
    elif not changed and now.clock.due_on != application.due_on:
        changed = {"due_before": _iso(application.due_on), "due_after": _iso(now.clock.due_on)}
    _keep(application, now)
    return changed


def enter(
    held: Held,
    kind: Kind | Doing,
    *,
    on: date | None = None,
    fact: Fact | None = None,
    note: str = "",
    details: Mapping[str, Any] | None = None,
    files: Iterable[Brought] = (),
    voids: Event | None = None,
) -> Event:
    """Add an event, with the files that came with it: of this day, or today.

    `fact` says of what moves the clock its day and whatever else the clock needs.
    """
    refuse_longer(note, LONGEST_NOTE, "说明")
    event = Event.objects.create(
        application=held.application,
        kind=kind,
        at=held.at,
        by=held.by.username,
        role=held.duty.role.value if held.duty else "",
        **({name: getattr(fact, name) for name in SAID} if fact else {"on": on or civil_day(held.at)}),
        note=note.strip(),
        details=dict(details or {}),
        voids=voids,
    )
    for file in files:
        attach(event, file, held)
    return event


def enter_fact(held: Held, fact: Fact, *, despite: bool = False, **more: Any) -> Event:
    """Add a fact and work out where the application stands.

    Refused where the facts would then contradict each other, and, unless `despite`, where the law gives the fact no effect
    or another one than was meant: the message says which.
    """
    event = enter(held, fact.kind, fact=fact, **more)
    found = settle(held.application, held.at).clock.findings
    about = [each for each in found if each.where == fact.place and each.severity is Severity.WARNING]
    if about and not despite:
        raise Refused(*(each.message for each in about))
    return event


def attach(event: Event, file: Brought, held: Held) -> CaseFile:
    """Keep a file with an event."""
    kept = store(data=file.received, agency_id=held.application.agency_id, by=held.by, at=held.at)
    return CaseFile.objects.create(
        application=held.application, event=event, use=file.use, file_id=kept.id, name=kept.name
    )


def settle(application: Application, at: datetime) -> Where:
    """Work out where an application stands on the day, and keep it. Refused where its facts contradict each other."""
    today = civil_day(at)
    stands = where(ledger_of(application, application.events.order_by("pk")), today)
    if stands.clock.state is State.INVALID:
        raise Refused(*(each.message for each in stands.clock.findings))
    _keep(application, stands)
    return stands


def _keep(application: Application, stands: Where) -> None:
    values: dict[str, Any] = {
        "state": stands.clock.state,
        "settled_on": stands.clock.as_of,
        "receipt_on": stands.receipt_on,
        "due_on": stands.clock.due_on,
        "closed_on": stands.clock.closed_on,
        "handled_on": stands.handled_on,
        "row": stands.row,
    }
    Application.objects.filter(pk=application.pk).update(**values)
    for name, value in values.items():
        setattr(application, name, value)


def _later(settled_on: date, at: datetime) -> date:
    return max(settled_on, civil_day(at))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@contextmanager
def with_keys() -> Iterator[None]:
    """Around what seals or opens: Refused while the installation has no keys, or lacks one that something was sealed with.

    Nothing is kept unsealed: better no application than one that lies open.
    """
    try:
        yield
    except (KeysMissing, Unsealable) as error:
        logger.exception("个人信息的加密密钥不可用")
        raise Refused(NO_KEYS) from error


def told(action: str, held: Held, *, reason: str = "", details: Mapping[str, Any] | None = None) -> None:
    """The entry of the log, as the last write."""
    log(
        f"applications.{action}",
        subject(held.application.pk),
        by=held.by,
        at=held.at,
        duty=held.duty,
        agency_id=held.application.agency_id,
        version=str(held.application.moves),
        reason=reason,
        details=details,
    )
