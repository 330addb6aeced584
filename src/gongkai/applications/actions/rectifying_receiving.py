"""Writes: requests for correction come in, through the portal or at the counter.   依据：条例第四十一条"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongkai.agencies.models import Agency
from gongkai.applications import access
from gongkai.applications.actions.holding import Brought, citizen
from gongkai.applications.actions.receiving import (
    Came,
    Unfit,
    agency_of,
    code_for,
    entered,
    once,
    require_counter,
    to_seal,
)
from gongkai.applications.actions.rectifying_holding import Held, Said, enter, told
from gongkai.applications.actions.rectifying_notifying import What, told_requester
from gongkai.applications.models import Asker, Doing, Rectification, Requester, Way
from gongkai.applications.models.numbers import RECTIFICATION_NO
from gongkai.applications.queries.rectifying.claims import Claim, wrong
from gongkai.law.rectification.course import State
from gongkai.records.access import Actor
from gongkai.records.queries.numbers import civil_day


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen asks with. The code is told here only. `again`: the same form had come in before."""

    rectification_id: int
    number: str
    code: str
    again: bool = False


def submit(
    *,
    agency_id: int,
    claim: Claim,
    ticket: UUID,
    at: datetime,
    files: Iterable[Brought] = (),
    address: str = "",
) -> Receipt:
    """Take in a request that a citizen sent from the portal.

    The same ticket gives the same receipt, however often it is sent. Unfit for a form that lacks something, Refused where the
    agency gives no numbers.   依据：条例第四十一条
    """
    by, came = citizen(address), Came(Way.PORTAL, civil_day(at), tuple(files))
    return once(ticket, _known, lambda: _received(agency_id, claim, came, ticket, by, at))


def register(*, agency_id: int, claim: Claim, came: Came, ticket: UUID, by: Actor, at: datetime) -> Receipt:
    """Take in a request that came on paper, by letter, fax or e-mail, or that was told orally and written down.

    As `submit`; Refused for a day to come and for the portal's own way; PermissionDenied for others than those who take
    applications in.   依据：条例第四十一条
    """
    require_counter(agency_id, came, by, at, "网上的更正申请")
    return once(ticket, _known, lambda: _received(agency_id, claim, came, ticket, by, at))


def _known(ticket: UUID) -> Receipt | None:
    found = Rectification.objects.filter(ticket=ticket).values_list("pk", "number").first()
    return Receipt(*found, code_for(ticket), again=True) if found else None


def _received(agency_id: int, claim: Claim, came: Came, ticket: UUID, by: Actor, at: datetime) -> Receipt:
    if found := wrong(claim):
        raise Unfit(found)
    one = _rectification(agency_of(agency_id, at, "提出"), claim, came, ticket, at)
    duty = None if came.way is Way.PORTAL else access.require_intake(by, agency_id)
    held = Held(one, by, at, duty)
    enter(held, Doing.SUBMITTED, Said(note=came.note, files=came.files), on=came.arrived_on)
    told_requester(held, What.RECEIVED)
    told(
        "rectify_submit" if came.way is Way.PORTAL else "rectify_register",
        held,
        details={"way": came.way.value},
    )
    return Receipt(one.pk, one.number, code_for(ticket))


def _rectification(agency: Agency, claim: Claim, came: Came, ticket: UUID, at: datetime) -> Rectification:
    unnumbered = "还没有设好更正登记编号（{}），暂时不能登记"
    one = Rectification.objects.create(
        **entered(RECTIFICATION_NO.name, agency, came, ticket, at, unnumbered),
        record=claim.record.strip(),
        place=claim.place.strip(),
        says_now=claim.says_now.strip(),
        should_say=claim.should_say.strip(),
        because=claim.because.strip(),
        state=State.CONFIRMING,
    )
    Requester.objects.create(
        rectification=one, asker=Asker(claim.asker), **to_seal(claim, person=claim.person)
    )
    return one
