"""Reviews and suits of the worked year: carried into it, decided in it, lost with a new answer, pending at its end."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware

from gongkai.applications.models import Application
from gongkai.demo.applicants import INVENTED
from gongkai.demo.people import actor
from gongkai.demo.remedies import COURT, REVIEW_BODY
from gongkai.demo.worked.told import agency, place_of, told
from gongkai.law.ledger import Fact, Kind
from gongkai.law.remedies.obligations import Ordered
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.remedies import actions
from gongkai.remedies.actions import Challenged, Person, Said
from gongkai.remedies.models.kinds import Cause, Part
from gongkai.remedies.queries.case import case

ANSWERED = frozenset((Kind.REPLIED, Kind.DELIVERED))
STATE = "served"


def undertake(year: int, now: datetime) -> None:
    """Every chain, step by step, as far as it lies in the past."""
    for chain in told()["chain"]:
        _chain(chain, year, now)


def _chain(chain: Mapping[str, Any], year: int, now: datetime) -> None:
    agency_id = agency(chain["at"]).id
    by = actor(place_of(chain["at"]), Role.LEGAL_REVIEWER, now)
    application = _application(agency_id, chain.get("of", ""), year)
    if "of" in chain and application is None:
        return
    served = application.handled_on if application else None
    steps = [(_day(each[0], year, served), Kind(each[1]), "".join(each[2:])) for each in chain["steps"]]
    chain_id = actions.open_chain(
        agency_id=agency_id,
        challenged=Challenged(
            f"{chain['title']}{INVENTED}",
            Cause.ANSWER,
            application_id=application.pk if application else None,
        ),
        persons=[Person(Part.CLAIMANT, f"岭某{INVENTED}")],
        by=by,
        at=max(_at(date(year, 1, 6)), _at(next(on for on, kind, _ in steps if kind not in ANSWERED))),
    )
    ordered = Ordered(working_days=chain["working_days"]) if "working_days" in chain else Ordered()
    for on, kind, result in steps:
        if _at(on) <= now:
            _step(chain_id, on, Fact(kind, on, result=result), ordered, by)


def _step(chain_id: int, on: date, fact: Fact, ordered: Ordered, by: Actor) -> None:
    """One fact; before it the duty of a judgment that became final meanwhile."""
    one = case(by, chain_id, on)
    for lost in one.to_order if one else ():
        actions.order(chain_id=chain_id, event_id=lost.event_id, ordered=ordered, by=by, at=_at(on))
    decides = bool(fact.result) and fact.kind not in ANSWERED
    forum = "" if fact.kind in ANSWERED else REVIEW_BODY if fact.kind.startswith("review") else COURT
    actions.record(
        chain_id=chain_id,
        fact=fact,
        said=Said(forum=forum, reasons="见文书" if decides else ""),
        ordered=ordered if decides else Ordered(),
        by=by,
        at=_at(on),
    )


def _application(agency_id: int, row: str, year: int) -> Application | None:
    """The first application of the year that a body ended so, and whose answer was served."""
    found = Application.objects.filter(agency=agency_id, row=row, handled_on__year=year, state=STATE)
    return found.order_by("handled_on", "pk").first() if row else None


def _day(said: str, year: int, served: date | None) -> date:
    """`03-20`, `-10-21` of the year before, `+01-20` of the year after, `+20` days after an answer was given."""
    if served is not None:
        return served + timedelta(days=int(said))
    sign = {"-": -1, "+": 1}.get(said[0], 0)
    month, _, day = said.lstrip("+-").partition("-")
    return date(year + sign, int(month), int(day))


def _at(on: date) -> datetime:
    return make_aware(datetime.combine(on, time(16, 10)))
