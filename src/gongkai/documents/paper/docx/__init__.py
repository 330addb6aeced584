"""A paper as DOCX, written by python-docx. The machine that opens it brings the typefaces; pages may break elsewhere than in the PDF."""

from datetime import UTC
from io import BytesIO

from docx import Document
from docx.document import Document as Writing
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.rel import Relationships
from docx.shared import Mm, Pt

from gongkai.documents.paper import measures
from gongkai.documents.paper.docx import drawings, feet, grids, heads, runs, styles
from gongkai.documents.paper.docx.styles import Style, styled
from gongkai.documents.paper.pictures import printable
from gongkai.documents.paper.pieces import Divider, Figure, Grid, Line, Look, Paper

KINDS = frozenset({"png", "jpg", "gif"})
"""Pictures that Word knows; of others their descriptions are written."""
_PIXELS = 96  # to an inch, as browsers have it

_STYLES = {
    Look.TEXT: Style.TEXT,
    Look.FLUSH: Style.FLUSH,
    Look.FIRST: Style.FIRST,
    Look.SECOND: Style.SECOND,
    Look.THIRD: Style.THIRD,
    Look.TITLE: Style.INNER_TITLE,
    Look.CENTERED: Style.CENTERED,
    Look.RIGHT: Style.RIGHT,
    Look.MARK: Style.MARK,
    Look.SMALL: Style.SMALL,
    Look.COPIES: Style.COPIES,
}


def docx(paper: Paper) -> bytes:
    """The file."""
    made = Document()
    styles.define(made)
    _page(made)
    _properties(made, paper)
    heads.write(made, paper)
    pictures = printable(paper.pictures, KINDS)
    for piece in paper.pieces:
        match piece:
            case Line():
                _line(made, piece)
            case Figure(name, alt, with_next) if name in paper.drawings:
                drawings.write(made, paper.drawings[name], alt, with_next=with_next)
            case Figure(name, alt):
                picture = pictures.get(name)
                if picture is None or not _drawn(made, picture.data, alt, picture.width):
                    styled(made.add_paragraph(runs.legal(alt)), Style.CENTERED)
            case Grid():
                grids.write(made, piece)
            case Divider():
                runs.ruled(styled(made.add_paragraph(), Style.FLUSH), "000000")
    feet.write(made, paper)
    styles.rename(made, paper.fonts)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Writing) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(measures.PAGE[0]), Mm(measures.PAGE[1])
    section.top_margin, section.bottom_margin = Mm(measures.TOP), Mm(measures.BOTTOM)
    section.left_margin, section.right_margin = Mm(measures.LEFT), Mm(measures.RIGHT)
    section.footer_distance = Mm(measures.BOTTOM - measures.NUMBER_BELOW - measures.CODE_SIDE - 2)


def _properties(made: Writing, paper: Paper) -> None:
    """Who wrote it, and nothing of the library's own."""
    told = made.core_properties
    told.title, told.author = runs.legal(paper.title.replace("\n", ""))[:255], runs.legal(paper.issuer)[:255]
    told.comments, told.language, told.last_modified_by = "", "zh-CN", ""
    told.created = told.modified = paper.made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    _drop(made.part.rels, "/stylesWithEffects", "/customXml")
    _drop(made.part.package.rels, "/thumbnail")


def _drop(relations: Relationships, *kinds: str) -> None:
    for name in [name for name, each in relations.items() if each.reltype.endswith(kinds)]:
        del relations[name]


def _line(made: Writing, line: Line) -> None:
    paragraph = styled(made.add_paragraph(), _STYLES[line.look])
    shape = paragraph.paragraph_format
    if line.left:
        shape.left_indent = Pt(line.left * measures.SIZE)
    if line.right:
        shape.right_indent = Pt(line.right * measures.SIZE)
    if line.apart:
        shape.space_before = Pt(measures.PITCH * line.apart)
    shape.page_break_before = line.new_page or None
    shape.keep_with_next = shape.keep_together = line.with_next or None
    runs.write(paragraph, line.runs)


def _drawn(made: Writing, data: bytes, alt: str, width: int) -> bool:
    """Draw a picture, no wider than the text; False for one that Word would not know."""
    try:
        wide = Mm(min(width / _PIXELS * 25.4, measures.TEXT[0]))
        shown = styled(made.add_paragraph(), Style.FIGURE).add_run().add_picture(BytesIO(data), width=wide)
    except UnrecognizedImageError:
        return False
    shown._inline.docPr.set("descr", runs.legal(alt))
    return True
