"""Requests for correction on every way through an agency; all names are invented."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from gongkai.applications.actions import Came, rectifying
from gongkai.applications.actions.rectifying import Receipt
from gongkai.applications.models import Asker, Rectification, Way
from gongkai.applications.queries.rectifying.claims import Claim
from gongkai.law.rectification.answers import Ground
from gongkai.law.rectification.course import State
from tests.applications.office import BODY, CLERK, NOON, OFFICER, PERSON, Office

WRONG, RIGHT = "出生日期写作某年三月初五", "出生日期应为同年三月十五"
WHY = "户口簿第二页可以证明"


def claim(**changes: Any) -> Claim:
    """A form that a person has filled in completely."""
    known: dict[str, Any] = {
        "asker": Asker.PERSON,
        **PERSON,
        "record": "虚构补贴发放名册",
        "place": "云岭县虚构网站",
        "says_now": WRONG,
        "should_say": RIGHT,
        "because": WHY,
    }
    return Claim(**known | changes)


def organisation(**changes: Any) -> Claim:
    """A form of an organisation."""
    return claim(**{"asker": Asker.ORGANISATION, **BODY} | changes)


def submitted(at: Office, *, ticket: UUID | None = None, when: datetime = NOON, **changes: Any) -> Receipt:
    """A form that came through the portal."""
    form = changes.pop("form", None) or claim(**changes)
    return rectifying.submit(agency_id=at.agency.pk, claim=form, ticket=ticket or uuid4(), at=when)


def registered(at: Office, *, way: Way = Way.COUNTER, when: datetime = NOON, **changes: Any) -> Receipt:
    """A request that came to the counter: the period counts from this day."""
    came = Came(way, changes.pop("arrived_on", when.date()))
    form = changes.pop("form", None) or claim(**changes)
    return rectifying.register(
        agency_id=at.agency.pk, claim=form, came=came, ticket=uuid4(), by=at[CLERK], at=when
    )


def one(rectification_id: int) -> Rectification:
    return Rectification.objects.select_related("agency", "requester").get(pk=rectification_id)


def standing(at: Office, state: State) -> Rectification:
    """A request that stands so, through the real actions."""
    if state is State.CONFIRMING:
        return one(submitted(at).rectification_id)
    made = registered(at).rectification_id
    who: dict[str, Any] = {"rectification_id": made, "by": at[OFFICER], "at": NOON}
    match state:
        case State.EVIDENCE_WAITED:
            rectifying.ask_evidence(what="请提供户口簿复印件", **who)
        case State.CORRECTED:
            rectifying.correct(old_record=WRONG, new_record=RIGHT, **who)
        case State.REFUSED:
            rectifying.refuse(ground=Ground.ACCURATE, reasons="与档案一致", **who)
        case State.FORWARDED | State.DIRECTED:
            rectifying.forward(
                organ="云岭县虚构民政局", contact="000-0000000", sent=state is State.FORWARDED, **who
            )
        case State.WITHDRAWN:
            rectifying.withdraw(**who)
    found = one(made)
    assert found.state == state
    return found
