"""Drawings of a DOCX file: as vectors for programs that know SVG, as a fine picture for those that do not.

格式：MS-ODRAWXML 2.3.2 (svgBlip)
"""

from io import BytesIO
from typing import Any

import typst
from docx.document import Document as Writing
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Length, Mm

from gongkai.documents.paper import measures
from gongkai.documents.paper.docx import runs
from gongkai.documents.paper.docx.styles import Style, styled

DPI = 300
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)
_SHEET = b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("drawing.svg")'


def write(made: Writing, svg: bytes, alt: str, *, with_next: bool = False) -> None:
    """The drawing in the middle, no wider than the text."""
    paragraph = styled(made.add_paragraph(), Style.FIGURE)
    paragraph.paragraph_format.keep_with_next = with_next or None
    shown = paragraph.add_run().add_picture(BytesIO(picture(svg)))
    widest = Mm(measures.TEXT[0])
    if shown.width > widest:
        shown.width, shown.height = widest, Length(round(shown.height * widest / shown.width))
    shown._inline.docPr.set("descr", runs.legal(alt))
    package = made.part.package
    number = sum(part.partname.ext == "svg" for part in package.iter_parts()) + 1
    part = Part(PackURI(f"/word/media/drawing{number}.svg"), "image/svg+xml", svg, package)
    blip = shown._inline.graphic.graphicData.pic.blipFill.blip
    blip.append(parse_xml(_EXTENSION.format(made.part.relate_to(part, _IMAGE))))


def picture(svg: bytes) -> bytes:
    """The drawing as a PNG. It has no letters: nothing is asked of the typefaces of the machine."""
    # More than its stubs know: files by name, the first of them the main one.
    given: Any = {"main.typ": _SHEET, "drawing.svg": svg}
    drawn = typst.Compiler(ignore_system_fonts=True).compile(input=given, format="png", ppi=DPI)
    if not isinstance(drawn, bytes):
        raise TypeError("typst gave no picture")
    return drawn
