"""The foot of each page of a DOCX file: its number on the outer side, the small lines and the QR code on the inner one."""

from io import BytesIO
from typing import cast

from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from gongkai.documents.paper import measures
from gongkai.documents.paper.codes import picture
from gongkai.documents.paper.docx.elements import element
from gongkai.documents.paper.docx.heads import across
from gongkai.documents.paper.docx.runs import face, legal, ruled
from gongkai.documents.paper.docx.styles import Style, styled
from gongkai.documents.paper.pieces import Form, Paper

_NUMBER = 28.0  # mm for the number of the page
_FIRST_ID = 10_000  # of pictures in feet: the library counts each part from one
_LEFT, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def write(made: Writing, paper: Paper) -> None:
    """The feet of odd and of even pages."""
    made.settings.odd_and_even_pages_header_footer = True
    section = made.sections[0]
    code = picture(paper.code) if paper.code else b""
    _foot(section.footer, paper, code, odd=True)
    _foot(section.even_page_footer, paper, code, odd=False)
    if paper.form is Form.LETTER:
        section.footer_distance = Mm(measures.LINES_ABOVE_EDGE)
        end = _foot(section.first_page_footer, paper, code, odd=True, numbered=False)
        across(end)
        ruled(end, measures.RED.lstrip("#"), "thinThickSmallGap", space=1)


def _side(paper: Paper) -> float:
    return measures.LETTER_CODE_SIDE if paper.form is Form.LETTER else measures.CODE_SIDE


def _foot(foot: _Footer, paper: Paper, code: bytes, *, odd: bool, numbered: bool = True) -> Paragraph:
    """A foot; what comes back is its last paragraph."""
    foot.is_linked_to_previous = False
    side = _side(paper) + 3 if code else 0.0
    widths = [side, measures.TEXT[0] - side - _NUMBER, _NUMBER]
    table = foot.add_table(1, 3, Mm(measures.TEXT[0]))
    table.autofit = False
    cells = list(table.rows[0].cells)
    for column, cell, width in zip(table.columns, cells, widths if odd else widths[::-1], strict=True):
        column.width = cell.width = Mm(width)
    inner, said, number = cells if odd else cells[::-1]
    if code:
        drawn = _only(inner).add_run().add_picture(BytesIO(code), width=Mm(_side(paper)))
        drawn._inline.docPr.set("id", str(_FIRST_ID + sum(map(ord, foot.part.partname))))
        drawn._inline.docPr.set("descr", f"二维码：{paper.code}")
        _only(inner).paragraph_format.line_spacing = 1.0
    for place, line in enumerate(paper.footer):
        paragraph = _only(said) if not place else styled(said.add_paragraph(), Style.FOOT)
        paragraph.add_run(legal(line))
        paragraph.alignment = _LEFT if odd else _RIGHT
    if numbered:
        _number(_only(number), _RIGHT if odd else _LEFT)
    else:
        _only(number)
    first = cast("Paragraph", foot.paragraphs[0])
    foot._element.append(first._p)  # the paragraph that a foot must end with
    styled(first, Style.FOOT)
    first.paragraph_format.line_spacing = Pt(1)
    return first


def _only(cell: _Cell) -> Paragraph:
    """The paragraph that a new cell has."""
    return styled(cell.paragraphs[0], Style.FOOT)


def _number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.line_spacing = Pt(18)
    if side is _RIGHT:
        shape.right_indent = Pt(measures.NUMBER_IN)
    else:
        shape.left_indent = Pt(measures.NUMBER_IN)
    for text, kind in (("— ", ""), ("", "begin"), ("PAGE", "field"), ("", "end"), (" —", "")):
        run = paragraph.add_run(text if not kind else "")
        run.font.size = Pt(measures.NUMBER_SIZE)
        face(run, measures.NAMED["number"])
        if kind == "field":
            field = element("w:instrText")
            field.text = text
            run._r.append(field)
        elif kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
