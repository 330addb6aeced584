"""Writes: one application becomes several, or several are answered together."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from gongkai.applications.access import Act
from gongkai.applications.actions.deciding import digest_of
from gongkai.applications.actions.holding import Held, enter, hold, settle, taken, told, with_keys
from gongkai.applications.actions.notifying import What, told_applicant
from gongkai.applications.actions.receiving import code_for
from gongkai.applications.models import Applicant, Application, Decision, Doing, Event, Wanted
from gongkai.applications.models.numbers import APPLICATION_NO
from gongkai.applications.queries.deciding import Part, row_of
from gongkai.applications.queries.repeats import same_applicants
from gongkai.law.ledger import Kind
from gongkai.records.access import Actor
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused
from gongkai.signoff.models.round import STOPPED

_KEPT = ("agency", "way", "arrived_on", "submitted_at", "applicant_kind", "medium", "route", "help_needed")
_SEALED = (
    "name",
    "identity",
    "identity_no",
    "representative",
    "agent",
    "telephone",
    "email",
    "address",
    "postcode",
)
_OF_THE_WHOLE = frozenset(
    {
        Kind.CONFIRMED,
        Kind.CORRECTION_ASKED,
        Kind.CORRECTED,
        Kind.REASONS_ASKED,
        Kind.REASONS_GIVEN,
        Kind.EXTENDED,
        Kind.DEFERRED,
    }
)
"""What happened to the whole happened to each part."""


@transaction.atomic
def split(
    *, application_id: int, positions: Sequence[int], by: Actor, at: datetime, moves: int | None = None
) -> int:
    """Handle some of the things that an application asks for as an application of its own; returns its number.

    It came on the same day and asks by a number and a code of its own; the applicant hears of the number. Refused unless
    something stays and something goes.
    依据：信息处理费管理办法第四条（一事一申请）
    """
    held = hold(application_id, Act.SPLIT, by=by, at=at, moves=moves)
    whole, chosen = held.application, set(positions)
    things = list(whole.wanted.order_by("position"))
    going = [thing for thing in things if thing.position in chosen]
    if not going or len(going) == len(things):
        raise Refused("请选择要拆出的内容，并至少留下一项。")
    draft = _draft_of(whole)
    with with_keys():
        part = _part(whole, going, at)
    _follow(whole, part)
    staying = [thing for thing in things if thing.position not in chosen]
    _renumber(staying)
    if draft is not None:
        _keep_what_stays(draft, [thing.position for thing in staying])
    enter(held, Doing.SPLIT, details={"into": part.number, "things": len(going)})
    own = Held(part, by, at, held.duty)
    enter(own, Doing.SPLIT, details={"from": whole.number, "things": len(going)})
    settle(whole, at)
    settle(part, at)
    told_applicant(own, What.SPLIT, split_from=whole.number)
    told("split", held, details={"into": part.pk})
    return part.pk


@transaction.atomic
def merge(
    *, application_id: int, into_id: int, reason: str, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Answer an application together with another one of the same applicant: one reply ends both.

    Refused for applications of others, or to others, and for one that is itself merged.
    """
    first, second = sorted((application_id, into_id))
    if first == second:
        raise Refused("请选择另一件申请。")
    taken(first)
    taken(second)  # held in one order, so that two merges do not wait for each other
    held = hold(application_id, Act.MERGE, by=by, at=at, moves=None if moves is None else moves + 1)
    into = hold(into_id, Act.MERGE, by=by, at=at)
    with with_keys():
        _require_together(held.application, into.application)
    Application.objects.filter(pk=application_id).update(merged_into=into_id)
    enter(held, Doing.MERGED, note=reason, details={"into": into.application.number})
    enter(into, Doing.MERGED, note=reason, details={"from": held.application.number})
    told("merge", held, details={"into": into_id})


def _require_together(one: Application, into: Application) -> None:
    if one.agency_id != into.agency_id or not same_applicants(into).filter(pk=one.pk).exists():
        raise Refused("只有同一申请人向本机关提出的申请可以合并办理。")
    if into.merged_into_id or one.merged.exists():
        raise Refused("其中一件已经合并办理，请选择合并后的申请。")


def _part(whole: Application, going: list[Wanted], at: datetime) -> Application:
    ticket = uuid4()
    number = take_number(
        APPLICATION_NO.name, agency_id=whole.agency_id, at=at, org=whole.agency.organ_code
    ).text
    part = Application.objects.create(
        **{name: getattr(whole, name) for name in _KEPT},
        number=number,
        code=code_for(ticket),
        ticket=ticket,
        title=going[0].name,
        state=whole.state,
        settled_on=whole.settled_on,
        handler=whole.handler,
        split_from=whole,
    )
    applicant = Applicant.objects.get(pk=whole.pk)
    Applicant.objects.create(application=part, **{name: getattr(applicant, name) for name in _SEALED})
    Wanted.objects.filter(pk__in=[thing.pk for thing in going]).update(application=part)
    _renumber(going)
    return part


def _draft_of(whole: Application) -> Decision | None:
    """The answer that is being written. Refused once it is sent into sign-off: those who signed saw an answer to everything."""
    draft = Decision.objects.select_related("round").filter(
        application=whole, issued_at__isnull=True, dropped_at__isnull=True
    )
    found = draft.first()
    if found is not None and found.round is not None and found.round.outcome != STOPPED:
        raise Refused("这件申请的答复已经送审。请先终止审签，或者作废这份答复，再拆分。")
    return found


def _keep_what_stays(draft: Decision, places: list[int]) -> None:
    """The draft says of what stays what it said, under the new places; of what goes it says nothing."""
    anew = {old: place for place, old in enumerate(places, 1)}
    parts = [part | {"wanted": anew[part["wanted"]]} for part in draft.parts if part["wanted"] in anew]
    draft.parts, draft.row = parts, row_of(Part(**part) for part in parts)
    draft.revision += 1
    draft.digest = digest_of(draft)
    draft.save(update_fields=["parts", "row", "revision", "digest"])


def _follow(whole: Application, part: Application) -> None:
    """What happened before happened to the part too: how it came in, and what was said to all of it."""
    gone = set(whole.events.filter(voids__isnull=False).values_list("voids", flat=True))
    before = [event for event in whole.events.order_by("pk") if event.pk not in gone]
    Event.objects.bulk_create(
        Event(
            application=part,
            **{
                name: getattr(event, name)
                for name in (
                    "kind",
                    "on",
                    "at",
                    "by",
                    "role",
                    "who",
                    "received_on",
                    "to",
                    "working_days",
                    "days",
                )
            },
            excused=event.excused,
            note=event.note,
            details={**event.details, "of": whole.number},
        )
        for event in before
        if event.kind in _OF_THE_WHOLE or event.kind == Doing.SUBMITTED
    )


def _renumber(things: list[Wanted]) -> None:
    """First out of the way of each other, then in their order."""
    for place, thing in enumerate(things, 1):
        Wanted.objects.filter(pk=thing.pk).update(position=1_000 + place)
    for place, thing in enumerate(things, 1):
        Wanted.objects.filter(pk=thing.pk).update(position=place)
