"""What a proper row of the catalogue is: everything that is wrong with what somebody wrote, by field."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.documents.catalogue_sheets import LABELS as PRINTED
from gongkai.documents.catalogue_sheets import LEVELS
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.items import items
from gongkai.law.metadata import Audience, Carrier, FiveOpen, fields
from gongkai.publication.queries.catalogue import EntryRow

LABELS = {
    "key": "事项编号",
    **PRINTED,
    "working_days": "公开时限（工作日）",
    "five_open": "“五公开”阶段",
    "duty": "法定主动公开内容",
    "position": "序号",
    "absent_because": "无此事项的原因",
}
_LONGEST = {
    "item_l1": 100,
    "item_l2": 100,
    "time_limit": 200,
    "body": 120,
    "audience_group": 60,
    "absent_because": 200,
}
_NEEDED = ("item_l1", "elements", "basis", "time_limit", "carriers")
_MOST_LINES, _LONGEST_LINE = 60, 500
_MOST_DAYS = 3660
_WORKING_DAYS = re.compile(r"(\d{1,3})\s*个工作日")
_OPEN = frozenset({Attribute.PROACTIVE, Attribute.ON_REQUEST})


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: in which field, and what to do."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"{LABELS[self.name]}：{self.message}"


def fit(proposal: Mapping[str, Any]) -> tuple[dict[str, Any], list[Mistake]]:
    """A row as its table has it, every field of it, and everything that is wrong with it."""
    row: dict[str, Any] = {name: str(proposal.get(name) or "").strip() for name in _LONGEST}
    row |= {
        name: str(proposal.get(name) or "") for name in ("field", "audience", "mode", "five_open", "duty")
    }
    row |= {name: _lines(proposal.get(name)) for name in ("elements", "basis", "carriers", "levels")}
    row["working_days"] = proposal.get("working_days") or _days_in(row["time_limit"])
    row["position"] = proposal.get("position") or 0
    if row["audience"] == Audience.EVERYBODY:
        row["audience_group"] = ""
    return row, list(_mistakes(row))


def fields_of(row: EntryRow) -> dict[str, Any]:
    """A row as its table has it."""
    return {
        "field": row.field,
        "position": row.position,
        "item_l1": row.item_l1,
        "item_l2": row.item_l2,
        "elements": list(row.elements),
        "basis": list(row.basis),
        "time_limit": row.time_limit,
        "working_days": row.working_days,
        "body": row.body,
        "carriers": [one.value for one in row.carriers],
        "audience": row.audience.value,
        "audience_group": row.audience_group,
        "mode": row.mode.value,
        "levels": list(row.levels),
        "five_open": row.five_open.value if row.five_open else "",
        "duty": row.duty,
        "absent_because": row.absent_because,
    }


def _days_in(time_limit: str) -> int | None:
    """The working days that a time limit names: "信息形成或者变更之日起20个工作日内"."""
    found = _WORKING_DAYS.search(time_limit)
    return int(found[1]) if found else None


def _lines(value: Any) -> list[str]:
    given = value.splitlines() if isinstance(value, str) else value or ()
    return [text for one in given if (text := str(one).strip())]


def _mistakes(row: Mapping[str, Any]) -> Iterator[Mistake]:
    for name in _NEEDED:
        if not row[name]:
            yield Mistake(name, "没有填写。")
    for name, most in _LONGEST.items():
        if len(row[name]) > most:
            yield Mistake(name, f"不能超过{most}个字。")
    for name in ("elements", "basis"):
        if len(row[name]) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in row[name]):
            yield Mistake(name, f"最多{_MOST_LINES}行，每行不超过{_LONGEST_LINE}个字。")
    yield from _unknown(row)
    yield from _figures(row)
    if any("\0" in text for text in _texts(row)):
        yield Mistake("item_l1", "这一行有不能保存的字符。")


def _unknown(row: Mapping[str, Any]) -> Iterator[Mistake]:
    """Values that are none of those that can be chosen."""
    known: dict[str, Callable[[str], bool]] = {
        "field": fields().__contains__,
        "audience": set(Audience).__contains__,
        "mode": _OPEN.__contains__,
        "five_open": {"", *FiveOpen}.__contains__,
        "duty": {"", *items()}.__contains__,
        "carriers": set(Carrier).__contains__,
        "levels": LEVELS.__contains__,
    }
    for name, is_known in known.items():
        for value in row[name] if isinstance(row[name], list) else [row[name]]:
            if not is_known(value):
                yield Mistake(name, f"“{value}”不在可选范围内。" if value else "没有选择。")


def _figures(row: Mapping[str, Any]) -> Iterator[Mistake]:
    days = row["working_days"]
    if days is not None and not (isinstance(days, int) and 1 <= days <= _MOST_DAYS):
        yield Mistake("working_days", f"应当是1至{_MOST_DAYS}。")
    if not (isinstance(row["position"], int) and 0 <= row["position"] <= 100_000):
        yield Mistake("position", "应当是0至100000。")


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for value in row.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from value
