"""The head of a DOCX file: who writes in red, the number, the title.   依据：GB/T 9704—2012 7.2、7.3.1、第10章"""

from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from gongkai.documents.paper import measures
from gongkai.documents.paper.docx import runs
from gongkai.documents.paper.docx.styles import Style, styled
from gongkai.documents.paper.pieces import Form, Paper
from gongkai.documents.paper.titles import broken

_RED = measures.RED.lstrip("#")


def write(made: Writing, paper: Paper) -> None:
    """What stands above the text."""
    if paper.form is Form.LETTER:
        _letter(made, paper)
    elif paper.form is Form.PLAIN:
        if paper.document_no:
            _right(styled(made.add_paragraph(runs.legal(paper.document_no)), Style.NUMBER))
    else:
        _red(made, paper)
    title = styled(made.add_paragraph(), Style.TITLE).add_run()
    shown = paper.title if paper.form is Form.ITEM else broken(paper.title)
    for place, line in enumerate(shown.split("\n")):
        if place:
            title.add_break()
        title.add_text(runs.legal(line))


def _red(made: Writing, paper: Paper) -> None:
    """The name at the top of the text, the number above a red line."""
    if paper.issuer:
        name = _name(styled(made.add_paragraph(), Style.ISSUER), paper.issuer)
        if paper.form is Form.RED:
            name.paragraph_format.space_before = Mm(measures.HEAD_DOWN)
    if paper.document_no or paper.form is Form.RED:
        runs.ruled(styled(made.add_paragraph(runs.legal(paper.document_no)), Style.NUMBER), _RED)


def _letter(made: Writing, paper: Paper) -> None:
    """信函格式: the name stands over the first page, above two red lines; the number is at the right below them."""
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(measures.LETTER_TOP)
    over = section.first_page_header
    over.is_linked_to_previous = False
    name = _name(styled(over.paragraphs[0], Style.ISSUER), paper.issuer)
    shape = name.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = (
        WD_LINE_SPACING.EXACTLY,
        Pt(measures.issuer_size(paper.issuer)),
    )
    shape.space_after = Pt(0)
    across(name)
    runs.ruled(name, _RED, "thickThinSmallGap", space=measures.LINES_BELOW_NAME / 25.4 * 72)
    for kept in (section.header, section.even_page_header):
        kept.is_linked_to_previous = False
        styled(kept.paragraphs[0], Style.FOOT)
    number = _right(styled(made.add_paragraph(runs.legal(paper.document_no)), Style.NUMBER))
    number.paragraph_format.space_before = Pt(14)
    number.paragraph_format.space_after = Pt(2 * measures.PITCH)


def across(paragraph: Paragraph) -> None:
    """As wide as the red lines of 信函格式, which are wider than the text."""
    edge = (measures.PAGE[0] - measures.LINES_WIDE) / 2
    paragraph.paragraph_format.left_indent = Mm(edge - measures.LEFT)
    paragraph.paragraph_format.right_indent = Mm(edge - measures.RIGHT)


def _name(paragraph: Paragraph, issuer: str) -> Paragraph:
    paragraph.add_run(runs.legal(issuer)).font.size = Pt(int(measures.issuer_size(issuer)))
    return paragraph


def _right(paragraph: Paragraph) -> Paragraph:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph
