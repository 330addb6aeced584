"""Applications of the worked year: whom they come to, what becomes of them; the same ones each time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID, uuid5

from gongkai.applications.queries.kinds import ApplicantKind, Way
from gongkai.demo.applicants import anybody
from gongkai.demo.applications import Story, happen
from gongkai.demo.applications import told as usual
from gongkai.demo.casework import Worker
from gongkai.demo.worked.told import agency, bodies, place_of, told
from gongkai.documents.holidays import installed_calendar

NUMBERS = UUID("c6b1f3a2-8d57-4f0a-9d1e-2b7a64c0e915")
WORKING_DAYS = 244
"""No year has fewer."""
WAYS = ("portal", "portal", "portal", "counter", "registered_mail", "email", "ordinary_mail")
WHO = {
    ApplicantKind.NATURAL_PERSON: (
        "person 3",
        "person 8",
        "person 11",
        "person 16",
        "person 20",
        "person 21",
    ),
    ApplicantKind.BUSINESS: ("body 0", "body 1"),
    ApplicantKind.RESEARCH: ("body 2", "body 3"),
    ApplicantKind.PUBLIC_WELFARE: ("body 4", "body 5"),
    ApplicantKind.LEGAL_SERVICE: ("body 6", "body 7"),
    ApplicantKind.OTHER: ("body 8",),
}
CARRIED_TO = ("yunling-zrzyj", "yunling-zjj", "yunling", "yunling-rsj", "yunling-scjg", "yunling-baishi")
CARRIED_STEPS = ("1 confirm", "9 search found", "15 decide granted", "16 deliver")


def stories(year: int) -> dict[str, list[Story]]:
    """The applications that come within a year, by the address of the body, the oldest first."""
    chance = Random(f"worked year {year}")  # noqa: S311 - the same year every time
    left = {body.slug: body.applications for body in bodies() if body.applications}
    found: dict[str, list[Story]] = {slug: [] for slug in left}
    kinds = sorted(told()["kind"], key=lambda kind: "only" not in kind)
    for number, kind in enumerate(kinds):
        for copy in range(kind["many"]):
            slug = _whither(kind, left, chance)
            left[slug] -= 1
            found[slug].append(_story(f"{year}-{number}-{copy}", slug, kind, year, chance))
    return {slug: sorted(each, key=lambda story: story.came_on) for slug, each in found.items()}


def carried(year: int, many: Mapping[ApplicantKind, int]) -> dict[str, list[Story]]:
    """Applications of the end of the year before, so many of each kind of applicant, that are answered in this one."""
    chance = Random(f"carried into {year}")  # noqa: S311 - as above
    calendar, found = installed_calendar(), dict[str, list[Story]]()
    wanted = [(kind, number) for kind, count in many.items() for number in range(count)]
    for place, (kind, number) in enumerate(wanted):
        slug = CARRIED_TO[place % len(CARRIED_TO)]
        story = Story(
            ticket=uuid5(NUMBERS, f"carried {year} {place}"),
            at=slug,
            who=WHO[kind][number % len(WHO[kind])],
            came_on=calendar.after(date(year, 1, 1), -(3 + place % 8)),
            way=Way(("portal", "counter")[place % 2]),
            things=(_thing({}, slug, year - 1, chance),),
            steps=CARRIED_STEPS,
            name=f"carried {year} {place}",
        )
        found.setdefault(slug, []).append(story)
    return found


def handle(slug: str, wanted: list[Story], now: datetime) -> None:
    """Have a body handle these applications, by its people."""
    if wanted:
        worker = Worker(place_of(slug), agency(slug).id, usual()["result"], now)
        happen(wanted, {slug: worker}, now)


def _whither(kind: Mapping[str, Any], left: Mapping[str, int], chance: Random) -> str:
    """A body that an application of this kind comes to: the more it has to expect, the likelier."""
    free = {slug: many for slug, many in left.items() if many and slug in kind.get("only", left)}
    free = free or {slug: many for slug, many in left.items() if many}
    return chance.choices(list(free), list(free.values()))[0]


def _story(key: str, slug: str, kind: Mapping[str, Any], year: int, chance: Random) -> Story:
    came_on = installed_calendar().after(date(year, 1, 1), chance.randint(1, WORKING_DAYS))
    return Story(
        ticket=uuid5(NUMBERS, key),
        at=slug,
        who=chance.choice(kind["who"]) if "who" in kind else anybody(chance, usual()),
        came_on=came_on,
        way=Way(chance.choice(kind.get("ways", WAYS))),
        things=(_thing(kind, slug, came_on.year - 1, chance),),
        steps=tuple(_steps(kind["steps"], chance)),
        name=key,
        paper=kind.get("medium") == "paper",
    )


def _thing(kind: Mapping[str, Any], slug: str, year: int, chance: Random) -> str:
    """What is asked for, in words."""
    facts = {name: chance.choice(usual()[f"{name}s"]) for name in ("place", "road", "work")}
    asked = next((topic for topic, slugs in told()["asked"].items() if slug in slugs), "other")
    topic = "township" if agency(slug).level == "township" else asked
    thing: str = chance.choice(kind.get("things", told()["things"][topic]))
    return thing.format(**facts, year=year)


def _steps(patterns: list[str], chance: Random) -> Iterator[str]:
    """The steps; `{3-7}` is a day by chance."""
    for pattern in patterns:
        days, _, says = pattern.partition(" ")
        if days.startswith("{"):
            first, last = days.strip("{}").split("-")
            days = str(chance.randint(int(first), int(last)))
        yield f"{days} {says}"
