"""Reads: the parts of a report as its editors see them: as typed, with numbers, what is wrong, what may be written."""

from dataclasses import dataclass

from gongkai.annual_reports.queries.drafted import Draft
from gongkai.annual_reports.queries.texts import TextRow
from gongkai.law.findings import Finding
from gongkai.law.report.content import Report
from gongkai.law.report.tokens.filling import fill, names
from gongkai.law.report.tokens.parts import Part, parts
from gongkai.law.report.tokens.suggesting import suggestions


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part: its newest text, the same with numbers, what was refused in it."""

    part: Part
    row: TextRow
    paragraphs: tuple[str, ...]
    refused: tuple[Finding, ...]

    @property
    def lacks(self) -> bool:
        """Whether it must be written and is not."""
        return self.part.required and not self.row.text.strip()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence that the year's numbers suggest: as it would be typed, and as it would read."""

    text: str
    reads: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A number token that may be used: as it is typed, in words, what it says now ("" for a blank)."""

    typed: str
    label: str
    says: str


def shown(made: Draft) -> list[PartRow]:
    """Every part of a report in reading order."""
    return [part_of(made, part) for part in parts(made.working.form)]


def part_of(made: Draft, part: Part) -> PartRow:
    """One part of a report."""
    row = made.texts.get(part.id) or TextRow(part.id, 0, "", "", None)
    filled = made.filled.get(part.id)
    lines = tuple(line for line in filled.text.splitlines() if line.strip()) if filled else ()
    return PartRow(part, row, lines, filled.refused if filled else ())


def suggested(made: Draft, part: Part) -> list[Suggestion]:
    """Sentences for a part, from the numbers of the year."""
    found = suggestions(made.figures, made.working.year).get(part.id, ())
    return [Suggestion(text, fill(text, made.figures).text) for text in found]


def marks(made: Draft) -> list[Mark]:
    """The number tokens of a report that say something other than another one, those of totals and statistics before single cells."""
    found = [
        Mark(typed, label, "" if filled.refused else filled.text)
        for name, label in names(made.figures)
        if not name.endswith(".total")
        for typed in (f"{{{{{name}}}}}",)
        for filled in (fill(typed, made.figures),)
    ]
    return sorted(found, key=lambda mark: (mark.typed.startswith("{{t"), mark.typed.count(".")))


def last_years_text(previous: Report | None, part: Part) -> tuple[str, ...]:
    """What last year's report said in the section of a part, one paragraph each."""
    if previous is None:
        return ()
    if part.section == "preface":
        return tuple(paragraph.text for paragraph in previous.preface)
    section = previous.section(part.section)
    return tuple(paragraph.text for paragraph in section.paragraphs) if section else ()
