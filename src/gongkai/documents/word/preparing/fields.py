"""Fields: tables of contents and page numbers go, the results of all others stay."""

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.reading.sources.docx.styles import Styles
from gongkai.documents.reading.sources.docx.wordml import child, value
from gongkai.documents.word.preparing.elements import named, remove, text_of, unwrap

_DROPPED = re.compile(r"\s*(?:TOC|PAGE|NUMPAGES|SECTIONPAGES|INDEX)\b")
_CONTENTS = re.compile(r"\s*TOC\b")
_HEAD = re.compile(r"目\s*[录錄]")


def drop_contents(body: etree._Element, styles: Styles) -> int:
    """Drop tables of contents with the word 目录 above them; how many paragraphs that were."""
    for control in named(body, "sdt"):
        if value(child(control, "sdtPr", "docPartObj", "docPartGallery")).lower() != "table of contents":
            unwrap_control(control)
    gone = [*named(body, "sdt"), *_by_field(body)]
    gone += [
        paragraph
        for paragraph in named(body, "p")
        if styles.style(value(child(paragraph, "pPr", "pStyle"))).contents
    ]
    for element in gone:
        above = element.getprevious()
        if above is not None and tag(above) == "p" and _HEAD.fullmatch(text_of(above).strip()):
            remove(above)
        remove(element)
    return len(gone)


def unwrap_control(control: etree._Element) -> None:
    """Put what a content control holds in its place."""
    for part in list(control):
        if tag(part) == "sdtContent":
            unwrap(part)
        else:
            remove(part)
    unwrap(control)


def drop_page_numbers(body: etree._Element) -> None:
    """Drop fields that only mean something on paper, and take the others out of their wrapping."""
    for simple in named(body, "fldSimple"):
        if _DROPPED.match(value(simple, "instr")):
            remove(simple)
        else:
            unwrap(simple)


@dataclass(slots=True)
class _Fields:
    """Fields that are open while paragraphs are read in order; those of contents by their place on the pile."""

    opened: list[str] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        return any(map(_CONTENTS.match, self.opened))

    def read(self, element: etree._Element) -> None:
        if tag(element) == "instrText" and self.opened:
            self.opened[-1] += element.text or ""
        elif tag(element) == "fldChar":
            kind = value(element, "fldCharType")
            if kind == "begin":
                self.opened.append("")
            elif kind == "end" and self.opened:
                self.opened.pop()


def _by_field(body: etree._Element) -> list[etree._Element]:
    """Paragraphs of contents that are a field; none if the field never ends, else the whole document would go."""
    fields, found = _Fields(), []
    for paragraph in named(body, "p"):
        inside = fields.in_contents
        after = ""
        for element in paragraph.iter():
            fields.read(element)
            inside = inside or fields.in_contents
            if tag(element) == "t" and not fields.in_contents:
                after += element.text or ""
        if inside and not after.strip():
            found.append(paragraph)
    return [] if fields.in_contents else found
