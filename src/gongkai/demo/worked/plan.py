"""The worked year in steps small enough that nobody waits long for one: what they are called, in which order they come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from gongkai.accounts.queries import find as find_person
from gongkai.applications.actions.due import settle_each
from gongkai.demo import people
from gongkai.demo.worked import decisions, disputes, documents, items, reports, requests
from gongkai.demo.worked.before import carried_out
from gongkai.demo.worked.told import COUNTY, agency, bodies, place_of
from gongkai.law.roles import Role

AT_ONCE = 2
"""So many applications in one step."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done in one transaction. `name` is its own within the plan; `stage` says in words what is under way."""

    name: str
    stage: str
    do: Callable[[datetime], None]


@cache
def plan(year: int) -> tuple[Step, ...]:
    """Every step of a year in order."""
    return tuple(_plan(year))


def _plan(year: int) -> Iterator[Step]:
    every = bodies()
    for body in every:
        yield Step(f"people:{body.slug}", "人员", partial(_staff, body.slug))
    yield Step("documents", "规范性文件", partial(documents.take_in, year))
    for body in every:
        yield Step(f"items:{body.slug}", "主动公开", partial(items.take_over, body, year))
    for body in every:
        for name, deliver in decisions.deliveries(body, year):
            yield Step(f"{name}:{body.slug}", "处理决定", deliver)
    for slug in requests.CARRIED_TO:
        yield Step(f"carried:{slug}", "依申请公开", partial(_carried, slug, year))
    for slug, stories in requests.stories(year).items():
        for first in range(0, len(stories), AT_ONCE):
            some = stories[first : first + AT_ONCE]
            yield Step(f"requests:{slug}:{first}", "依申请公开", partial(requests.handle, slug, some))
    yield Step("settle", "依申请公开", _settle)
    yield Step("disputes", "复议诉讼", partial(disputes.undertake, year))
    for body in every:
        if body.slug != COUNTY:
            yield Step(f"report:{body.slug}", "年度报告", partial(reports.report, body.slug, year))
    yield Step("roll-up", "汇总", partial(reports.roll_up, year))


def _staff(slug: str, now: datetime) -> None:
    """Accounts for a body that has none yet."""
    place = place_of(slug)
    if find_person(f"{place.prefix}{people.NAMES[Role.DISCLOSURE_OFFICER]}") is None:
        people.staff(place, agency(slug), now)


def _carried(slug: str, year: int, now: datetime) -> None:
    """What came to a body at the end of the year before, as many as last year's report carries out."""
    requests.handle(slug, requests.carried(year, carried_out(year)).get(slug, []), now)


def _settle(now: datetime) -> None:
    settle_each(at=now)
