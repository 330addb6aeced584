"""Reads: a request for correction as the law sees it: its facts, where it stands, its lamp."""

from collections.abc import Iterable
from datetime import date

from gongkai.applications.models import Rectification, RectifyEvent, Way
from gongkai.applications.queries.paging import lamp
from gongkai.documents.holidays import installed_calendar
from gongkai.law.lamps import Light
from gongkai.law.rectification.course import Course, Request, State, course


def course_of(one: Rectification, events: Iterable[RectifyEvent]) -> Course:
    """Where a request stands by its facts. AtOdds where they contradict each other."""
    facts = tuple(event.fact() for event in events if event.counts)
    return course(Request(Way(one.way).channel, one.arrived_on, facts), installed_calendar())


def light_of(state: State, due_on: date | None, closed_on: date | None, on: date) -> tuple[Light, str]:
    """The lamp of a request on a day, and what it says."""
    return lamp(state.label, due_on, closed_on, on)
