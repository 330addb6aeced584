"""The official forms of the annual report as data.   依据：国办公开办函〔2019〕60号、〔2021〕30号

A cell id is `{table}.{block_or_row}.{column}`: `t2.art20_1.regulation.in_force`,
`t3.granted.natural_person`, `t4.review.upheld`. Tables are numbered by the section they stand in.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Instrument, instrument


class Kind(StrEnum):
    """What a cell may hold."""

    COUNT = "count"  # integer, 0 or more
    CHANGE = "change"  # signed integer
    WAN = "wan"  # decimal, 万元, at most four decimals


class Level(StrEnum):
    """The level of the body that reports; `department` is a department or office of a government at any level."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "province": "省级政府",
            "prefecture": "市级政府",
            "county": "县级政府",
            "township": "乡镇、街道",
            "department": "部门",
        }[self.value]


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One of the six sections: official title without its number, and other titles found in the wild."""

    id: str
    number: str
    title: str
    also: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The title line as the form prints it."""
        return f"{self.number}、{self.title}"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the five aspects of section one."""

    id: str
    title: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures; `group` is the heading that it shares with its neighbours."""

    id: str
    label: str
    group: str = ""
    unit: str = "件"
    kind: Kind = Kind.COUNT
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures; a leaf of table three is one outcome of one application, `basis` its article."""

    id: str
    label: str
    group: str = ""
    leaf: bool = False
    basis: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A captioned part of a table: all its rows have all its columns."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CellSpec:
    """Where a cell stands in the form and what it may hold."""

    id: str
    table: str
    block: Block
    row: Row
    column: Column

    @property
    def label(self) -> str:
        """The cell in words: 表三 2.重复申请 · 自然人."""
        table = {"t2": "表二", "t3": "表三", "t4": "表四"}[self.table]
        row = self.row.label or self.block.caption
        return f"{table} {row} · {self.column.label}"


@dataclass(frozen=True)
class Form:
    """One official form: six sections, tables two to four. Hashable by identity of its data."""

    id: str
    label: str
    instrument: Instrument
    first_year: int
    last_year: int | None
    sections: tuple[SectionSpec, ...]
    aspects: tuple[Aspect, ...]
    table2: tuple[Block, ...]
    table3: Block
    table4: tuple[Block, ...]

    @cached_property
    def cells(self) -> dict[str, CellSpec]:
        """Every data cell by id, in the order of the form."""
        specs = [
            CellSpec(f"t2.{block.id}.{row.id}.{column.id}", "t2", block, row, column)
            for block in self.table2
            for row in block.rows
            for column in block.columns
        ]
        specs += [
            CellSpec(f"t3.{row.id}.{column.id}", "t3", self.table3, row, column)
            for row in self.table3.rows
            for column in self.table3.columns
        ]
        specs += [
            CellSpec(f"t4.{block.id}.{column.id}", "t4", block, block.rows[0], column)
            for block in self.table4
            for column in block.columns
        ]
        return {spec.id: spec for spec in specs}

    @cached_property
    def outcomes(self) -> tuple[Row, ...]:
        """The leaf rows of table three: each handled application stands in exactly one."""
        return tuple(row for row in self.table3.rows if row.leaf)

    def covers(self, year: int) -> bool:
        """Whether reports on this year use the form."""
        return self.first_year <= year <= (self.last_year or year)


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if key == "also" else value for key, value in entry.items()}


def _column(entry: dict[str, Any]) -> Column:
    return Column(**{**_tuples(entry), "kind": Kind(entry.get("kind", "count"))})


def _block(entry: dict[str, Any]) -> Block:
    columns = tuple(_column(column) for column in entry["columns"])
    rows = tuple(Row(**_tuples(row)) for row in entry["rows"])
    return Block(entry["id"], entry["caption"], columns, rows)


@cache
def forms() -> dict[str, Form]:
    """Both official forms by id: `format_2019`, `format_2021`."""
    data = tomllib.loads(files("gongkai.law").joinpath("data/report_forms.toml").read_text("utf-8"))
    applicants = tuple(_column(entry) for entry in data["applicant"])
    results = tuple(_column(entry) for entry in data["result"])
    table4 = tuple(
        Block(entry["id"], entry["label"], results, (Row("", "", group=entry.get("group", "")),))
        for entry in data["remedy"]
    )
    made = {}
    for form_id, entry in data["form"].items():
        rows = tuple(
            Row(**{key: value for key, value in _tuples(row).items() if key != "forms"})
            for row in data["outcome"]
            if form_id in row.get("forms", (form_id,))
        )
        made[form_id] = Form(
            id=form_id,
            label=entry["label"],
            instrument=instrument(entry["instrument"]),
            first_year=entry["first_year"],
            last_year=entry.get("last_year"),
            sections=tuple(SectionSpec(**_tuples(section)) for section in data["section"]),
            aspects=tuple(Aspect(**_tuples(aspect)) for aspect in data["aspect"]),
            table2=tuple(_block(block) for block in entry["block"]),
            table3=Block("", "收到和处理政府信息公开申请情况", applicants, rows),
            table4=table4,
        )
    return made


def form_for(year: int) -> Form:
    """The form that a report on this year uses: by report year, never by publication date.

    Raises LookupError for years before 2019, which had no such form.
    """
    for form in forms().values():
        if form.covers(year):
            return form
    raise LookupError(f"{year}年度的报告没有统一格式：现行表格自2019年度报告起使用。")
