"""Reads: faults as readers see their own, and as the desk lists them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote

from gongkai.accounts.queries import names_of
from gongkai.feedback import access
from gongkai.feedback.models import Deed, Fault, FaultEvent, FaultKind, FaultState
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor
from gongkai.records.queries.paging import counted, mark, newest_first

PAGE = 50
_ITEM = re.compile(r"/xxgk/(.+)/$")


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault. `title`: of the item whose page it is, empty for other pages; `contact`: masked, empty where none was left;
    `late`: the target has passed without an answer.
    """

    id: int
    number: str
    agency_id: int
    agency: str
    page: str
    title: str
    kind: FaultKind
    says: str
    contact: str
    submitted_at: datetime
    due_on: date
    state: FaultState
    answer: str
    answered_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class FaultPage:
    """A page of them; `before` leads to the next one."""

    rows: list[FaultRow]
    total: int
    more_than: bool
    before: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened, at which agency, by whom; `by`: the name of the person."""

    deed: Deed
    agency: str
    at: datetime
    by: str
    note: str


def faults(viewer: Actor, on: date, *, state: FaultState | None = None, before: str = "") -> FaultPage:
    """What readers told of the agencies that somebody sees, newest first."""
    found = Fault.objects.filter(access.visible_to(viewer))
    if state is not None:
        found = found.filter(state=state)
    total, more_than = counted(found)
    rows = list(newest_first(found.select_related("agency"), "submitted_at", before)[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    titles = _titles(rows)
    shown = [_row(each, on, titles) for each in rows]
    return FaultPage(shown, total, more_than, mark(rows[-1], "submitted_at") if more else "")


def fault(viewer: Actor, fault_id: int, on: date) -> FaultRow | None:
    """One of them, if the viewer may see it."""
    found = Fault.objects.filter(access.visible_to(viewer), pk=fault_id).select_related("agency").first()
    return _row(found, on, _titles([found])) if found else None


def events(fault_id: int) -> list[EventRow]:
    """What happened to one, first to last."""
    found = list(FaultEvent.objects.filter(fault=fault_id).select_related("agency").order_by("pk"))
    names = names_of({each.by for each in found})
    return [
        EventRow(Deed(each.deed), each.agency.name, each.at, names.get(each.by, each.by), each.note)
        for each in found
    ]


def told(fault_id: int, on: date) -> FaultRow:
    """What is told to whoever has number and code."""
    found = Fault.objects.select_related("agency").get(pk=fault_id)
    return _row(found, on, _titles([found]))


def _titles(faults: Iterable[Fault]) -> dict[str, str]:
    """The titles of the items whose pages these are, by index number: what is not public now has none."""
    numbers = {_index_no(each.page) for each in faults}
    found = Item.objects.filter(index_no__in=numbers - {""}, stand=Stand.PUBLIC)
    return dict(found.values_list("index_no", "title"))


def _index_no(page: str) -> str:
    said = _ITEM.search(unquote(page.partition("?")[0]))
    return said[1] if said else ""


def _row(one: Fault, on: date, titles: Mapping[str, str]) -> FaultRow:
    state = FaultState(one.state)
    return FaultRow(
        one.pk,
        one.number,
        one.agency_id,
        one.agency.name,
        one.page,
        titles.get(_index_no(one.page), ""),
        FaultKind(one.kind),
        one.says,
        str(one.contact),
        one.submitted_at,
        one.due_on,
        state,
        one.answer,
        one.answered_at,
        state is FaultState.OPEN and one.due_on < on,
    )
