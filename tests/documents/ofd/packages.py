"""An OFD read by hand: its parts as XML, and its text drawn with the faces inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.ofd.writing import NAMESPACE

SPACE = {"o": NAMESPACE}


@dataclass(frozen=True, slots=True)
class Shown:
    """A character where it stands, in millimetres: from the left, its base line from above."""

    character: str
    font: int
    size: float
    x: float
    y: float


class Package:
    """The parts of an OFD."""

    def __init__(self, data: bytes) -> None:
        self.zip = ZipFile(BytesIO(data))
        self.names = self.zip.namelist()

    def part(self, name: str) -> Any:
        return etree.fromstring(self.zip.read(name))

    def pages(self) -> list[Any]:
        names = self.part("Doc_0/Document.xml").xpath("//o:Page/@BaseLoc", namespaces=SPACE)
        return [self.part(f"Doc_0/{name}") for name in names]

    def parts(self) -> list[Any]:
        return [self.part(name) for name in self.names if name.endswith(".xml")]

    def fonts(self) -> dict[int, bytes]:
        """The faces inside, by their numbers."""
        found = self.part("Doc_0/PublicRes.xml").xpath("//o:Font[o:FontFile]", namespaces=SPACE)
        return {
            int(font.get("ID")): self.zip.read(f"Doc_0/Res/{font.findtext('o:FontFile', namespaces=SPACE)}")
            for font in found
        }

    def text(self) -> str:
        return "".join(shown.character for page in self.pages() for shown in characters(page))


def characters(page: Any) -> Iterator[Shown]:
    """Every character of a page, as a reader would place it."""
    for found in page.iter(f"{{{NAMESPACE}}}TextObject"):
        left, top, *_ = map(float, found.get("Boundary").split())
        code = found.find("o:TextCode", SPACE)
        x, y = left + float(code.get("X")), top + float(code.get("Y"))
        steps = [*map(float, (code.get("DeltaX") or "").split()), 0.0]
        assert len(steps) == len(code.text)
        for character, step in zip(code.text, steps, strict=True):
            yield Shown(character, int(found.get("Font")), float(found.get("Size")), x, y)
            x += step
