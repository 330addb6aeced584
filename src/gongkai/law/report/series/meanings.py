"""What the cells of both forms mean, so that years can be put in one line.   依据：国办公开办函〔2021〕30号（与〔2019〕60号表格对照）

A meaning has at most one place in each form. Where a form has none, the line has a gap that says why; nothing is worked out
from other cells to fill it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.law.report.checks.wording import TABLES, row_name
from gongkai.law.report.schema import CellSpec, Kind, forms

OLD, NEW = "format_2019", "format_2021"


class Link(StrEnum):
    """How the two forms are connected."""

    SAME = "same"
    GROUP = "group"
    PART = "part"
    UNLIKE = "unlike"
    DROPPED = "dropped"
    ADDED = "added"

    @property
    def label(self) -> str:
        """The words that readers see."""
        return {
            "same": "两种表式含义相同，直接连接",
            "group": "2021 年起分为三项，按合计连接",
            "part": "2019 年格式不分项，只能按合计比较",
            "unlike": "两种表式含义不同，不连接",
            "dropped": "2021 年起表式不再设此项",
            "added": "2021 年起表式新设此项",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One quantity. `id` is its cell in the newer form that has it; `cells`: what adds up to it in each form that has it.

    `gaps`: why a form has none, by form. `apart`: forms in which the cell holds more than the quantity itself, with what it
    holds; such a figure is shown and never compared. `running`: a stock at the end of the year, which may well stay the same.
    """

    id: str
    label: str
    unit: str
    kind: Kind
    link: Link
    cells: Mapping[str, tuple[str, ...]]
    gaps: Mapping[str, str]
    apart: Mapping[str, str]

    @property
    def table(self) -> str:
        """The table that it stands in: t2, t3, t4."""
        return self.id[:2]

    @property
    def total(self) -> bool:
        """Whether it is a figure of all applicants or of all results, or stands in table two, which has no such columns."""
        return self.table == "t2" or self.id.endswith(".total")

    @property
    def running(self) -> bool:
        """Whether it is a stock and no count of what happened in the year."""
        return self.id.endswith((".in_force", ".published_total", ".items_last_year"))


_DECIDED = ("art20_5.admin_license", "art20_6.admin_penalty", "art20_6.admin_coercion")
_RENAMED = {
    f"t2.art20_1.{row}.made_this_year": f"t2.art20_1.{row}.issued_this_year"
    for row in ("regulation", "normative_document")
} | {f"t2.{row}.decisions": f"t2.{row}.decisions_this_year" for row in _DECIDED}
_FEES = "t2.art20_8.admin_fee."
_UNLIKE = {
    "published_total": "2021 年起表式改报“现行有效件数”，与“对外公开总数量”含义不同",
    "in_force": "2019 年格式报的是“对外公开总数量”，与“现行有效件数”含义不同",
    f"{_FEES}items_last_year": "2021 年起表式改报收费金额，与项目数量不是同一个量",
    f"{_FEES}items_change": "2021 年起表式改报收费金额，与项目数量不是同一个量",
    f"{_FEES}fee_amount_wan": "2019 年格式报的是收费项目数量，与收费金额不是同一个量",
}
_WHOLE, _GROUP, _REST = "other_handling", "other", "other_misc"
_PARTS = ("other_no_correction", "other_fee_unpaid", _REST)
_UNDIVIDED = "2019 年格式的“其他处理”不分项，请看“其他处理”合计"
_ALL_OF_IT = "2019 年格式的“其他处理”不分项，这里是它的全部，只能与合计比较"


@cache
def meanings() -> Mapping[str, Meaning]:
    """Every meaning by its id: those of the newer form in its order, 其他处理 as a whole before its parts, then what was dropped."""
    made = (*_of_new(), *_dropped())
    return {each.id: each for each in made}


@cache
def same_meaning() -> Mapping[str, str]:
    """Cells of the form of 2021 by the cell of the form of 2019 that says the same, where the two are not called the same.

    总数量 and 现行有效件数 do not mean the same, nor do projects and amounts of fees: they are not among them. What the form
    of 2019 has as 其他处理 stands in the last of its three rows of today.
    """
    return {
        meaning.cells[OLD][0]: meaning.id
        for meaning in meanings().values()
        if OLD in meaning.cells
        and meaning.link in (Link.SAME, Link.PART)
        and meaning.cells[OLD] != (meaning.id,)
    }


def _of_new() -> Iterator[Meaning]:
    before = {new: old for old, new in _RENAMED.items()}
    for spec in forms()[NEW].cells.values():
        row = spec.row.id
        if spec.table == "t3" and row == _PARTS[0]:
            yield _whole(spec)
        if spec.table == "t3" and row in _PARTS:
            yield _part(spec)
        elif (old := before.get(spec.id, spec.id)) in forms()[OLD].cells:
            yield _made(spec, Link.SAME, {OLD: (old,), NEW: (spec.id,)})
        else:
            why = _unlike(spec.id)
            yield _made(
                spec,
                Link.UNLIKE if why else Link.ADDED,
                {NEW: (spec.id,)},
                {OLD: why or Link.ADDED.label},
            )


def _dropped() -> Iterator[Meaning]:
    for spec in forms()[OLD].cells.values():
        if spec.table == "t2" and spec.id not in _RENAMED:
            why = _unlike(spec.id)
            yield _made(
                spec,
                Link.UNLIKE if why else Link.DROPPED,
                {OLD: (spec.id,)},
                {NEW: why or Link.DROPPED.label},
            )


def _whole(spec: CellSpec) -> Meaning:
    column = spec.column.id
    return Meaning(
        id=f"t3.{_GROUP}.{column}",
        label=f"表三 其他处理（合计） · {spec.column.label}",
        unit=spec.column.unit,
        kind=spec.column.kind,
        link=Link.GROUP,
        cells={OLD: (f"t3.{_WHOLE}.{column}",), NEW: tuple(f"t3.{row}.{column}" for row in _PARTS)},
        gaps={},
        apart={},
    )


def _part(spec: CellSpec) -> Meaning:
    """Of the three rows of today the last takes what the older form has, marked as the whole that it is."""
    if spec.row.id != _REST:
        return _made(spec, Link.PART, {NEW: (spec.id,)}, {OLD: _UNDIVIDED})
    cells = {OLD: (f"t3.{_WHOLE}.{spec.column.id}",), NEW: (spec.id,)}
    return _made(spec, Link.PART, cells, apart={OLD: _ALL_OF_IT})


def _made(
    spec: CellSpec,
    link: Link,
    cells: Mapping[str, tuple[str, ...]],
    gaps: Mapping[str, str] | None = None,
    apart: Mapping[str, str] | None = None,
) -> Meaning:
    label = f"{TABLES[spec.table]} {row_name(spec)} · {spec.column.label}"
    column = spec.column
    return Meaning(spec.id, label, column.unit, column.kind, link, cells, gaps or {}, apart or {})


def _unlike(cell: str) -> str:
    return _UNLIKE.get(cell) or _UNLIKE.get(cell.rpartition(".")[2], "")


def cells_of(ids: Iterable[str]) -> frozenset[str]:
    """Every cell of either form that these meanings read; KeyError for a meaning that there is not."""
    held = (meanings()[each].cells.values() for each in ids)
    return frozenset(cell for each in held for cells in each for cell in cells)
