"""Writes: a request for correction on its way: confirmed, evidence asked for and brought, noted, revealed, taken back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from gongkai.applications.actions.holding import Brought, with_keys
from gongkai.applications.actions.receiving import renewed
from gongkai.applications.actions.rectifying_holding import Held, Said, enter, hold, subject, told
from gongkai.applications.actions.rectifying_notifying import What, told_requester
from gongkai.applications.models import Doing, RectifyEvent, Requester
from gongkai.applications.queries.rectifying.case import CONTENT, OF_EVENTS, REVEALABLE
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.law.rectification.course import Kind, State
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.actions.revealing import NoReason, reveal
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing
from gongkai.sealing.value import Sealed


@transaction.atomic
def confirm(
    *,
    rectification_id: int,
    by: Actor,
    at: datetime,
    on: date | None = None,
    how: str = "",
    moves: int | None = None,
) -> None:
    """Confirm with whoever asks that a request was received: from this day the period counts.

    Refused for a day before it came in or to come.
    """
    held = hold(rectification_id, Act.CONFIRM, by=by, at=at, moves=moves)
    enter(held, Kind.CONFIRMED, Said(note=how), on=on)
    told_requester(held, What.CONFIRMED)
    told("rectify_confirm", held)


@transaction.atomic
def ask_evidence(
    *,
    rectification_id: int,
    what: str,
    by: Actor,
    at: datetime,
    working_days: int | None = None,
    moves: int | None = None,
) -> None:
    """Ask for the evidence that is lacking, and say until when: the wait is not counted.   依据：条例第四十一条，参照第三十条

    Refused without saying what, and while evidence is awaited.
    """
    held = hold(rectification_id, Act.ASK_EVIDENCE, by=by, at=at, moves=moves)
    text = refuse_without(what, 2_000, "需要补充的证据")
    enter(held, Kind.EVIDENCE_ASKED, Said(note=text, working_days=working_days))
    told_requester(held, What.EVIDENCE)
    told("rectify_ask_evidence", held)


@transaction.atomic
def record_evidence(
    *,
    rectification_id: int,
    said: str,
    by: Actor,
    at: datetime,
    on: date | None = None,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> None:
    """Enter that evidence came on paper or was shown. Refused without a word and without a file."""
    held, kept = hold(rectification_id, Act.RECORD_EVIDENCE, by=by, at=at, moves=moves), tuple(files)
    enter_evidence(held, said, kept, on)
    told("rectify_record_evidence", held, details={"files": len(kept)})


def enter_evidence(held: Held, said: str, files: tuple[Brought, ...], on: date | None = None) -> None:
    """Enter what was brought: a fact where it was asked for. Refused without a word and without a file."""
    if not files:
        refuse_without(said, 2_000, "补充的内容")
    refuse_longer(said, 2_000, "补充的内容")
    waited = State(held.one.state) is State.EVIDENCE_WAITED
    with with_keys():
        enter(
            held,
            Kind.EVIDENCE_GIVEN if waited else Doing.FILED,
            Said(files=files, more={"said": said.strip()}),
            on=on,
        )


@transaction.atomic
def note(*, rectification_id: int, text: str, by: Actor, at: datetime, moves: int | None = None) -> None:
    """Write a remark on the file; whoever asks does not see it."""
    held = hold(rectification_id, Act.NOTE, by=by, at=at, moves=moves)
    enter(held, Doing.NOTED, Said(note=refuse_without(text, 2_000, "备注")))
    told("rectify_note", held)


@transaction.atomic
def withdraw(
    *,
    rectification_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    on: date | None = None,
    moves: int | None = None,
) -> None:
    """Enter that whoever asked took the request back."""
    held = hold(rectification_id, Act.WITHDRAW, by=by, at=at, moves=moves)
    enter(held, Kind.WITHDRAWN, Said(note=reason), on=on)
    told("rectify_withdraw", held)


@transaction.atomic
def reveal_content(
    *, rectification_id: int, field: str, reason: str, by: Actor, at: datetime, event_id: int | None = None
) -> str:
    """Show one thing about who asks, what the record says, or what an event says whole, once; it is logged who saw it and why.

    PermissionDenied for others than who takes in and handles requests; Refused without a reason, and where nothing stands.
    """
    return _revealed(hold(rectification_id, Act.REVEAL, by=by, at=at), field, reason, event_id)[1]


@transaction.atomic
def reveal_record(*, rectification_id: int, reason: str, by: Actor, at: datetime) -> list[tuple[str, str]]:
    """Show what the record says, what it should say and why, at once, for whoever checks it; each is logged. As above."""
    held = hold(rectification_id, Act.REVEAL, by=by, at=at)
    return [_revealed(held, field, reason, None) for field in CONTENT]


def _revealed(held: Held, field: str, reason: str, event_id: int | None) -> tuple[str, str]:
    refuse_longer(reason, 300, "查看的事由")
    label, value = _stands(held, field, event_id)
    if not isinstance(value, Sealed):
        raise Refused(f"没有填写{label}。")
    try:
        return label, reveal(
            value,
            what=label,
            subject=subject(held.one.pk),
            reason=reason,
            by=held.by,
            at=held.at,
            duty=held.duty,
            agency_id=held.one.agency_id,
        )
    except (NoReason, Unsealable, KeysMissing) as error:
        raise Refused(str(error)) from error


def _stands(held: Held, field: str, event_id: int | None) -> tuple[str, object]:
    """What a field is called, and what stands in it."""
    if event_id is not None and field in OF_EVENTS:
        found = RectifyEvent.objects.filter(pk=event_id, rectification=held.one).values_list(field, flat=True)
        return OF_EVENTS[field], found.first()
    if event_id is None and field in CONTENT:
        return REVEALABLE[field], getattr(held.one, field)
    if event_id is None and field in REVEALABLE:
        return REVEALABLE[field], Requester.objects.values_list(field, flat=True).get(pk=held.one.pk)
    raise Refused("没有这一项。")


@transaction.atomic
def renew_code(*, rectification_id: int, reason: str, by: Actor, at: datetime) -> str:
    """Give whoever asks, and has shown who they are, a new query code; the old one no longer opens anything."""
    held = hold(rectification_id, Act.RENEW_CODE, by=by, at=at)
    text = refuse_without(reason, 300, "核实身份的方式")
    code = renewed(held.one)
    enter(held, Doing.CODE_RENEWED, Said(note=text))
    told("rectify_renew_code", held, reason=text)
    return code
