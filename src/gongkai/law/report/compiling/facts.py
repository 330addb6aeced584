"""From counted facts to the cells of a form, each with what it counts.

依据：国办公开办函〔2019〕60号、〔2021〕30号表二至表四
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks.wording import figure
from gongkai.law.report.compiling.derived import derived
from gongkai.law.report.schema import CellSpec, Form


class Source(StrEnum):
    """Which facts a cell counts."""

    REGISTERS = "registers"
    DOCUMENTS = "documents"
    REQUESTS = "requests"
    REMEDIES = "remedies"
    BELOW = "below"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "registers": "登记簿",
            "documents": "规章、规范性文件登记簿",
            "requests": "依申请公开案件",
            "remedies": "行政复议、行政诉讼案件",
            "below": "本级与下级逐格相加",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Documents:
    """What is known of the documents of one kind in a year, in 件. The last two only the form of 2019 asks for.

    `repealed` as the place has set it: with or without those whose period is over.
    """

    made: int = 0
    repealed: int = 0
    in_force: int = 0
    published: int = 0
    published_total: int = 0

    def __add__(self, other: "Documents") -> "Documents":
        return Documents(
            self.made + other.made,
            self.repealed + other.repealed,
            self.in_force + other.in_force,
            self.published + other.published,
            self.published_total + other.published_total,
        )


_COLUMNS = {
    "issued_this_year": "made",
    "repealed_this_year": "repealed",
    "in_force": "in_force",
    "made_this_year": "made",
    "published_this_year": "published",
    "published_total": "published_total",
}
DOCUMENTS_BLOCK = "art20_1"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was counted for a body and a year: documents by row of table two, and cells of registers, requests, remedies."""

    documents: Mapping[str, Documents] = field(default_factory=dict)
    registers: Mapping[str, Number] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)
    remedies: Mapping[str, int] = field(default_factory=dict)


def documents_figure(column: str) -> str:
    """The field of `Documents` that a column of the first block of table two shows; KeyError for any other column."""
    return _COLUMNS[column]


def source_of(spec: CellSpec) -> Source:
    """Which facts a cell counts."""
    if spec.table == "t3":
        return Source.REQUESTS
    if spec.table == "t4":
        return Source.REMEDIES
    return Source.DOCUMENTS if spec.block.id == DOCUMENTS_BLOCK else Source.REGISTERS


def cells_of(form: Form, facts: Facts) -> dict[str, Number]:
    """The cells of a form from facts, in its order; what was not counted is absent: blank, not zero.

    依据：国办公开办函〔2019〕60号、〔2021〕30号表二至表四
    """
    given: dict[str, Number] = {**facts.registers, **facts.requests, **facts.remedies}
    for spec in form.cells.values():
        if source_of(spec) is Source.DOCUMENTS and spec.row.id in facts.documents:
            given[spec.id] = getattr(facts.documents[spec.row.id], documents_figure(spec.column.id))
    return {cell: given[cell] for cell in form.cells if cell in given}


def explanation(spec: CellSpec, form: Form, value: Number | None, source: Source | None = None) -> str:
    """What a figure counts, in a sentence for an officer. `source`: where it is not the usual one of the cell."""
    of = source or source_of(spec)
    if value is None:
        return f"{of.label}中没有可以计入这一格的数据，留空；确实没有的，请填0并写明依据。"
    if spec.id in derived(form.id) and of is not Source.BELOW:
        return f"由{len(derived(form.id)[spec.id])}格相加得出，共{figure(value)}{spec.column.unit}。"
    return f"取自{of.label}，共{figure(value)}{spec.column.unit}。"
