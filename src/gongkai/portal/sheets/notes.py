"""Findings as numbered notes, in the order of the document, each with links to what it speaks of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.documents.official_tables import TABLES
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.checks.registry import RULES
from gongkai.law.report.content import Report

WHOLE = ""
"""Where findings on the title or the report as a whole stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that a note speaks of: its full name, the anchor of its spot on the page.

    In a list `lead` is printed before the first cell of a row, `short` for each cell.
    """

    label: str
    anchor: str
    lead: str
    short: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its number on the page. `part` is the section id that it stands beside."""

    number: int
    finding: Finding
    part: str
    places: tuple[Place, ...]
    more_places: int = 0

    @property
    def anchor(self) -> str:
        """The id of the note on the page."""
        return f"f{self.number}"

    @property
    def severity(self) -> str:
        """The severity as a word for style classes: error, warning, info."""
        return self.finding.severity.value

    @property
    def name(self) -> str:
        """What links call the note: 错误 3."""
        return f"{self.finding.severity.label} {self.number}"

    @property
    def sign(self) -> str:
        """What stands in the narrow cells of the tables: 错3."""
        return f"{self.finding.severity.label[0]}{self.number}"

    @property
    def title(self) -> str:
        """What the rule checks."""
        check = RULES.get(self.finding.rule)
        return check.rule.title if check else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many notes there are of each severity."""

    errors: int
    warnings: int
    notes: int

    @property
    def total(self) -> int:
        return self.errors + self.warnings + self.notes


PLACES_SHOWN = 6


def cell_anchor(cell_id: str) -> str:
    """The id of a data cell on the page."""
    return "c-" + cell_id.replace(".", "-")


def paragraph_anchor(pointer: str) -> str:
    """The id of a paragraph on the page."""
    return "p-" + pointer.replace("/", "-")


def numbered(findings: Iterable[Finding], report: Report) -> tuple[Note, ...]:
    """The findings in the order of the document: the whole first, then section by section, prose before cells."""
    order = _order(report)
    ranked = sorted(findings, key=lambda finding: _rank(finding, order))
    return tuple(
        Note(
            number=number,
            finding=finding,
            part=_part(finding.where, order),
            places=tuple(_places(finding, report)[:PLACES_SHOWN]),
            more_places=max(0, len(_places(finding, report)) - PLACES_SHOWN),
        )
        for number, finding in enumerate(ranked, 1)
    )


def tally(notes: Iterable[Note]) -> Tally:
    """Count the notes by severity."""
    kinds = [note.finding.severity for note in notes]
    return Tally(kinds.count(Severity.ERROR), kinds.count(Severity.WARNING), kinds.count(Severity.INFO))


def _order(report: Report) -> dict[str, int]:
    """Section ids, printed ones that belong to no section of the form included, in the order of the page."""
    form = [section.id for section in report.form.sections]
    extra = [f"section{place}" for place, section in enumerate(report.sections, 1) if not section.id]
    return {name: place for place, name in enumerate([WHOLE, "preface", *form, *extra])}


def _part(where: str, order: Mapping[str, int]) -> str:
    table, _, _ = where.partition(".")
    section, _, _ = where.partition("/")
    name = TABLES.get(table, section)
    return name if name in order else WHOLE


def _rank(finding: Finding, order: Mapping[str, int]) -> tuple[int, int, int, str]:
    """Section; whole section before its prose before its table; paragraph; then as printed in the form."""
    section, _, paragraph = finding.where.partition("/p")
    in_table = finding.where.partition(".")[0] in TABLES
    depth = 2 if in_table else 1 if paragraph else 0
    position = int(paragraph) if paragraph.isdecimal() else 0
    start = f"{finding.span[0]:06}" if finding.span else ""
    return (order.get(_part(section, order), 0), depth, position, start)


def _places(finding: Finding, report: Report) -> list[Place]:
    places = []
    section, _, paragraph = finding.where.partition("/p")
    if paragraph:
        name = f"{_section_name(section, report)}第{paragraph}段"
        places.append(Place(name, paragraph_anchor(finding.where), "", name))
    last = ""
    for cell in dict.fromkeys((finding.where, *finding.cells)):
        spec = report.form.cells.get(cell)
        if spec is None:
            continue
        row, _, column = spec.label.rpartition(" · ")
        places.append(Place(spec.label, cell_anchor(cell), "" if row == last else f"{row}：", column))
        last = row
    return places


def _section_name(section_id: str, report: Report) -> str:
    numbers = {section.id: f"第{section.number}部分" for section in report.form.sections}
    return numbers.get(section_id, "前言" if section_id == "preface" else "正文")
