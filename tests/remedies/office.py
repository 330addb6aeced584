"""Chains of an agency, with and without an application of the platform; all names are invented."""

from datetime import UTC, date, datetime, time
from typing import Any

from gongkai.applications import actions as cases
from gongkai.applications.queries.deciding import Part
from gongkai.law.ledger import Fact, Kind
from gongkai.law.remedies.obligations import Ordered
from gongkai.remedies import actions
from gongkai.remedies.actions import Challenged, Said
from gongkai.remedies.models import Chain
from gongkai.remedies.models.kinds import Cause
from tests.applications.answering import asked, replied
from tests.applications.office import OFFICER, Office, after, application

LATER = datetime(2027, 6, 1, 4, 0, tzinfo=UTC)


def noon(on: date) -> datetime:
    """Noon in China of a day."""
    return datetime.combine(on, time(4), tzinfo=UTC)


def opened(at: Office, application_id: int | None = None, *, when: datetime = LATER, **changes: Any) -> int:
    """A chain against an answer."""
    told = {"title": "对虚构地块补偿方案的答复", "cause": Cause.ANSWER, "application_id": application_id}
    return actions.open_chain(
        agency_id=at.agency.pk, challenged=Challenged(**told | changes), by=at[OFFICER], at=when
    )


def entered(
    at: Office,
    chain_id: int,
    kind: Kind,
    on: date,
    result: str = "",
    *,
    when: datetime = LATER,
    ordered: Ordered | None = None,
    said: Said | None = None,
    **more: Any,
) -> int:
    """Something that happened in review or court."""
    return actions.record(
        chain_id=chain_id,
        fact=Fact(kind, on, result=result, **more),
        said=said or Said(),
        ordered=ordered or Ordered(),
        by=at[OFFICER],
        at=when,
    )


def refused(at: Office) -> int:
    """An application that was refused under articles 14 to 16, and the letter delivered, in March 2026."""
    receipt = asked(at, "云小舟")
    number = receipt.application_id
    places = application(number).wanted.values_list("position", flat=True)
    parts = [Part(place, "denied_internal_affairs", "personnel", reason="依据见答复") for place in places]
    replied(at, number, parts, after(4))
    cases.deliver(application_id=number, how="邮寄签收", by=at[OFFICER], at=after(5))
    return number


def chain(chain_id: int) -> Chain:
    return Chain.objects.get(pk=chain_id)
