"""How long a document is in force when it says nothing better, and when it is looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar.workdays import Calendar, same_day
from gongkai.law.duties.clocks import PublicationClock, run, run_if_in_force
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.documents import Document
from gongkai.law.normative.grounds import find
from gongkai.law.normative.history import ONE_DAY, History
from gongkai.law.normative.kinds import DocumentKind
from gongkai.law.normative.settings import DEFAULT, Settings
from gongkai.law.wording import day as in_words

_ON_TRIAL = ("暂行", "试行")


@dataclass(frozen=True, slots=True)
class Period:
    """The longest usual period of a document: its last day, by which clock."""

    valid_until: date
    clock: PublicationClock


def on_trial(document: Document) -> bool:
    """Whether the title says 暂行 or 试行."""
    return any(word in document.title for word in _ON_TRIAL)


def usual_period(document: Document, calendar: Calendar, settings: Settings = DEFAULT) -> Period | None:
    """The period to propose, from the day on which the document comes into force: five years, on trial two.

    None for what is not an administrative normative document, is not published, or began before the number is known.
    OutOfCalendar beyond the calendar.
    """
    starts_on = document.starts_on
    if document.kind is not DocumentKind.NORMATIVE or starts_on is None:
        return None
    name = "document_trial_validity" if on_trial(document) else "document_validity"
    clock = run_if_in_force(name, starts_on, calendar, settings.duties)
    if clock is None or clock.due_on is None:
        return None
    return Period(clock.due_on, clock)


def check_period(document: Document, calendar: Calendar, settings: Settings = DEFAULT) -> Iterator[Finding]:
    """Whether a document has a period, no longer than usual, and on trial neither too short nor too long."""
    usual, starts_on = usual_period(document, calendar, settings), document.starts_on
    if usual is None or starts_on is None:
        return
    if document.valid_until is None:
        yield find(
            grounds.PERIOD,
            Severity.INFO,
            f"{document.id}.valid_until",
            f"“{document.id}”没有规定有效期。通常不超过{usual.clock.length}个月，即到{in_words(usual.valid_until)}为止。",
            expected=f"{in_words(usual.valid_until)}以前",
        )
        return
    if on_trial(document):
        shortest, longest = settings.trial(starts_on)
        # Two years from 1 March may be meant to end with 1 March or with the last of February.
        first, last = same_day(starts_on, shortest) - ONE_DAY, same_day(starts_on, longest)
        if not first <= document.valid_until <= last:
            yield _length(document, f"暂行、试行的有效期通常为{shortest}至{longest}个月", last)
    elif document.valid_until > usual.valid_until:
        yield _length(document, f"有效期通常不超过{usual.clock.length}个月", usual.valid_until)


def _length(document: Document, usual: str, last: date) -> Finding:
    until = document.valid_until or last
    rule = grounds.TRIAL if on_trial(document) else grounds.PERIOD
    return find(
        rule,
        Severity.INFO,
        f"{document.id}.valid_until",
        f"“{document.id}”有效期到{in_words(until)}，{usual}。请核对，或者按本地规定设置。",
        stated=in_words(until),
        expected=f"{in_words(last)}以前",
    )


def evaluation(
    life: History, on: date, calendar: Calendar, settings: Settings = DEFAULT
) -> PublicationClock | None:
    """The task to evaluate a document before its period is over, as known on a day; None where there is no period.

    Also None where it has left. NotInForce before 2008, OutOfCalendar beyond the calendar.
    """
    standing, until = life.standing(on), life.until(on)
    gone = life.leaving is not None and life.leaving.on <= on
    if standing is None or gone or until is None:
        return None
    return run("document_evaluation", until, calendar, settings.duties)
