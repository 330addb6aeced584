"""What paragraphs and characters inherit from the styles of a Word document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from lxml import etree

from gongkai.documents.reading.sources.docx.numbering import Numbering, prefix
from gongkai.documents.reading.sources.docx.wordml import child, children, is_on, number, value

_CONTENTS = re.compile(r"^(?:toc \d|WPSOffice手动目录 \d)$", re.IGNORECASE)
# Styles rest on styles; a file may make a ring of them.
_LONGEST_DESCENT = 12


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits: list and level, name, alignment, size in half points, switches."""

    name: str = ""
    list_id: str = ""
    place: int = 0
    align: str = ""
    size: int = 0
    outline: int | None = None
    hidden: bool = False
    bold: bool = False

    @property
    def contents(self) -> bool:
        """Whether paragraphs of it are lines of a table of contents."""
        return bool(_CONTENTS.match(self.name))


@dataclass(slots=True)
class Styles:
    """The styles of a document by their keys, understood when they are asked for."""

    written: Mapping[str, etree._Element]
    standard: str = ""
    known: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, part: etree._Element | None) -> Self:
        """The styles in a styles part."""
        found = {value(style, "styleId"): style for style in children(part, "style")}
        standard = (
            key
            for key, style in found.items()
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
        )
        return cls(found, next(standard, ""))

    def style(self, key: str) -> Style:
        """The style of this key; one that says nothing if there is none."""
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = self._understood(key)
        return known

    def _understood(self, key: str) -> Style:
        found: dict[str, etree._Element | None] = {}
        ancestor = self.written.get(key)
        name = value(child(ancestor, "name"))
        for _ in range(_LONGEST_DESCENT):
            if ancestor is None:
                break
            for what, path in _PATHS.items():
                # A level belongs to the list that is named beside it or further down.
                if found.get(what) is None and (what != "place" or found.get("list_id") is None):
                    found[what] = child(ancestor, *path)
            ancestor = self.written.get(value(child(ancestor, "basedOn")))
        outline = number(value(found.get("outline")), -1)
        return Style(
            name=name,
            list_id=value(found.get("list_id")),
            place=number(value(found.get("place")), 0),
            align=value(found.get("align")),
            size=number(value(found.get("size")), 0),
            outline=outline if outline >= 0 else None,
            hidden=is_on(found.get("hidden")),
            bold=is_on(found.get("bold")),
        )


_PATHS: Mapping[str, tuple[str, ...]] = {
    "place": ("pPr", "numPr", "ilvl"),
    "list_id": ("pPr", "numPr", "numId"),
    "align": ("pPr", "jc"),
    "size": ("rPr", "sz"),
    "outline": ("pPr", "outlineLvl"),
    "hidden": ("rPr", "vanish"),
    "bold": ("rPr", "b"),
}


def counted(properties: etree._Element | None, style: Style, numbering: Numbering) -> str:
    """The automatic number of the paragraph that comes next, as printed; "" if it has none."""
    list_id, place = list_and_level(properties, style)
    return prefix(numbering, list_id, place)


def list_and_level(properties: etree._Element | None, style: Style) -> tuple[str, int]:
    """The list that a paragraph counts in, by itself or by its style, and its level from 0."""
    direct = child(properties, "numPr")
    list_id = value(child(direct, "numId")) or style.list_id
    return list_id, number(value(child(direct, "ilvl")), style.place)
