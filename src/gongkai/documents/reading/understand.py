"""Lines and grids become a report: sections, paragraphs, and the figures of the three tables in their cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.documents.reading import headings
from gongkai.documents.reading.blocks import Grid, Line, Source, Unreadable
from gongkai.documents.reading.labels import form_votes
from gongkai.documents.reading.placing import Placed
from gongkai.documents.reading.preparing import prepare
from gongkai.documents.reading.prose import is_meta, paragraphs
from gongkai.documents.reading.tables import MARK2, read_tables
from gongkai.documents.reading.words import fold
from gongkai.law.report.content import Report, Section
from gongkai.law.report.schema import Form, form_for, forms


@dataclass(frozen=True, slots=True)
class Found:
    """A section heading and the index of its line among all lines."""

    line: int
    heading: headings.Heading


def understand(source: Source) -> Report:
    """Read a report from the blocks of a file.

    Raises Unreadable if the blocks hold no annual report in one of the two official forms.
    """
    blocks = prepare(source.blocks)
    lines = [block for block in blocks if isinstance(block, Line)]
    grids = [block for block in blocks if isinstance(block, Grid)]
    found = _chain(lines)
    title_lines = lines[: found[0].line] if found else lines[:30]
    title, title_at = headings.find_title(title_lines, source.hints.get("title", ""))
    year = headings.report_year(title, source.hints.get("title", ""), [line.text for line in lines])
    form = _form(lines, grids, year)
    tables = read_tables(lines, grids, form)
    sections = tuple(_sections(lines, found, tables.taken))
    if not _is_report(lines, grids, tables.placed, sections):
        raise Unreadable(_not_a_report(source.name))
    meta = [*title_lines, *lines[-12:]]
    preface = [line for line in title_lines[title_at + 1 :] if not is_meta(line.text)] if found else []
    return Report(
        format=form.id,
        title=title,
        agency_name=headings.agency_name(title, meta),
        report_year=year,
        published_on=headings.published_on(meta, source.hints.get("published", "")),
        preface=tuple(paragraphs(preface)),
        sections=sections,
        captions=tables.captions,
        cells={
            cell_id: tables.placed.cells[cell_id] for cell_id in form.cells if cell_id in tables.placed.cells
        },
        unread=tuple(tables.placed.unread),
    )


def _is_report(
    lines: Sequence[Line], grids: Sequence[Grid], placed: Placed, sections: Sequence[Section]
) -> bool:
    texts = [line.text for line in lines] + [slot.text for grid in grids for slot in grid.slots]
    if not any("信息公开" in text for text in texts):
        return False
    marked = any(MARK2.search(folded := fold(text[:200])) and len(folded) <= 24 for text in texts)
    return (
        len(sections) >= 3
        or (marked and bool(placed.cells))
        or any(key.startswith("t3") for key in placed.cells)
    )


def _not_a_report(name: str) -> str:
    return (
        f"“{name}”里没有找到政府信息公开工作年度报告：既没有认出法定的三张表，也没有认出六个部分的标题。"
        "请确认选对了文件；若正文是图片，请换成有文字的版本再试。"
    )


def _chain(lines: Sequence[Line]) -> list[Found]:
    """The section headings: of all lines that could be one, the best rising sequence.

    Tables of contents and headings of the same wording inside a section fall out; a section that stands
    out of order is kept in its place.
    """
    candidates = [
        Found(i, found) for i, line in enumerate(lines) if (found := headings.heading_of(line.text))
    ]
    order = {spec.id: index for index, spec in enumerate(next(iter(forms().values())).sections)}
    best: dict[int, tuple[float, list[int]]] = {}  # by the section in which a chain ends
    for index, candidate in enumerate(candidates):
        rank = order[candidate.heading.section]
        before = [best[i] for i in best if i < rank]
        total, chain = max(before, key=lambda pair: (pair[0], -pair[1][-1]), default=(0.0, []))
        total += _weight(candidates, index, lines)
        if rank not in best or total > best[rank][0]:
            best[rank] = (total, [*chain, index])
    chosen = max(best.values(), key=lambda pair: (pair[0], -pair[1][-1]), default=(0.0, []))[1]
    have = {candidates[index].heading.section for index in chosen}
    for index, candidate in enumerate(candidates):
        if candidate.heading.section not in have and _weight(candidates, index, lines) > 1.4:
            chosen.append(index)
            have.add(candidate.heading.section)
    return [candidates[index] for index in sorted(chosen)]


def _weight(candidates: Sequence[Found], index: int, lines: Sequence[Line]) -> float:
    """How surely a line is a section heading: its number, its official title, something below it."""
    candidate = candidates[index]
    spec = next(s for s in next(iter(forms().values())).sections if s.id == candidate.heading.section)
    until = candidates[index + 1].line if index + 1 < len(candidates) else len(lines)
    alone = (
        until - candidate.line <= 1
        and not candidate.heading.rest
        and spec.id in ("s1_overview", "s5_problems")
    )
    return (
        (0.1 if alone else 1.0)
        + (0.5 if candidate.heading.number == spec.number else 0.0)
        + (0.3 if fold(candidate.heading.title) == fold(spec.title) else 0.0)
        + (0.2 if not candidate.heading.rest else 0.0)
    )


def _form(lines: Sequence[Line], grids: Sequence[Grid], year: int | None) -> Form:
    """The form that the tables print; where they do not show it, the form of the report's year."""
    texts = [line.text for line in lines if len(line.text) <= 200 or "|" in line.text]
    texts += [slot.text for grid in grids for slot in grid.slots if len(slot.text) <= 60]
    votes = form_votes("".join(re.findall(r"[\u4e00-\u9fff]+", "".join(texts))))
    if len(set(votes.values())) > 1:
        return forms()[max(votes, key=lambda form_id: votes[form_id])]
    try:
        return form_for(year or 2021)
    except LookupError:
        return forms()["format_2019"]


def _sections(lines: Sequence[Line], found: Sequence[Found], taken: set[int]) -> Iterator[Section]:
    for index, item in enumerate(found):
        until = found[index + 1].line if index + 1 < len(found) else len(lines)
        heading = item.heading
        body = [lines[i] for i in range(item.line + 1, until) if i not in taken]
        if heading.rest:
            body.insert(0, replace(lines[item.line], text=heading.rest))
        yield Section(
            heading.section, heading.number, heading.title, lines[item.line].where, tuple(paragraphs(body))
        )
