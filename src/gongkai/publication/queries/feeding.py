"""Reads: whether the columns of an agency are fed as often as they should be (栏目体检)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Max

from gongkai.documents.holidays import installed_calendar
from gongkai.law.duties.clocks import clocks, run
from gongkai.law.params import param
from gongkai.publication.models import Item, Stand
from gongkai.publication.queries.columns import ColumnRow, columns
from gongkai.publication.queries.shelves import statements
from gongkai.records.queries.numbers import civil_day


class State(StrEnum):
    """How a column is fed."""

    LATE = "late"
    EMPTY = "empty"
    STATED = "stated"
    FED = "fed"
    UNASKED = "unasked"

    @property
    def word(self) -> str:
        """What officers see."""
        return {
            "late": "更新超期",
            "empty": "空白栏目",
            "stated": "已作说明",
            "fed": "更新及时",
            "unasked": "无更新周期",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Feeding:
    """A column with what is in it. `due_on`: by when something new is wanted; None where nobody asks, or it is empty."""

    column: ColumnRow
    items: int
    last_on: date | None
    due_on: date | None
    state: State


def feeding(agency_id: int, on: date) -> tuple[Feeding, ...]:
    """The columns of an agency that are shown, with what is in them on a day: five queries.

    A column that only holds others together is not among them.
    """
    rows = columns(agency_id, on)
    parents = {row.parent_id for row in rows}
    found = (
        Item.objects.filter(agency=agency_id, stand=Stand.PUBLIC, column__isnull=False)
        .values_list("column")
        .annotate(items=Count("pk"), last=Max("published_at"))
        .order_by()
    )
    held = {column: (items, civil_day(last)) for column, items, last in found if last}
    said = statements(agency_id)
    return tuple(
        _feeding(row, held.get(row.id, (0, None)), on, stated=row.id in said)
        for row in rows
        if row.id not in parents
    )


def _feeding(row: ColumnRow, held: tuple[int, date | None], on: date, *, stated: bool) -> Feeding:
    items, last_on = held
    due_on = None
    if last_on and row.every_days:
        due_on = last_on + timedelta(days=row.every_days)
    elif last_on and row.kind.clock:
        since = param(clocks()[row.kind.clock].param).values[0].since  # nobody asked before
        due_on = run(row.kind.clock, max(last_on, since), installed_calendar()).due_on
    state = _state(due_on, on) if items else State.STATED if stated else State.EMPTY
    return Feeding(row, items, last_on, due_on, state)


def _state(due_on: date | None, on: date) -> State:
    if due_on is None:
        return State.UNASKED
    return State.LATE if on > due_on else State.FED
