"""The reports on the worked year: of nearly all bodies through every hand to the public, then the county's, added up."""

from datetime import UTC, datetime, timedelta
from enum import Enum
from random import Random

from gongkai.annual_reports import actions
from gongkai.annual_reports.models import Scope
from gongkai.demo import annual, people
from gongkai.demo.people import actor
from gongkai.demo.worked.told import COUNTY, agency, place_of, told
from gongkai.law.roles import Role


class Gets(Enum):
    """How far the report of a body gets that is not published in time."""

    NOWHERE = "nowhere"
    BEGUN = "begun"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    LATE = "late"


FAR = {
    "yunling-dfz": Gets.NOWHERE,
    "yunling-zsj": Gets.BEGUN,
    annual.WAITS: Gets.SUBMITTED,
    "yunling-longtan": Gets.RETURNED,
    "yunling-jtj": Gets.LATE,
    "yunling-hongye": Gets.LATE,
}
"""The bodies whose reports are not published in time."""
RETURNED_WITH = "表四没有复议诉讼案件，请在第四部分写明；“存在的主要问题”请写具体。"
LONG = timedelta(days=33)


def report(slug: str, year: int, now: datetime) -> None:
    """The report of a body on the year, as far as it gets."""
    gets = FAR.get(slug)
    if gets is Gets.NOWHERE:
        return
    days = _days(slug, year, now, late=gets is Gets.LATE)
    officer = actor(place_of(slug), Role.DISCLOSURE_OFFICER, now)
    body = agency(slug).id
    if gets is Gets.BEGUN:
        begun = actions.compile_report(body, year, Scope.OWN, by=officer, at=days[0])
        annual.write(begun.working_id, annual.BEGUN, {}, by=officer, at=days[0])
        return
    working_id = annual.written(body, year, texts(slug), by=officer, at=days[0])
    if gets in (Gets.SUBMITTED, Gets.RETURNED):
        actions.submit(working_id=working_id, by=officer, at=days[0])
    if gets is Gets.RETURNED:
        county = actor(people.HOME, Role.SUPERVISOR, now)
        actions.give_back(working_id=working_id, remarks=RETURNED_WITH, by=county, at=days[1])
    elif gets is not Gets.SUBMITTED:
        annual.to_the_end(place_of(slug), working_id, days)


def roll_up(year: int, now: datetime) -> None:
    """The county's own figures and those of all below, as far as they are there; the text is begun."""
    then = min(now, datetime(year + 1, 3, 2, 2, 0, tzinfo=UTC))
    officer = actor(people.HOME, Role.DISCLOSURE_OFFICER, now)
    home = agency(COUNTY).id
    own = actions.compile_report(home, year, Scope.OWN, by=officer, at=then)
    annual.state_none(own.working_id, by=officer, at=then)
    made = actions.compile_report(home, year, Scope.ROLLED_UP, by=officer, at=then)
    annual.write(made.working_id, annual.BEGUN, texts(COUNTY), by=officer, at=then)


def texts(slug: str) -> dict[str, str]:
    """What no number tells, of one body."""
    chance = Random(f"texts {slug}")  # noqa: S311 - the same ones every time
    return {part: chance.choice(among) for part, among in told()["texts"].items()}


def _days(slug: str, year: int, now: datetime, *, late: bool) -> list[datetime]:
    """When it is submitted, accepted and published: in January, or late; never after now."""
    chance = Random(f"report {slug} {year}")  # noqa: S311 - as above
    begun = datetime(year + 1, 1, 6, 1, 30, tzinfo=UTC) + timedelta(
        chance.randrange(15), hours=chance.randrange(7)
    )
    days = [begun, begun + timedelta(days=2), begun + timedelta(days=5)]
    return [min(now, day + LONG if late and place else day) for place, day in enumerate(days)]
