"""Whose a delivered row is, and of when, where its file says so under headings of their own."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from gongkai.agencies.queries import tree
from gongkai.documents.register_sheets import Sheet, open_sheet
from gongkai.law.registers import definition
from gongkai.records.queries.numbers import CIVIL
from gongkai.registers.actions.sources import AS_OF, OF_AGENCY
from gongkai.registers.models import Delivery, Source

NOBODY = "没有这个机关，或者它不由这个数据来源报送。请写机关全称或者统一社会信用代码。"
NO_MOMENT = "不是时间，请写成2026-03-31 09:30这样。"
AHEAD = "在报送时间之后，请核对。"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose rows a source may bring: its own, and those of the bodies below it where its rows say so."""

    own: int
    known: Mapping[str, int]

    def of(self, beside: Mapping[str, str]) -> tuple[int, str]:
        """The agency of a row; and what is wrong with what it says."""
        text = beside.get(OF_AGENCY, "")
        found = self.known.get(text) if text else self.own
        return (found, "") if found else (self.own, NOBODY)


def whose(source: Source, on: date) -> Whose:
    """By name, short name, code or slug, of those that exist on a day; what two of them are called stands for neither."""
    rows = {branch.agency.id: branch.agency for branch in tree(on=on)}
    reached = {source.agency_id}
    for row in rows.values():  # depth first: whoever stands above comes before
        if row.parent_id in reached:
            reached.add(row.id)
    known, twice = dict[str, int](), set[str]()
    for row in (rows[number] for number in sorted(reached & rows.keys())):
        names = {text for text in (row.name, row.short_name, row.organ_code, row.slug) if text}
        twice |= names & known.keys()
        known |= dict.fromkeys(names, row.id)
    return Whose(source.agency_id, {text: number for text, number in known.items() if text not in twice})


def moment(beside: Mapping[str, str], latest: datetime) -> tuple[datetime | None, str]:
    """Of when a row is, in China where it says nothing else, None where it does not say; and what is wrong with it."""
    text = beside.get(AS_OF, "")
    if not text:
        return None, ""
    try:
        at = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None, NO_MOMENT
    at = at if at.tzinfo else at.replace(tzinfo=CIVIL)
    return (at, "") if at <= latest else (None, AHEAD)


def opened(path: Path, delivery: Delivery) -> AbstractContextManager[Sheet]:
    """The file of a delivery. Unreadable for one that is no table, or whose headings do not fit."""
    source = delivery.source
    return open_sheet(path, delivery.name, definition(source.register), source.mapping)
