"""Runs of characters in a paragraph of a DOCX file."""

import re
from collections.abc import Iterable

from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run as Written

from gongkai.documents.paper.docx.elements import element
from gongkai.documents.paper.measures import NAMED
from gongkai.documents.rich_text.blocks import Run

# What XML cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without characters that no such file can hold."""
    return _ILLEGAL.sub("", text)


def write(paragraph: Paragraph, runs: Iterable[Run]) -> None:
    """The runs, with their links."""
    for run in runs:
        written = paragraph.add_run()
        for place, part in enumerate(run.text.split("\n")):
            if place:
                written.add_break(WD_BREAK.LINE)
            written.add_text(legal(part))
        _mark(written, run.marks)
        if run.link:
            _linked(paragraph, written, run.link.href)


def face(written: Written, name: str) -> None:
    """Set the typeface for Chinese and Latin characters alike."""
    written.font.name = name
    for fonts in written._r.iter(qn("w:rFonts")):
        fonts.set(qn("w:eastAsia"), name)
        fonts.set(qn("w:hint"), "eastAsia")


def ruled(paragraph: Paragraph, colour: str, line: str = "single", space: float = 8) -> None:
    """Draw a line below a paragraph, so many points below it; `line`: one of the format's own names, the doubled ones are thicker."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element(
        "w:pBdr",
        element(
            "w:bottom", val=line, sz="8" if line == "single" else "24", space=str(int(space)), color=colour
        ),
    )
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _mark(written: Written, marks: frozenset[str]) -> None:
    if "strong" in marks:
        written.bold = True
        face(written, NAMED["first"])
    elif "em" in marks:
        face(written, NAMED["second"])
    if "u" in marks:
        written.underline = True
    if "sub" in marks:
        written.font.subscript = True
    elif "sup" in marks:
        written.font.superscript = True


def _linked(paragraph: Paragraph, written: Written, href: str) -> None:
    """Put the run that was written last into a link."""
    link = element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(legal(href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.remove(written._r)
    link.append(written._r)
    paragraph._p.append(link)
