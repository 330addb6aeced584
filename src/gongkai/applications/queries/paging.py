"""Lists of what came in, page by page, those first that came last; and the lamp of a row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gongkai.applications.models import Application, Rectification
from gongkai.documents.holidays import installed_calendar
from gongkai.law.lamps import Light, in_words
from gongkai.law.lamps import light as light_of_days
from gongkai.records.queries.paging import mark

Row = TypeVar("Row", Application, Rectification)
Shown = TypeVar("Shown")
_CAME = "submitted_at"


@dataclass(frozen=True, slots=True)
class Lines(Generic[Shown]):
    """One page of a list. `before` leads to the next page, empty on the last one."""

    rows: tuple[Shown, ...]
    total: int
    more_than: bool
    before: str


def one_page(
    rows: Sequence[Row], most: int, line: Callable[[Row], Shown], total: int, more_than: bool
) -> Lines[Shown]:
    """A page of `most` rows; one more than that was read, to see whether there is another page."""
    shown = rows[:most]
    before = mark(shown[-1], _CAME) if len(rows) > most else ""
    return Lines(tuple(line(row) for row in shown), total, more_than, before)


def all_pages(
    read: Callable[[str], Sequence[Row]], most: int, line: Callable[[Row], Shown]
) -> Iterator[Shown]:
    """All of a list, read `most` rows at a time."""
    before = ""
    while True:
        rows = read(before)
        yield from (line(row) for row in rows)
        if len(rows) < most:
            return
        before = mark(rows[-1], _CAME)


def lamp(
    label: str, due_on: date | None, closed_on: date | None, on: date, *, still: bool = False
) -> tuple[Light, str]:
    """The lamp on a day, and what it says. `label`: the word of the state; `still`: in which no period runs."""
    if closed_on is not None:
        late = due_on is not None and closed_on > due_on
        return (Light.RED, "逾期办结") if late else (Light.DONE, label)
    calendar = installed_calendar()
    if due_on is not None and due_on < on:
        return Light.RED, in_words(-calendar.between(due_on, on), past=True)
    if still or due_on is None:
        return Light.PAUSED, label
    left = calendar.between(on, due_on)
    return light_of_days(left, on), in_words(left)
