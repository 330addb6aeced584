"""A year of applications of the demo, on every way and to every end, through the same actions as any: read from `applications.toml`."""

import logging
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from gongkai.agencies import queries as agencies
from gongkai.applications import actions
from gongkai.applications.actions import Came
from gongkai.applications.actions.deflecting import deflect
from gongkai.applications.actions.due import settle_each
from gongkai.applications.actions.receiving import code_for
from gongkai.applications.models import Application
from gongkai.applications.models.numbers import APPLICATION_NO
from gongkai.applications.queries.kinds import Way
from gongkai.applications.queries.samples import SAMPLE, sample_number
from gongkai.demo import people
from gongkai.demo.applicants import anybody, applicant, asking
from gongkai.demo.casework import Case, Worker
from gongkai.demo.numbering import set_everywhere
from gongkai.demo.people import Place
from gongkai.documents.holidays import installed_calendar
from gongkai.publication.queries.lists import newest

PATTERN = "YS{code}-{year}-{n:04}"
OTHERS = (
    Place("yunling-zrzyj", "县自然资源局", "zrzyj-", people.BUREAU.roles),
    Place("yunling-qinghe", "青禾镇", "qinghe-", people.BUREAU.roles),
)
"""Bodies that answer applications besides those whose people the demo has anyway."""
PLACES = (people.HOME, people.BUREAU, *OTHERS)
NUMBERS = UUID("0b0c6f9e-3a55-4c8e-9d0f-1f7f0e3c9a11")
EARLIEST, LATEST = 235, 42
"""Between so many working days ago what has no day of its own came in; all of it is over."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Story:
    """One application: where it came, from whom, on which day and way, what is asked for, what happens."""

    ticket: UUID
    at: str
    who: str
    came_on: date
    way: Way
    things: tuple[str, ...]
    steps: tuple[str, ...]
    name: str = ""
    repeats: str = ""
    paper: bool = False


@dataclass(order=True, slots=True)
class _Step:
    """Something that happens at a moment; `turn` keeps those of one moment in their order."""

    when: datetime
    turn: int
    story: Story = field(compare=False)
    says: str = field(compare=False)


@transaction.atomic
def load(now: datetime) -> None:
    """Have a year of applications come in and be handled, unless that was done before."""
    if Application.objects.exists():
        return
    set_everywhere(APPLICATION_NO.name, PATTERN, now)
    there = agencies.by_slugs(place.slug for place in PLACES)
    for place in OTHERS:
        people.staff(place, there[place.slug], now)
    workers = {place.slug: Worker(place, there[place.slug].id, told()["result"], now) for place in PLACES}
    happen(stories(localdate(now)), workers, now)
    settle_each(at=now)
    _found_instead(now)


def happen(wanted: Sequence[Story], workers: Mapping[str, Worker], now: datetime) -> None:
    """Have these applications come in and be handled, day after day, as far as that lies in the past."""
    cases: dict[UUID, Case] = {}
    named: dict[str, Case] = {}
    stopped: set[UUID] = set()
    for step in sorted(_steps(wanted, now)):
        story = step.story
        if story.ticket in stopped:
            continue
        try:
            with transaction.atomic():
                if story.ticket not in cases:
                    cases[story.ticket] = named[story.name] = _received(story, workers[story.at], step.when)
                else:
                    workers[story.at].do(cases[story.ticket], step.says, step.when, named)
        except actions.Refused as refusal:
            # The law may have changed since the story was written. The demo starts all the same; a test sees it.
            logger.warning("演示申请“%s”没有办完：%s：%s", story.things[0], step.says, refusal)
            stopped.add(story.ticket)


def _found_instead(now: datetime) -> None:
    """Some who began to apply found what is public already."""
    for times, one in enumerate(newest(on=localdate(now), most=4), 1):
        if agency := agencies.find(one.agency_slug):
            for _ in range(times):
                deflect(agency_id=agency.id, key=one.index_no, at=now)


def _received(story: Story, worker: Worker, at: datetime) -> Case:
    """The application comes in: from the portal by itself, otherwise at the counter or by the officer."""
    form = asking(
        applicant(story.who, told()), story.things, paper=story.paper, portal=story.way is Way.PORTAL
    )
    if story.way is Way.PORTAL:
        receipt = actions.submit(agency_id=worker.agency_id, filing=form, ticket=story.ticket, at=at)
    else:
        receipt = actions.register(
            agency_id=worker.agency_id,
            filing=form,
            came=Came(story.way, story.came_on),
            ticket=story.ticket,
            by=worker.taker,
            at=at,
        )
    return Case([receipt.application_id], receipt.number, receipt.code, story.repeats)


def sample() -> tuple[str, str]:
    """Number and query code of the application that visitors may look up."""
    return sample_number(), code_for(SAMPLE)


def stories(today: date) -> list[Story]:
    """All applications of the demo as of a day."""
    found = []
    for number, pattern in enumerate(told()["story"]):
        chance = Random(f"application {number}")  # noqa: S311 - the same demo every time
        found += [
            _story(f"{number}-{copy}", copy, pattern, today, chance) for copy in range(pattern.get("many", 1))
        ]
    return found


def _story(key: str, copy: int, pattern: Mapping[str, Any], today: date, chance: Random) -> Story:
    came_on = _came_on(pattern, today, chance)
    facts = {name: chance.choice(told()[f"{name}s"]) for name in ("place", "road", "work")}
    facts["year"] = came_on.year - 1
    things: Sequence[str] = pattern["things"]
    if pattern.get("many", 1) > 1 and not pattern.get("two"):
        things = [things[copy % len(things)]]
    ways = pattern.get("ways", ["portal"])
    return Story(
        ticket=SAMPLE if pattern.get("sample") else uuid5(NUMBERS, key),
        at=pattern["at"][copy % len(pattern["at"])],
        who=_cycle(pattern["who"], copy) if "who" in pattern else anybody(chance, told()),
        came_on=came_on,
        way=Way(_cycle(ways, copy)),
        things=tuple(thing.format(**facts) for thing in things),
        steps=tuple(step.format(**facts) for step in pattern["steps"]),
        name=pattern.get("name", key),
        repeats=pattern.get("repeats", ""),
        paper=pattern.get("medium") == "paper",
    )


def _came_on(pattern: Mapping[str, Any], today: date, chance: Random) -> date:
    calendar = installed_calendar()
    if "carried" in pattern:
        return calendar.after(date(today.year, 1, 1), -pattern["carried"])
    back = pattern.get("back", chance.randint(LATEST, EARLIEST))
    return calendar.after(today, -back) if back else today


def _cycle(among: Sequence[str], copy: int) -> str:
    return among[copy % len(among)]


def _steps(wanted: Sequence[Story], now: datetime) -> Iterator[_Step]:
    """Every step that lies in the past, the first of each story its coming in; some minutes apart on one day."""
    calendar = installed_calendar()
    for turn, story in enumerate(wanted):
        came = make_aware(datetime.combine(story.came_on, time(8, 40))) + timedelta(minutes=turn % 37)
        yield _Step(min(came, now), turn * 100, story, "")
        for place, step in enumerate(story.steps, 1):
            days, _, says = step.partition(" ")
            day = calendar.after(story.came_on, int(days)) if days != "0" else story.came_on
            when = make_aware(datetime.combine(day, time(9, 20))) + timedelta(minutes=turn % 31 + 5 * place)
            if when <= now:
                yield _Step(when, turn * 100 + place, story, says)


@cache
def told() -> dict[str, Any]:
    """What `applications.toml` says."""
    return tomllib.loads(files("gongkai.demo").joinpath("applications.toml").read_text("utf-8"))
