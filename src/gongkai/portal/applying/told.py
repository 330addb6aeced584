"""Where an application stands, laid out for whoever applied."""

from dataclasses import dataclass
from datetime import date

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import GuideRow
from gongkai.applications.queries.status import Status, day_by_day, status
from gongkai.documents.day_by_day import DaysTold
from gongkai.documents.day_by_day import day_by_day as laid_out
from gongkai.law.calendar.workdays import WEEKDAYS
from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.lamps import Lamp, of_clock
from gongkai.law.ledger import Party
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.portal.organs.applying import Told as Remedy
from gongkai.portal.organs.applying import remedies


@dataclass(frozen=True, slots=True)
class Told:
    """The page. `explained`: how the due day came about, where there is one; `remedies`: after a reply, and where
    there is none in time."""

    status: Status
    lamp: Lamp
    weekday: str
    outcome: str
    explained: DaysTold | None
    remedies: tuple[Remedy, ...]
    guide: GuideRow | None

    @property
    def asks(self) -> bool:
        """Whether the agency waits for the applicant to say or bring something."""
        return self.status.state in (State.CORRECTION_REQUESTED, State.REASON_REQUESTED)

    @property
    def until(self) -> date | None:
        """By when the applicant has to act, where the law sets a day."""
        waits = self.status.clock.waits
        return next((wait.until for wait in waits if wait.who is Party.APPLICANT and wait.until), None)

    @property
    def confirms(self) -> bool:
        """Whether the period begins only once both sides have confirmed receipt."""
        return self.status.way.channel.needs_confirmation

    @property
    def can_rate(self) -> bool:
        """Whether there is something to rate, and it was not rated yet."""
        return bool(self.status.reply_number) and not self.status.open and not self.status.rated


def _result(row: str) -> str:
    """The result in words: whether it is given, and why not where the row alone would not say."""
    found = outcomes().get(row)
    if found is None:
        return ""
    return found.name if found.name == found.group.label else f"{found.group.label}：{found.name}"


def told(application_id: int, on: date) -> Told:
    """What the page shows; the caller has checked number and code."""
    found = status(application_id, on)
    agency = agencies.find(found.agency_slug)
    explained = None
    if found.due_on is not None:
        explained = laid_out(found.clock, day_by_day(application_id, on))
    after = bool(found.reply_number) or found.clock.overdue
    return Told(
        status=found,
        lamp=of_clock(found.clock),
        weekday=WEEKDAYS[found.due_on.weekday()] if found.due_on else "",
        outcome=_result(found.reply_row),
        explained=explained,
        remedies=tuple(remedies(agencies.powers(agency.id, on), on)) if after and agency else (),
        guide=agencies.guide(agency.id, on) if agency else None,
    )
