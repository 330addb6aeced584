"""A report as one list of pieces, in the order of the official form: every file is made of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from gongkai.documents.annual.charts import Chart, charts
from gongkai.documents.annual.tables import grid, tables
from gongkai.documents.official_tables import TABLES
from gongkai.documents.paper.measures import wide
from gongkai.documents.paper.pieces import Figure, Form, Line, Look, Paper, Piece
from gongkai.documents.paper.titles import LINE
from gongkai.documents.rich_text.blocks import Run
from gongkai.law.report.content import Paragraph, Report, Section

_LEAD = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；：！？]{1,30}。")
_SUBHEADING = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；：！？]{1,40}")
_YEAR = re.compile(r"20\d\d年")
_KAI = frozenset({"em"})


def paper(
    report: Report,
    made_at: datetime,
    *,
    with_charts: bool = True,
    kept: bool = True,
    footer: tuple[str, ...] = (),
    code: str = "",
    fonts: Mapping[str, str] | None = None,
) -> Paper:
    """The report on paper. `kept`: PDF/A, as archives want it; `footer`, `code`, `fonts`: as of any paper."""
    drawn = charts(report) if with_charts else ()
    return Paper(
        title=_broken(title(report)),
        pieces=tuple(pieces(report, drawn)),
        made_at=made_at,
        form=Form.PLAIN,
        kept=kept,
        tightened=False,
        footer=footer,
        code=code,
        fonts=fonts or {},
        drawings={_name(chart): chart.svg for chart in drawn},
    )


def title(report: Report) -> str:
    """The title as printed; where there is none, as the form would have it."""
    year = f"{report.report_year}年" if report.report_year else ""
    return report.title.strip() or f"{report.agency_name}{year}政府信息公开工作年度报告"


def _broken(said: str) -> str:
    """A title too long for one line: the year begins the second one, and is not torn apart."""
    year = _YEAR.search(said)
    if year and year.start() and wide(said) > LINE and wide(said[: year.start()]) <= LINE:
        return f"{said[: year.start()]}\n{said[year.start() :]}"
    return said


def pieces(report: Report, drawn: Iterable[Chart] = ()) -> Iterator[Piece]:
    """All below the title: whose it is and since when, the preface, each section with its table and charts.

    A line is left free below the former, by which readers of a PDF too see where the text begins.
    """
    told = [*_told(report)]
    yield from (Line(Look.CENTERED, (Run(line, _KAI),)) for line in told)
    below: list[Piece] = [*map(_paragraph, report.preface), *_body(report, [*drawn])]
    if told and isinstance(below[0], Line):
        below[0] = replace(below[0], apart=1)
    yield from below


def _body(report: Report, drawn: Sequence[Chart]) -> Iterator[Piece]:
    for section in sections(report):
        yield Line(Look.FIRST, (Run(heading(section)),))
        yield from map(_paragraph, section.paragraphs)
        yield from (grid(report, table) for table in tables(report) if TABLES[table] == section.id)
        yield from (Figure(_name(chart), chart.alt) for chart in drawn if chart.section == section.id)


def sections(report: Report) -> tuple[Section, ...]:
    """Those of the report, or all official ones; a table whose section it lacks gets the official one, in its place."""
    if not report.sections:
        return tuple(Section(spec.id, spec.number, spec.title, "") for spec in report.form.sections)
    official = {spec.id: spec for spec in report.form.sections}
    order = [*official]
    found = [*report.sections]
    for table in tables(report):
        if report.section(TABLES[table]) is None:
            spec = official[TABLES[table]]
            rank = order.index(spec.id)
            later = (place for place, each in enumerate(found) if each.id and order.index(each.id) > rank)
            found.insert(next(later, len(found)), Section(spec.id, spec.number, spec.title, ""))
    return tuple(found)


def heading(section: Section) -> str:
    """The heading of a section with its number."""
    return "、".join(filter(None, (section.number, section.title)))


def _told(report: Report) -> Iterator[str]:
    """发布机构 and 发布日期, as websites have them."""
    if report.agency_name:
        yield f"发布机构：{report.agency_name}"
    if report.published_on:
        yield f"发布日期：{_day(report.published_on)}"


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _paragraph(paragraph: Paragraph) -> Line:
    """（一） begins in 楷体: as a heading of its own, or up to the first full stop."""
    text = paragraph.text
    if _SUBHEADING.fullmatch(text):
        return Line(Look.SECOND, (Run(text),))
    lead = _LEAD.match(text)
    if lead and lead.end() < len(text):
        return Line(Look.TEXT, (Run(lead[0], _KAI), Run(text[lead.end() :])))
    return Line(Look.TEXT, (Run(text),))


def _name(chart: Chart) -> str:
    return f"chart-{chart.section}-{chart.title[1]}"
