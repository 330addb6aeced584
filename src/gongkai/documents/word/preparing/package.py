"""A Word file written anew from what was prepared: nothing of the original gets further that was not looked at."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from gongkai.documents.word.preparing.shapes import SHOWN

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NOTES = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Part:
    """One part with text: its name without ending, its XML, and what it refers to by id: pictures, then addresses."""

    name: str
    root: etree._Element
    pictures: Mapping[str, str]  # id -> file name
    links: Mapping[str, str]  # id -> address


def package(parts: Iterable[Part], pictures: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx of these parts; `pictures` by their file names."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _content_types())
        archive.writestr("_rels/.rels", _relationships([("d", "officeDocument", "word/document.xml", False)]))
        for part in parts:
            archive.writestr(f"word/{part.name}.xml", etree.tostring(part.root))
            archive.writestr(f"word/_rels/{part.name}.xml.rels", _relationships(_related(part)))
        for file, data in pictures.items():
            archive.writestr(f"word/media/{file}", data)
    return out.getvalue()


_Related = tuple[str, str, str, bool]


def _related(part: Part) -> list[_Related]:
    notes = [(f"gk-{name}", name, f"{name}.xml", False) for name in _NOTES if part.name == "document"]
    pictures = [(key, "image", f"media/{file}", False) for key, file in part.pictures.items()]
    return [*notes, *pictures, *((key, "hyperlink", address, True) for key, address in part.links.items())]


def _relationships(related: Iterable[_Related]) -> str:
    listed = "".join(
        f'<Relationship Id="{escape(key)}" Type="{_OFFICE}/{kind}" Target="{escape(target)}" '
        f'TargetMode="{"External" if external else "Internal"}"/>'
        for key, kind, target, external in related
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types() -> str:
    kinds = {"xml": "application/xml", "rels": f"{_PACKAGE}/relationships+xml", **SHOWN}
    listed = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in kinds.items()
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{listed}</Types>'
