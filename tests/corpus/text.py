"""Reports as plain text: copied from a web page, extracted from a PDF, or converted to markdown."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from gongkai.law.report.content import Report
from tests.corpus.document import Document, truth_of
from tests.corpus.form_tables import Box, Rows, Tables, rows_with_blanks, spread, tables
from tests.corpus.wording import Words, official

Printer = Callable[[Rows], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How rows become lines. Where `keeps_blanks` is False, an empty box leaves no trace in the text.

    `broken_prose` is the length of the lines into which paragraphs are broken, with blanks around figures, as in text
    from PDF files; 0 leaves them whole.
    """

    printer: Printer
    shape: Callable[[Tables], Tables] = lambda every: every
    keeps_blanks: bool = True
    broken_prose: int = 0


def text_document(
    report: Report,
    layout: Layout,
    words: Words = official,
    *,
    encoding: str = "utf-8",
    name: str = "年报.txt",
) -> Document:
    """The whole report as a text file."""
    every = tables(report, words)
    lost = frozenset() if layout.keeps_blanks else rows_with_blanks(every)
    if layout.printer is figures_joined:
        lost = frozenset(report.cells)
    printed = prose_broken(report, layout.broken_prose) if layout.broken_prose else report
    text = whole_text(printed, layout.shape(every), layout.printer, words)
    return Document(name, text.encode(encoding), truth_of(report), lost, report.report_year)


def whole_text(report: Report, every: Tables, printer: Printer, words: Words) -> str:
    """Title, line of origin, preface and the six sections with their tables."""
    parts = [
        report.title,
        f"来源：{report.agency_name}    发布时间：{report.published_on}    字体：[大 中 小]",
    ]
    parts += [paragraph.text for paragraph in report.preface]
    printed = {
        "s2_proactive": printer(tuple(row for block in every.second for row in block)),
        "s3_requests": printer((*every.head, *every.body)),
        "s4_review_litigation": printer(every.fourth),
    }
    for section in report.sections:
        parts.append(words(f"{section.number}、{section.title}"))
        parts += [paragraph.text for paragraph in section.paragraphs]
        parts += [printed[section.id]] if section.id in printed else []
    return "\n\n".join(parts) + "\n"


def prose_broken(report: Report, length: int) -> Report:
    """The report with its paragraphs broken into lines and blanks around figures."""
    sections = tuple(
        replace(
            section, paragraphs=tuple(replace(p, text=_broken(p.text, length)) for p in section.paragraphs)
        )
        for section in report.sections
    )
    return replace(report, sections=sections)


def _broken(text: str, length: int) -> str:
    spaced = re.sub(r"(?<=[^\d.])(?=\d)|(?<=\d)(?=[^\d.])", " ", text)
    return "\n".join(spaced[start : start + length] for start in range(0, len(spaced), length))


def tabs(rows: Rows) -> str:
    """As a browser copies a table: a tab between boxes, nothing for the places that a merged box covers."""
    return "\n".join("\t".join(box.text for box in boxes) for boxes in rows)


def tabs_between_paragraphs(rows: Rows) -> str:
    """As a browser copies a table whose boxes hold paragraphs: each tab stands alone between empty lines."""
    return "\n\n\n\n".join("\n\n\t\n\n".join(box.text for box in boxes) for boxes in rows)


def tabs_grid(rows: Rows) -> str:
    """As a spreadsheet copies a table: an empty field for every place that a merged box covers."""
    return "\n".join("\t".join(box.text if own else "" for box, own in line) for line in spread(rows))


def tabs_repeated(rows: Rows) -> str:
    """As data tools print a table: a merged box is repeated in every place that it covers."""
    return "\n".join("\t".join(box.text for box, _ in line) for line in spread(rows))


def markdown(rows: Rows) -> str:
    """A markdown table with outer pipes and a rule under its first line."""
    lines = ["| " + " | ".join(box.text if own else "" for box, own in line) + " |" for line in spread(rows)]
    return "\n".join((lines[0], "|" + "---|" * len(spread(rows)[0]), *lines[1:]))


def markdown_repeated(rows: Rows) -> str:
    """A markdown table whose merged boxes are repeated."""
    lines = ["| " + " | ".join(box.text for box, _ in line) + " |" for line in spread(rows)]
    return "\n".join((lines[0], "| --- " * len(spread(rows)[0]) + "|", *lines[1:]))


