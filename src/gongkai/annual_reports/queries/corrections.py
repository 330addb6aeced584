"""Reads: what a correction changed in a published report: figures cell by cell, texts section by section."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.annual_reports.models import AnnualReport, Step, StepKind
from gongkai.documents.writing.as_json import from_json
from gongkai.law.report.checks.wording import TABLES, cell_name, figure
from gongkai.law.report.content import Report


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is not as it was: its name, what stood there, what stands there."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One version after the first: when it came, why (empty for one that was imported), what is not as it was."""

    version: int
    at: datetime
    because: str
    figures: tuple[Changed, ...]
    texts: tuple[Changed, ...]


def corrections(slug: str, year: int) -> list[Correction]:
    """The corrections of a report, newest first: those that were published here and say why."""
    published = list(
        Step.objects.filter(
            working__agency__slug=slug, working__year=year, kind=StepKind.PUBLISHED, version__version__gt=1
        )
        .select_related("version")
        .order_by("-version__version")
    )
    if not published:
        return []
    versions = {
        each.version: from_json(each.content)
        for each in AnnualReport.objects.filter(agency__slug=slug, year=year)
    }
    made = []
    for step in published:
        if step.version is None or step.version.version - 1 not in versions:
            continue
        number = step.version.version
        figures, texts = compared(versions[number - 1], versions[number])
        made.append(Correction(number, step.at, _because(step), figures, texts))
    return made


def compared(before: Report, after: Report) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """The figures and the texts of two versions of a report that differ."""
    cells = after.form.cells
    figures = tuple(
        Changed(
            f"{TABLES[spec.table]}{cell_name(spec)}",
            figure(before.value(cell)),
            figure(after.value(cell)),
        )
        for cell, spec in cells.items()
        if before.value(cell) != after.value(cell)
    )
    texts = tuple(
        Changed(section.title, _said(before, section.id), _said(after, section.id))
        for section in after.sections
        if _said(before, section.id) != _said(after, section.id)
    )
    return figures, texts


def _said(report: Report, section_id: str) -> str:
    section = report.section(section_id)
    return "\n".join(paragraph.text for paragraph in section.paragraphs) if section else ""


def _because(step: Step) -> str:
    opened = (
        Step.objects.filter(working=step.working_id, kind=StepKind.REOPENED, number__lt=step.number)
        .order_by("-number")
        .first()
    )
    return opened.remarks if opened else ""
