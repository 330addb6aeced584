"""What every action on a chain begins and ends with: hold it, enter what happened, work out where it stands now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from gongkai.law.findings import Severity
from gongkai.law.ledger import Fact, Kind
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer
from gongkai.records.queries.numbers import civil_day
from gongkai.remedies import access
from gongkai.remedies.access import Act
from gongkai.remedies.models import Chain, Event, EventFile
from gongkai.remedies.models.kinds import Besides, FileUse
from gongkai.remedies.queries.standing import Where, where

NO_CHAIN = "没有这件复议诉讼，或者您不能查看。"
OVERTAKEN = "这件复议诉讼刚刚有变化，请刷新后再办理。"
LONGEST = 2_000
SAID = ("on", "received_on", "to", "working_days", "days", "result", "excused")
"""What an event keeps of a fact besides its kind."""


@dataclass(frozen=True, slots=True)
class Held:
    """A chain that waits for nobody else until the transaction ends, and by which duty it is handled."""

    chain: Chain
    by: Actor
    at: datetime
    duty: Duty


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that comes with an event: bytes that were taken in, and what it is."""

    use: FileUse
    received: Received


@dataclass(frozen=True, slots=True)
class Said:
    """What an event says besides its fact: number of the case, the body that decides, its reasons, a remark, files."""

    docket: str = ""
    forum: str = ""
    reasons: str = ""
    note: str = ""
    files: tuple[Brought, ...] = ()
    details: Mapping[str, Any] | None = None


NOTHING = Said()


def subject(chain_id: int) -> str:
    """How the log names a chain."""
    return f"remedy:{chain_id}"


def hold(chain_id: int, act: Act, *, by: Actor, at: datetime, moves: int | None = None) -> Held:
    """A chain for an act, held until the transaction ends.

    `moves` is how often it had moved on the page that somebody read; Refused if it has moved since. PermissionDenied for
    whoever may not do it.
    """
    found = Chain.objects.filter(pk=chain_id)
    same = found if moves is None else found.filter(moves=moves)
    if not same.update(moves=F("moves") + 1):
        raise Refused(OVERTAKEN if moves is not None and found.exists() else NO_CHAIN)
    chain = found.select_related("agency", "application").get()
    return Held(chain, by, at, access.require_act(by, chain, act))


def enter(
    held: Held,
    kind: Kind | Besides,
    said: Said = NOTHING,
    *,
    fact: Fact | None = None,
    on: date | None = None,
    voids: Event | None = None,
) -> Event:
    """Add an event of a day, or today, with the files that came with it. Refused for a day to come and texts too long."""
    refuse_longer(said.docket, 100, "案号、文号")
    refuse_longer(said.forum, 120, "复议机关、人民法院的名称")
    refuse_longer(said.reasons, LONGEST, "理由")
    refuse_longer(said.note, LONGEST, "说明")
    day = fact.on if fact else on or civil_day(held.at)
    if day > civil_day(held.at):
        raise Refused("日期不能晚于今天，请核对。")
    event = Event.objects.create(
        chain=held.chain,
        kind=kind,
        at=held.at,
        by=held.by.username,
        role=held.duty.role.value,
        **({name: getattr(fact, name) for name in SAID} if fact else {"on": day}),
        docket=said.docket.strip(),
        forum=said.forum.strip(),
        reasons=said.reasons.strip(),
        note=said.note.strip(),
        details=dict(said.details or {}),
        voids=voids,
    )
    attach(event, said.files, held)
    return event


def attach(event: Event, files: Iterable[Brought], held: Held) -> None:
    """Keep the files of an event."""
    for file in files:
        kept = store(data=file.received, agency_id=held.chain.agency_id, by=held.by, at=held.at)
        EventFile.objects.create(chain=held.chain, event=event, use=file.use, file_id=kept.id, name=kept.name)


def settle(chain: Chain, at: datetime) -> Where:
    """Work out where a chain stands on the day, and keep it. Refused where its facts contradict each other.

    So no fact is kept that table four could not count: totals are sums because nothing else is there.
    """
    today = civil_day(at)
    stands = where(chain, chain.events.order_by("pk"), today)
    wrong = [each for each in stands.remedies.findings if each.severity is Severity.ERROR]
    if wrong:
        raise Refused(*(each.message for each in wrong))
    values: dict[str, Any] = {
        "stage": stands.stage,
        "opened_on": stands.opened_on,
        "closed_on": stands.closed_on,
        "due_on": stands.due_on,
        "settled_on": today,
    }
    Chain.objects.filter(pk=chain.pk).update(**values)
    for name, value in values.items():
        setattr(chain, name, value)
    return stands


def told(action: str, held: Held, *, reason: str = "", details: Mapping[str, Any] | None = None) -> None:
    """The entry of the log, as the last write."""
    log(
        f"remedies.{action}",
        subject(held.chain.pk),
        by=held.by,
        at=held.at,
        duty=held.duty,
        agency_id=held.chain.agency_id,
        version=str(held.chain.moves),
        reason=reason,
        details=details,
    )
