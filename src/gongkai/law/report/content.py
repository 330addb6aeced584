"""What one annual report says: the value that readers make, checks examine and screens show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from gongkai.law.report.schema import Form, forms


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell as printed. `value` is None for a blank: blank is not zero.

    `where` is the place in the document ("line 57", "page 3, table 1, row 5, column 4").
    `inferred` marks a value whose own cell was lost in the document, but which the sums of the form force.
    """

    value: int | Decimal | None
    raw: str
    where: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Something printed that could not be placed or understood with certainty, and why."""

    cell: str
    raw: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose; `where` is its place in the document."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section as printed. `id` is one of the six of the form, or "" for a heading that is none of them.

    `number` and `title` are printed text: "五", "政府信息公开工作存在的主要问题及改进情况".
    """

    id: str
    number: str
    title: str
    where: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Report:
    """One annual report as read. Cells that the document does not contain are absent from `cells`.

    `captions` are those of table two as printed ("第二十条第（一）项").
    """

    format: str
    title: str = ""
    agency_name: str = ""
    report_year: int | None = None
    published_on: date | None = None
    preface: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    captions: tuple[Paragraph, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()

    @cached_property
    def form(self) -> Form:
        """The official form that the tables of this report follow."""
        return forms()[self.format]

    def value(self, cell_id: str) -> int | Decimal | None:
        """The figure in a cell; None if it is blank, absent or unread."""
        cell = self.cells.get(cell_id)
        return cell.value if cell else None

    def section(self, section_id: str) -> Section | None:
        """The section with this id, if the document has it."""
        return next((section for section in self.sections if section.id == section_id), None)

    def prose(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph with its pointer: ("preface/p1", …), ("s1_overview/p3", …); p counts from 1.

        A section without an id has its position in the document instead: ("section7/p1", …).
        """
        for index, paragraph in enumerate(self.preface, 1):
            yield f"preface/p{index}", paragraph
        for position, section in enumerate(self.sections, 1):
            for index, paragraph in enumerate(section.paragraphs, 1):
                yield f"{section.id or f'section{position}'}/p{index}", paragraph
