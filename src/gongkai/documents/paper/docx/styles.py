"""Styles of a DOCX file: those of official documents by the names that Word knows, so that headings are headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from docx.document import Document as Writing
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from gongkai.documents.paper import measures
from gongkai.documents.paper.docx.elements import element
from gongkai.documents.paper.measures import NAMED, PITCH, SIZE


class Style(StrEnum):
    """The styles, by their names in the file."""

    TEXT = "Normal"
    TITLE = "Title"
    FIRST = "Heading 1"
    SECOND = "Heading 2"
    THIRD = "Heading 3"
    FLUSH = "Flush"
    CENTERED = "Centered"
    RIGHT = "Right"
    MARK = "Mark"
    SMALL = "Small"
    COPIES = "Copies"
    INNER_TITLE = "Inner Title"
    ISSUER = "Issuer"
    NUMBER = "Document Number"
    FIGURE = "Figure"
    CELL = "Cell"
    FOOT = "Foot"

    @property
    def id(self) -> str:
        """By which paragraphs name it."""
        return self.replace(" ", "")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style looks. `indent`: characters by which the first line stands in; `pitch`: points from line to line, 0 for as needed."""

    face: str = "text"
    size: float = SIZE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: float = 0
    pitch: float = PITCH
    red: bool = False
    with_next: bool = False
    after: float = 0


_LEFT, _CENTER, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_LOOKS = {
    Style.TEXT: _Look(indent=2),
    Style.TITLE: _Look("title", measures.TITLE_SIZE, _CENTER, pitch=34, after=PITCH),
    Style.FIRST: _Look("first", indent=2, with_next=True),
    Style.SECOND: _Look("second", indent=2, with_next=True),
    Style.THIRD: _Look(indent=2, with_next=True),
    Style.FLUSH: _Look(),
    Style.CENTERED: _Look(align=_CENTER),
    Style.RIGHT: _Look(align=_RIGHT),
    Style.MARK: _Look("first", align=_LEFT, with_next=True),
    Style.SMALL: _Look(size=12, pitch=18),
    Style.COPIES: _Look(size=measures.NUMBER_SIZE, pitch=24),
    Style.INNER_TITLE: _Look("title", measures.TITLE_SIZE, _CENTER, pitch=34, with_next=True),
    Style.ISSUER: _Look("title", measures.ISSUER_SIZE, _CENTER, pitch=0, red=True, after=24),
    Style.NUMBER: _Look(align=_CENTER, after=PITCH),
    Style.FIGURE: _Look(align=_CENTER, pitch=0),
    Style.CELL: _Look(size=12, align=_LEFT, pitch=0),
    Style.FOOT: _Look("first", measures.SMALL_SIZE, _LEFT, pitch=10),
}


# What comes after in the order of the format.
_AFTER_GAPS = (
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)


def define(made: Writing) -> None:
    """Give the file these styles, and leave it none of the library's many others."""
    styles = made.styles.element
    kept = {style.id for style in Style}
    for each in styles.findall(qn("w:style")):
        if each.get(qn("w:styleId")) not in kept and each.get(qn("w:default")) is None:
            styles.remove(each)
    known = {each.name for each in made.styles}
    for style, look in _LOOKS.items():
        found = (
            made.styles[style] if style in known else made.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
        )
        if isinstance(found, ParagraphStyle):
            _set(found, look)
            if style is not Style.TEXT:
                found.base_style = made.styles[Style.TEXT]


def rename(made: Writing, fonts: Mapping[str, str]) -> None:
    """Ask for other typefaces, by their use; the usual ones for those not named."""
    other = {NAMED[use]: name for use, name in fonts.items() if use in NAMED and name.strip()}
    if not other:
        return
    parts = [made.element, made.styles.element]
    for section in made.sections:
        feet = (section.footer, section.even_page_footer, section.first_page_footer)
        heads = (section.header, section.even_page_header, section.first_page_header)
        parts += [each._element for each in (*feet, *heads) if not each.is_linked_to_previous]
    for part in parts:
        for asked in part.iter(qn("w:rFonts")):
            for side, name in asked.items():
                if name in other:
                    asked.set(side, other[name])


def styled(paragraph: Paragraph, style: Style) -> Paragraph:
    """The paragraph in a style. By its id: the library's own way looks through all styles for each paragraph."""
    if style is not Style.TEXT:
        paragraph._p.style = style.id
    return paragraph


def _set(style: ParagraphStyle, look: _Look) -> None:
    _face(style, NAMED[look.face], look)
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.first_line_indent = Pt(look.indent * SIZE)
    shape.space_before, shape.space_after = Pt(0), Pt(look.after)
    shape.keep_with_next = look.with_next
    shape.widow_control = False
    if look.pitch:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.pitch)
    else:
        shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _unframed(style)


def _face(style: ParagraphStyle, name: str, look: _Look) -> None:
    """One typeface for all characters: names of themes would win over it."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    font = style.font
    font.name, font.size, font.bold, font.italic = name, Pt(look.size), False, False
    font.color.rgb = RGBColor.from_string(measures.RED.lstrip("#").upper()) if look.red else RGBColor(0, 0, 0)
    fonts = properties.find(qn("w:rFonts"))
    for side in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{side}"), name)
    _closer(properties, look)
    _language(properties)


def _closer(properties: BaseOxmlElement, look: _Look) -> None:
    """28 characters to a line need them a trifle closer than they are wide."""
    for name in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    if look.size == SIZE:
        properties.insert_element_before(
            element("w:spacing", val="-5"), "w:w", "w:kern", "w:position", "w:sz", "w:szCs"
        )


def _language(properties: BaseOxmlElement) -> None:
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val="en-US", eastAsia="zh-CN"))


def _unframed(style: ParagraphStyle) -> None:
    """The library's own title has a line below it; Word puts a gap between Chinese and Latin characters."""
    properties = style.element.get_or_add_pPr()
    for link in style.element.findall(qn("w:link")):  # to a style for runs, which is gone
        style.element.remove(link)
    for name in ("w:pBdr", "w:contextualSpacing"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    for name in ("w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN"):
        properties.insert_element_before(element(name, val="0"), *_AFTER_GAPS)
