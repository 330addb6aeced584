"""Reports of one section, made of paragraphs only, to try sentences on."""

from decimal import Decimal

from gongkai.law.report.content import Paragraph, Report, Section
from gongkai.law.report.narrative.figures import Figure, Passage, figures, passages


def report_of(*texts: str, year: int | None = None, section: str = "s1_overview") -> Report:
    """A report on a year whose only section has these paragraphs."""
    paragraphs = tuple(Paragraph(text, f"line {number}") for number, text in enumerate(texts, 1))
    return Report(
        format="format_2021",
        report_year=year,
        sections=(Section(section, "一", "总体情况", "heading", paragraphs),),
    )


def passage_of(text: str, year: int | None = None) -> Passage:
    """One paragraph, read."""
    return passages(report_of(text, year=year))[0]


def read(text: str, year: int | None = None) -> list[tuple[str, str]]:
    """The figures of one paragraph as "value unit" and approximation."""
    return [(f"{Decimal(figure.value):f}{figure.unit}", figure.approx) for figure in figures_of(text, year)]


def figures_of(text: str, year: int | None = None) -> tuple[Figure, ...]:
    """The figures of one paragraph."""
    return figures(report_of(text, year=year))
