"""What is asked of others, until when, and which answer belongs to which question."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.ledger import Fact
from tests.law.deadlines.wall_calendar import nth_working_day


@dataclass
class Question:
    """Something that was asked: the last day for the answer, whether waiting for it takes days out, when it came."""

    fact: Fact
    last: date
    pauses: bool = True
    answered_on: date | None = None

    def open_on(self, day: date) -> bool:
        return self.answered_on is None and day <= self.last


def period_end(notice: Fact, usual: int) -> date:
    """The last day of a period that a notice sets."""
    return notice.to or nth_working_day(notice.received_on or notice.on, notice.working_days or usual)


def answer_oldest(asked: list[Question], on: date) -> bool:
    """An answer belongs to the oldest question that is still open; to an expired one it changes nothing."""
    for question in asked:
        if question.open_on(on):
            question.answered_on = on
            return True
    return False
