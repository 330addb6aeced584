"""A whole report laid out for a page: its sections in order, each with prose, table, findings, unread parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.documents.official_tables import TABLES
from gongkai.law.findings import Finding
from gongkai.law.report.content import Paragraph, Report, Section, Unread
from gongkai.portal.sheets.filled_tables import FilledTable, fill
from gongkai.portal.sheets.notes import WHOLE, Note, Tally, numbered, paragraph_anchor, tally
from gongkai.portal.sheets.prose import MarkedParagraph, mark
from gongkai.portal.sheets.spots import spot


@dataclass(frozen=True, slots=True)
class UnreadText:
    """Something printed that was not read, why, its place, and the cells that it may concern."""

    raw: str
    why: str
    where: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section as shown. `found` is False for a section of the form that the document lacks.

    `official` is the heading of the form where the document prints another.
    """

    id: str
    heading: str
    official: str
    found: bool
    paragraphs: tuple[MarkedParagraph, ...]
    table: FilledTable | None
    notes: tuple[Note, ...]
    unread: tuple[UnreadText, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report ready to be shown. `general` are findings on the report as a whole."""

    report: Report
    tally: Tally
    notes: tuple[Note, ...]
    general: tuple[Note, ...]
    parts: tuple[Part, ...]
    unplaced: tuple[UnreadText, ...]

    @property
    def gravest_first(self) -> list[Note]:
        """All notes for the overview: errors, warnings, then remarks."""
        weight = {"error": 0, "warning": 1, "info": 2}
        return sorted(self.notes, key=lambda note: (weight[note.severity], note.number))


def lay_out(report: Report, findings: Iterable[Finding]) -> Sheet:
    """Lay a report out: sections of the form in their order, then printed sections that are none of them."""
    notes = numbered(findings, report)
    parts = [_preface(report, notes)] if report.preface else []
    parts += [_section_of_form(report, spec.id, notes) for spec in report.form.sections]
    parts += [
        _extra_section(f"section{place}", section, notes)
        for place, section in enumerate(report.sections, 1)
        if not section.id
    ]
    return Sheet(
        report=report,
        tally=tally(notes),
        notes=notes,
        general=tuple(note for note in notes if note.part == WHOLE),
        parts=tuple(parts),
        unplaced=_unread(
            report, [entry for entry in report.unread if entry.cell.split(".")[0] not in TABLES]
        ),
    )


def _preface(report: Report, notes: Sequence[Note]) -> Part:
    own = tuple(note for note in notes if note.part == "preface")
    paragraphs = _marked("preface", report.preface, own)
    return Part("preface", "前言", "", True, paragraphs, None, own, ())


def _section_of_form(report: Report, section_id: str, notes: Sequence[Note]) -> Part:
    spec = next(spec for spec in report.form.sections if spec.id == section_id)
    section = report.section(section_id)
    own = tuple(note for note in notes if note.part == section_id)
    table = next((table for table, home in TABLES.items() if home == section_id), "")
    printed = _heading(section) if section else spec.heading
    return Part(
        id=section_id,
        heading=printed,
        official=spec.heading if printed != spec.heading else "",
        found=section is not None,
        paragraphs=_marked(section_id, section.paragraphs, own) if section else (),
        table=fill(table, report, notes) if table else None,
        notes=own,
        unread=_unread(
            report, [entry for entry in report.unread if table and entry.cell.split(".")[0] == table]
        ),
    )


def _extra_section(name: str, section: Section, notes: Sequence[Note]) -> Part:
    own = tuple(note for note in notes if note.part == name)
    return Part(name, _heading(section), "", True, _marked(name, section.paragraphs, own), None, own, ())


def _heading(section: Section) -> str:
    return f"{section.number}、{section.title}" if section.number else section.title


def _marked(name: str, paragraphs: Sequence[Paragraph], notes: Sequence[Note]) -> tuple[MarkedParagraph, ...]:
    made = []
    for index, paragraph in enumerate(paragraphs, 1):
        pointer = f"{name}/p{index}"
        own = [note for note in notes if note.finding.where == pointer]
        made.append(mark(paragraph.text, own, anchor=paragraph_anchor(pointer), where=paragraph.where))
    return tuple(made)


def _unread(report: Report, entries: Iterable[Unread]) -> tuple[UnreadText, ...]:
    """One line for each text that was not read, however many cells it may concern."""
    cells: dict[tuple[str, str, str], list[str]] = {}
    for entry in entries:
        spec = report.form.cells.get(entry.cell)
        cells.setdefault((entry.raw, entry.why, entry.where), []).append(spec.label if spec else "")
    return tuple(
        UnreadText(raw, why, spot(where), tuple(label for label in labels if label))
        for (raw, why, where), labels in cells.items()
    )
