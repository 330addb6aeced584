"""Writes: the catalogue is adjusted by tickets, which one person opens and another decides.

依据：国办发〔2019〕54号；动态调整：条例第十八、四十四条
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from gongkai.publication import access
from gongkai.publication.actions.entries import begin, end, new_keys
from gongkai.publication.actions.entry_fields import fields_of, fit
from gongkai.publication.models import Cause, Change, Entry, Ticket
from gongkai.publication.queries.catalogue import catalogue, common
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.access import require_person

ADOPTED, DECLINED = "adopted", "declined"
_THERE = "目录中已有编号为“{}”的事项，请改为变更。"
_SAME_NAME = "目录中已有“{}”（{}），请改为变更那一项，或者换一个名称。"
_NAMES = ("field", "item_l1", "item_l2")
_NOT_THERE = "本机关的目录中没有编号为“{}”的事项，可能已经取消。请刷新后再看。"


@transaction.atomic
def open_ticket(
    *,
    agency_id: int,
    change: Change,
    proposal: Mapping[str, Any],
    cause: Cause,
    why: str,
    by: Actor,
    at: datetime,
    key: str = "",
) -> int:
    """Propose to add, alter or end a row of an agency's catalogue; returns the number of the ticket.

    By whoever writes for the agency. A new row is added without a key and gets one; with the key of a row that the agency
    once had, or said it does not have, that row comes back. Refused for a proposal that is no proper row, for a key that
    stands in the catalogue (add) or does not (alter, end), and without a reason.
    """
    duty = access.require_writing(by, agency_id)
    person = require_person(by)
    row = _names(agency_id, key, civil_day(at)) if change is Change.END else _proper(proposal)
    _refuse_unfit(agency_id, change, key, row, civil_day(at))
    if key:
        _refuse_unknown(agency_id, key)
    made = Ticket.objects.create(
        agency_id=agency_id,
        change=change,
        key=key or next(new_keys(agency_id, row["field"])),
        proposal=row,
        cause=cause,
        why=refuse_without(why, 500, "调整理由"),
        opened_at=at,
        opened_by_id=person,
        opened_for=duty.acting_for,
    )
    log("publication.open_ticket", f"ticket:{made.pk}", by=by, at=at, duty=duty, agency_id=agency_id)
    return made.pk


@transaction.atomic
def decide_ticket(*, ticket_id: int, adopt: bool, by: Actor, at: datetime, note: str = "") -> None:
    """Adopt or decline a proposal; adopted, the catalogue is other from this day on.

    By whoever keeps the catalogue, and never by the person who proposed or stands in for them. A common row that is
    altered gets a row of the agency in its place; one that is ended is noted as a matter that the agency does not have.
    Refused if it is decided already, if the row has come or gone since it was proposed, and when it is declined without
    a note.
    """
    ticket = Ticket.objects.filter(pk=ticket_id).select_related("opened_by").first()
    if ticket is None:
        raise Refused("没有这张调整单。")
    duty = access.require_keeping(by, ticket.agency_id)
    person = require_person(by)
    proposers = {ticket.opened_by.username, ticket.opened_for} - {""}
    if proposers & {by.username, duty.acting_for if duty else ""}:
        raise Refused("提出调整的人不能自己审定，请由他人办理。")
    kept = note.strip() if adopt else refuse_without(note, 500, "不采纳的理由")
    refuse_longer(kept, 500, "说明")
    _decide(ticket, ADOPTED if adopt else DECLINED, kept, person, at)
    if adopt:
        _apply(ticket, civil_day(at))
    log(
        "publication.decide_ticket",
        f"ticket:{ticket_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=ticket.agency_id,
        reason=kept[:200],
        details={"outcome": ADOPTED if adopt else DECLINED},
    )


def _decide(ticket: Ticket, outcome: str, note: str, person: int, at: datetime) -> None:
    """Note the outcome where there is none yet: of two who decide at the same time, the second is refused."""
    decided = Ticket.objects.filter(pk=ticket.pk, decided_at__isnull=True).update(
        decided_at=at, decided_by=person, outcome=outcome, note=note
    )
    if not decided:
        raise Refused("这张调整单已经审定，请刷新后再看。")


def _apply(ticket: Ticket, on: date) -> None:
    change = Change(ticket.change)
    _refuse_unfit(ticket.agency_id, change, ticket.key, ticket.proposal, on)
    end(ticket.agency_id, [ticket.key], on)
    try:
        with transaction.atomic():
            if change is not Change.END:
                begin(ticket.agency_id, ticket.key, ticket.proposal, on, ticket)
            elif shared := next((one for one in common(on) if one.key == ticket.key), None):
                absent = {**fields_of(shared), "absent_because": ticket.why[:200]}
                begin(ticket.agency_id, ticket.key, absent, on, ticket)
    except IntegrityError:  # another ticket about the same row, adopted at the same moment
        raise Refused("这个事项刚刚由另一张调整单变更，请刷新后再看。") from None


def _names(agency_id: int, key: str, on: date) -> dict[str, Any]:
    """What the row that is to end is called, so that the ticket can still be read when it is gone."""
    found = (row for row in catalogue(agency_id, on) if row.key == key)
    return next(({name: getattr(row, name) for name in _NAMES} for row in found), {})


def _refuse_unknown(agency_id: int, key: str) -> None:
    if not Entry.objects.filter(Q(agency=agency_id) | Q(agency__isnull=True), key=key).exists():
        raise Refused(_NOT_THERE.format(key))


def _refuse_unfit(agency_id: int, change: Change, key: str, proposal: Mapping[str, Any], on: date) -> None:
    """Refused where the row that is to come is there, the one that is to change or go is not, or another one is called so."""
    rows = {row.key: row for row in catalogue(agency_id, on)}
    if change is Change.ADD and key in rows:
        raise Refused(_THERE.format(key))
    if change is not Change.ADD and key not in rows:
        raise Refused(_NOT_THERE.format(key))
    names = [proposal.get(name) for name in _NAMES]
    for row in rows.values():
        if row.key != key and [row.field, row.item_l1, row.item_l2] == names:
            raise Refused(_SAME_NAME.format(row.title, row.key))


def _proper(proposal: Mapping[str, Any]) -> dict[str, Any]:
    row, mistakes = fit({**proposal, "absent_because": ""})
    if mistakes:
        raise Refused(*map(str, mistakes))
    return row