def bare_pipes(rows: Rows) -> str:
    """Pipes between the boxes only."""
    return "\n".join(" | ".join(box.text for box in boxes) for boxes in rows)


def trailing_pipes(rows: Rows) -> str:
    """As page scrapers print a table: what merged boxes cover is made up by empty fields at the end of the line."""
    width = len(spread(rows)[0])
    return "\n".join(
        " | ".join(box.text for box in boxes) + " | " + "|" * (width - len(boxes)) for boxes in rows
    )


def pipe_per_line(rows: Rows) -> str:
    """One box in a line, a pipe behind each."""
    return "\n".join(f"{box.text} |" for boxes in rows for box in boxes)


def pipe_between_lines(rows: Rows) -> str:
    """One box in a line and a line with a pipe behind each."""
    return "\n".join(f"{box.text}\n|" for boxes in rows for box in boxes)


def pipe_opens_row(rows: Rows) -> str:
    """One box in a line, a pipe behind each, and a line with a pipe before each row."""
    return "\n".join("|\n" + "\n".join(f"{box.text} |" for box in boxes) for boxes in rows)


def box_per_line(rows: Rows) -> str:
    """One box in a line, blanks around the figures, an empty line between boxes."""
    return "\n\n".join(f"  {box.text} " if box.cell else box.text for boxes in rows for box in boxes)


def box_per_line_tight(rows: Rows) -> str:
    """One box in a line; empty boxes vanish."""
    return "\n".join(box.text for boxes in rows for box in boxes if box.text.strip())


def commas(rows: Rows) -> str:
    """As a spreadsheet exports a table: comma-separated, quoted where needed, merged places empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for line in spread(rows):
        writer.writerow([box.text if own else "" for box, own in line])
    return buffer.getvalue()


def figures_spaced(rows: Rows) -> str:
    """One blank between all boxes of a row; empty boxes vanish."""
    return "\n".join(" ".join(box.text for box in boxes if box.text.strip()) for boxes in rows)


def figures_glued(rows: Rows) -> str:
    """The first figure directly behind its label."""
    lines = []
    for boxes in rows:
        label = " ".join(box.text for box in boxes if not box.cell)
        lines.append(label + " ".join(box.text for box in boxes if box.cell and box.text.strip()))
    return "\n".join(lines)


def one_line(rows: Rows) -> str:
    """The whole table in one line, pipes between the boxes."""
    return " | ".join(box.text for boxes in rows for box in boxes) + " |"


def figures_joined(rows: Rows) -> str:
    """Nothing between the figures of a row: nobody can tell where one ends."""
    lines = []
    for boxes in rows:
        label = " ".join(box.text for box in boxes if not box.cell)
        lines.append(f"{label} {''.join(box.text for box in boxes if box.cell)}".strip())
    return "\n".join(lines)


def aligned(rows: Rows) -> str:
    """Columns made with blanks, full-width characters two wide."""
    lines = spread(rows)
    single = [[wide(box.text) if own and box.across == 1 else 0 for box, own in line] for line in lines]
    widths = [max(column) + 2 for column in zip(*single, strict=True)]
    return "\n".join(_aligned_line(line, widths).rstrip() for line in lines)


def _aligned_line(line: list[tuple[Box, bool]], widths: list[int]) -> str:
    text, edge = "", 0
    for (box, own), width in zip(line, widths, strict=True):
        if own and box.text:
            text += " " * (max(edge - wide(text), 2) if text else edge) + box.text
        edge += width
    return text


def wide(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)


def wrapped(figures_on: int, *, length: int = 9) -> Printer:
    """Long labels broken over lines, the figures on one of them (0 the first, 1 the second, -1 the last)."""

    def printer(rows: Rows) -> str:
        lines: list[str] = []
        for boxes in rows:
            label = " ".join(box.text for box in boxes if not box.cell)
            figures = " ".join(box.text for box in boxes if box.cell and box.text.strip())
            pieces = [label[start : start + length] for start in range(0, len(label), length)] or [""]
            place = min(figures_on, len(pieces) - 1)
            pieces[place] = f"{pieces[place]} {figures}".strip()
            lines += pieces
        return "\n".join(lines)

    return printer
