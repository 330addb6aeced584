"""What an export would come to on a carrier: new posts with their items, posts that are there, mistakes. Nothing is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.channels.models import Carrier, Intake
from gongkai.channels.queries.matching import Candidate, alike, held_on, items_by_title, match, neighbours
from gongkai.documents.post_sheets import COUNTS, Line, read_posts
from gongkai.documents.spreadsheets import Fault
from gongkai.publication.queries.duplicates import title_key

SUGGESTED = 300
"""For so many rows likenesses are sought: each is compared with all items around it."""


class What(StrEnum):
    """What becomes of a row."""

    ITEM = "item"
    PIECE = "piece"
    KNOWN = "known"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"item": "新登记，对应本平台信息", "piece": "新登记，本平台没有对应信息", "known": "已登记过"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Step:
    """One row: what becomes of it; the item that it is, those that it may be, the post that is there."""

    line: Line
    what: What
    item: Candidate | None = None
    alike: tuple[Candidate, ...] = ()
    post_id: int | None = None

    @property
    def counted(self) -> bool:
        """Whether it brings figures."""
        return any(self.line.counts.get(field) is not None for field in COUNTS)


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows; `columns`: which heading is read as what; `before`: an earlier import of the same file, still standing."""

    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    before: int | None

    def many(self, what: What) -> int:
        """How many rows become this."""
        return sum(1 for step in self.steps if step.what is what)

    @property
    def counted(self) -> int:
        """How many bring figures."""
        return sum(1 for step in self.steps if step.counted)


def planned(carrier: Carrier, data: bytes, name: str, digest: str, on: date) -> Plan:
    """What a file would come to on a day. Raises Unreadable for a file that is no export of posts."""
    sheet = read_posts(data, name)
    faults = (*sheet.faults, *_unfit(carrier, sheet.lines, sheet.columns, on))
    before = (
        Intake.objects.filter(carrier=carrier.pk, digest=digest, void__isnull=True).order_by("-pk").first()
    )
    steps = tuple(_steps(carrier, sheet.lines)) if not faults else ()
    return Plan(steps, tuple(sorted(faults)), sheet.columns, sheet.ignored, before.pk if before else None)


def _unfit(
    carrier: Carrier, lines: tuple[Line, ...], columns: Mapping[str, str], on: date
) -> Iterator[Fault]:
    """Days outside the life of the carrier; rows that stand twice in the file."""
    seen: dict[object, int] = {}
    for line in lines:
        if line.on > on:
            yield Fault("", line.row, columns["on"], f"{line.on} 在今天之后，请核对。")
        elif line.on < carrier.opened_on:
            message = f"{line.on} 早于“{carrier.name}”的开通日期 {carrier.opened_on}。请核对日期，或者修改载体的开通日期。"
            yield Fault("", line.row, columns["on"], message)
        elif carrier.closed_on is not None and line.on > carrier.closed_on:
            message = f"{line.on} 晚于“{carrier.name}”的停用日期 {carrier.closed_on}。请核对。"
            yield Fault("", line.row, columns["on"], message)
        if not title_key(line.title):
            yield Fault("", line.row, columns["title"], "标题里没有文字。请填写标题。")
        yield from _twice(line, seen, columns)


def _twice(line: Line, seen: dict[object, int], columns: Mapping[str, str]) -> Iterator[Fault]:
    same: list[tuple[object, str, str]] = [((title_key(line.title), line.on), "title", "标题和日期")]
    if line.address:
        same.append((line.address, "address", "网址"))
    for key, field, what in same:
        first = seen.setdefault(key, line.row)
        if first != line.row:
            yield Fault("", line.row, columns[field], f"与第{first}行的{what}相同。请删除重复的一行。")
            return


def _steps(carrier: Carrier, lines: tuple[Line, ...]) -> Iterator[Step]:
    held = held_on(carrier.pk)
    known = items_by_title([title_key(line.title) for line in lines])
    around = (
        neighbours(carrier.agency_id, min(line.on for line in lines), max(line.on for line in lines))
        if lines
        else []
    )
    sought = 0
    for line in lines:
        key = title_key(line.title)
        there = held.addresses.get(line.address) if line.address else None
        if there is None:
            there = held.titles.get((key, line.on))
        if there is not None:
            yield Step(line, What.KNOWN, post_id=there)
            continue
        found = match(known.get(key, ()), line.on, carrier.agency_id)
        if found is not None:
            yield Step(line, What.ITEM, item=found)
            continue
        sought += 1
        offered = alike(line.title, line.on, around) if sought <= SUGGESTED else ()
        yield Step(line, What.PIECE, alike=offered)
