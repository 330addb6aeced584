"""Reads: which disputes the agency itself owes something in this morning: an answer, evidence, what a loss obliges to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, Q

from gongkai.agencies.queries.listeners import Listeners
from gongkai.applications.access import HEADS
from gongkai.applications.models import Event as ApplicationEvent
from gongkai.applications.queries.paging import lamp
from gongkai.law.lamps import Light
from gongkai.law.ledger import Party
from gongkai.remedies import access
from gongkai.remedies.models import Chain, Event
from gongkai.remedies.models.kinds import Stage
from gongkai.remedies.queries.standing import Where, owed, where

_PAGE = 200


class Level(StrEnum):
    """How urgent it is; of what is overdue heads and the office above hear as well."""

    STANDS = "stands"
    SOON = "soon"
    LAST = "last"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        """What the subject of the message says."""
        return {
            "stands": "裁判已经生效，请登记败诉后的义务",
            "soon": "复议诉讼的期限临近",
            "last": "复议诉讼的期限最后一天",
            "overdue": "复议诉讼的期限已过",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Urge:
    """One dispute that somebody is to be reminded of. `what`: what is due on `due_on`; `emails`: by the number of the person."""

    chain_id: int
    number: str
    agency_id: int
    agency: str
    level: Level
    what: str
    due_on: date | None
    says: str
    emails: dict[int, str]


def urges(on: date) -> Iterator[Urge]:
    """What is urgent on a day, with those who are to hear of it and have an e-mail; in pages, the oldest disputes first."""
    people, last = Listeners(on), 0
    open_ones = Chain.objects.filter(
        Q(due_on__isnull=False) | Q(closed_on__isnull=True) | Q(stage=Stage.DUTY)
    ).select_related("agency", "application")
    events = Prefetch("events", Event.objects.order_by("pk"))
    answered = Prefetch("application__events", ApplicationEvent.objects.order_by("pk"))
    while page := list(
        open_ones.filter(pk__gt=last).prefetch_related(events, answered).order_by("pk")[:_PAGE]
    ):
        last = page[-1].pk
        for each in page:
            yield from _of(each, on, people)


def _of(each: Chain, on: date, people: Listeners) -> Iterator[Urge]:
    of_answer = list(each.application.events.all()) if each.application else []
    stands = where(each, list(each.events.all()), on, answered=of_answer)
    if any(one.ordered_id is None for one in stands.lost):
        level, what, says = Level.STANDS, Level.STANDS.label, ""
        due_on = None
    else:
        due_on = stands.due_on
        light, says = lamp(stands.stage.label, due_on, None, on)
        urgent = _level(light, due_on, on)
        if urgent is None:
            return
        level, what = urgent, "、".join(dict.fromkeys(_due(stands, due_on)))
    emails = people.emails(_who(people, each, level))
    if emails:
        yield Urge(each.pk, each.number, each.agency_id, each.agency.name, level, what, due_on, says, emails)


def _level(light: Light, due_on: date | None, on: date) -> Level | None:
    if due_on is None or light not in (Light.YELLOW, Light.RED):
        return None
    if light is Light.YELLOW:
        return Level.SOON
    return Level.OVERDUE if due_on < on else Level.LAST


def _due(stands: Where, due_on: date | None) -> Iterator[str]:
    """What the agency owes by a day."""
    yield from (
        limit.what
        for limit in stands.remedies.limits
        if limit.who is Party.AGENCY and limit.done_on is None and limit.by == due_on
    )
    yield from (
        each.what
        for one in stands.lost
        for each in one.consequences.obligations
        if each.by == due_on and owed(each.id) and each.id not in one.done
    )


def _who(people: Listeners, each: Chain, level: Level) -> set[int]:
    who = people.holders(each.agency_id, access.WORKERS)
    if level is Level.OVERDUE:
        who = who | people.holders(each.agency_id, HEADS) | people.above(each.agency, access.SUPERVISORS)
    return who
