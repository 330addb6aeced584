"""Reports as web pages: clean, pasted from a word processor, cut up, and inside whole government pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from gongkai.law.report.content import Report
from tests.corpus.document import Document, truth_of
from tests.corpus.form_tables import Box, Rows, Tables, rows_with_blanks, spread, tables
from tests.corpus.html_frames import plain_frame
from tests.corpus.wording import Words, official

BoxPrinter = Callable[[Box], str]
RowsPrinter = Callable[[Rows], str]


@dataclass(frozen=True, slots=True)
class Page:
    """How tables and paragraphs become HTML, and what stands around the report."""

    second: Callable[[Tables], str]
    third: Callable[[Tables], str]
    fourth: Callable[[Tables], str]
    paragraph: Callable[[str], str] = lambda text: f"<p>{escape(text)}</p>\n"
    frame: Callable[[Report, str], str] = plain_frame
    keeps_blanks: bool = True


def html_document(
    report: Report, page: Page, words: Words = official, *, encoding: str = "utf-8", declared: str = ""
) -> Document:
    """The report as a page; `declared` is the encoding that the page claims, if it is another one."""
    every = tables(report, words)
    printed = {
        "s2_proactive": page.second,
        "s3_requests": page.third,
        "s4_review_litigation": page.fourth,
    }
    parts = [page.paragraph(paragraph.text) for paragraph in report.preface]
    for section in report.sections:
        parts.append(page.paragraph(words(f"{section.number}、{section.title}")))
        parts += [page.paragraph(paragraph.text) for paragraph in section.paragraphs]
        parts += [printed[section.id](every)] if section.id in printed else []
    lost = frozenset() if page.keeps_blanks else rows_with_blanks(every)
    text = page.frame(report, "".join(parts)).replace("{charset}", declared or encoding)
    return Document("年报.html", text.encode(encoding), truth_of(report), lost, report.report_year)


def table(rows: Rows, box: BoxPrinter, attributes: str = ' border="1"') -> str:
    """One table; boxes with their spans."""
    lines = ("<tr>" + "".join(box(each) for each in boxes) + "</tr>\n" for boxes in rows)
    return f"<table{attributes}><tbody>\n{''.join(lines)}</tbody></table>\n"


def spans(box: Box) -> str:
    """The attributes for a merged box."""
    across = f' colspan="{box.across}"' if box.across > 1 else ""
    return across + (f' rowspan="{box.down}"' if box.down > 1 else "")


def shown(text: str) -> str:
    """Text as HTML; a hard blank as an entity, which every encoding can hold."""
    return escape(text).replace("\xa0", "&nbsp;")


def clean(box: Box) -> str:
    """<td>text</td>."""
    return f"<td{spans(box)}>{shown(box.text)}</td>"


def pasted(box: Box) -> str:
    """As a word processor pastes: paragraphs, many spans, o:p, widths; a hard blank in an empty box."""
    inner = shown(box.text) or "&nbsp;"
    half = len(inner) // 2 if "&" not in inner else 0
    words = "".join(
        f"<span style='font-family:仿宋_GB2312'>{part}</span>" for part in (inner[:half], inner[half:])
    )
    return (
        f'<TD{spans(box)} width={40 + 30 * box.across} valign="center" style="border:windowtext 1.0pt solid">\n'
        f'<P class=MsoNormal align=center style="line-height:150%">{words}<SPAN lang=EN-US><o:p></o:p></SPAN></P></TD>\n'
    )


def broken(box: Box) -> str:
    """Long labels broken with <br> or over paragraphs."""
    middle = len(box.text) // 2
    if box.cell or middle < 2:
        return clean(box)
    if middle % 2:
        return f"<td{spans(box)}>{escape(box.text[:middle])}<br/>{escape(box.text[middle:])}</td>"
    return f"<td{spans(box)}><p>{escape(box.text[:middle])}</p><p>{escape(box.text[middle:])}</p></td>"


def head_cells(box: Box) -> str:
    """th for labels, td for figures, text in nested elements."""
    if box.cell:
        return f"<td{spans(box)}><div><strong> {shown(box.text)} </strong></div></td>"
    return f'<th{spans(box)} scope="row"><font size="3">{escape(box.text)}</font></th>'


def whole_second(box: BoxPrinter) -> Callable[[Tables], str]:
    """Table two in one piece."""
    return lambda every: table(tuple(row for block in every.second for row in block), box)


def cut_second(box: BoxPrinter) -> Callable[[Tables], str]:
    """A table for every block, its caption inside."""
    return lambda every: "<p>&nbsp;</p>".join(table(block, box) for block in every.second)


def captioned_second(box: BoxPrinter) -> Callable[[Tables], str]:
    """A table for every block, its caption a paragraph above."""
    return lambda every: "".join(
        f"<p>{block[0][0].text}</p>{table(block[1:], box)}" for block in every.second
    )


def whole_third(box: BoxPrinter) -> Callable[[Tables], str]:
    """Table three in one piece."""
    return lambda every: table((*every.head, *every.body), box)


def nested_third(box: BoxPrinter) -> Callable[[Tables], str]:
    """Table three inside a table that only places things."""
    return lambda every: (
        f"<table width=100%><tr><td></td><td>{table((*every.head, *every.body), box)}</td><td></td></tr></table>"
    )


def headed_twice(box: BoxPrinter) -> Callable[[Tables], str]:
    """The head of table three printed twice."""
    return lambda every: table((*every.head, *every.head, *every.body), box)


def _cut(rows: Rows, place: int) -> tuple[Rows, Rows]:
    """Rows before and after a place; merged boxes that reach over it are cut in two, the lower piece empty."""
    above: list[tuple[Box, ...]] = []
    below: list[tuple[Box, ...]] = []
    open_boxes: list[Box] = []
    for line, boxes in enumerate(rows):
        if line < place:
            above.append(tuple(_shortened(box, place - line) for box in boxes))
            open_boxes += [
                Box("", box.across, line + box.down - place) for box in boxes if line + box.down > place
            ]
        else:
            below.append((*(open_boxes if line == place else ()), *boxes))
    return tuple(above), tuple(below)


def _shortened(box: Box, room: int) -> Box:
    return Box(box.text, box.across, min(box.down, room), box.cell, box.group)


def third_on_two_pages(box: BoxPrinter, place: int, *, head_again: bool) -> Callable[[Tables], str]:
    """Table three cut in two tables by a page, with a page number between."""

    def printer(every: Tables) -> str:
        above, below = _cut(every.body, place)
        head = every.head if head_again else ()
        return f"{table((*every.head, *above), box)}<p>- 4 -</p>{table((*head, *below), box)}"

    return printer


def unmerged_labels(box: BoxPrinter) -> Callable[[Tables], str]:
    """Labels without their colspan: the figures stand further left than their column heads."""

    def printer(every: Tables) -> str:
        narrow = tuple(tuple(Box(b.text, 1, b.down, b.cell, b.group) for b in boxes) for boxes in every.body)
        return table((*every.head, *narrow), box)

    return printer


def misspanned(box: BoxPrinter, longer: int) -> Callable[[Tables], str]:
    """Labels over groups that reach over too many rows, or too few: the figures shift against their column heads."""

    def printer(every: Tables) -> str:
        body = tuple(
            tuple(
                Box(b.text, b.across, max(1, b.down + longer), b.cell, b.group) if b.group else b
                for b in boxes
            )
            for boxes in every.body
        )
        return table((*every.head, *body), box)

    return printer


def ungrouped_third(box: BoxPrinter) -> Callable[[Tables], str]:
    """Table three without labels over groups, a label of one column in each row."""

    def printer(every: Tables) -> str:
        head = tuple(
            tuple(Box(b.text, 1, b.down) if b.across == 3 else b for b in boxes) for boxes in every.head
        )
        body = tuple(tuple(Box(b.text, 1, 1, b.cell) for b in boxes if not b.group) for boxes in every.body)
        return table((*head, *body), box)

    return printer


def whole_fourth(box: BoxPrinter) -> Callable[[Tables], str]:
    """Table four as in the form."""
    return lambda every: table(every.fourth, box)


def cut_fourth(box: BoxPrinter) -> Callable[[Tables], str]:
    """Table four as three tables, one below the other."""

    def printer(every: Tables) -> str:
        figures = every.fourth[-1]
        captions = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
        results = tuple(Box(each.text) for each in every.fourth[2][:5])
        return "".join(
            table(((Box(caption, 5),), results, figures[5 * place : 5 * place + 5]), box)
            for place, caption in enumerate(captions)
        )

    return printer


def paragraphs_only(rows: Iterable[Rows]) -> str:
    """Every box a paragraph, no table at all."""
    return "".join(f"<p>{shown(box.text)}</p>\n" for part in rows for boxes in part for box in boxes)


def unmerged(rows: Rows) -> str:
    """Every place of the grid its own cell: what a merged box covers is empty."""
    lines = (tuple(box if own else Box("") for box, own in line) for line in spread(rows))
    return table(tuple(tuple(Box(b.text, cell=b.cell) for b in line) for line in lines), clean)
