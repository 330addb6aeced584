"""The files of an OFD: text that can be searched and copied, faces embedded, drawings and pictures.   依据：GB/T 33190—2016"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from io import BytesIO
from itertools import count, pairwise
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gongkai.documents.ofd.faces import subset
from gongkai.documents.ofd.objects import BLACK, Box, Colour, Drawn, Image, Page, Path, Text
from gongkai.documents.ofd.reading import drawn, number

NAMESPACE = "http://www.ofdspec.org/2016"
CREATOR = "gongkai"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BEIJING = timezone(timedelta(hours=8))
_ABOVE, _HIGH = 0.88, 1.2
"""How far a character reaches above its base line, and how high its box is, in its size."""
_THINNEST = 0.1


@dataclass(slots=True)
class _Writing:
    """Numbers objects and remembers what they are called."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    last: int = 0
    fonts: dict[str, int] = field(default_factory=dict)
    pictures: dict[int, int] = field(default_factory=dict)

    def new(self) -> int:
        self.last = next(self.numbers)
        return self.last

    def font(self, name: str) -> int:
        if name not in self.fonts:
            self.fonts[name] = self.new()
        return self.fonts[name]

    def picture(self, place: int) -> int:
        if place not in self.pictures:
            self.pictures[place] = self.new()
        return self.pictures[place]


def ofd(pdf: bytes, *, title: str, author: str, made_at: datetime) -> bytes:
    """The same pages as OFD, the same to the byte each time. Raises Unreadable."""
    document = drawn(pdf)
    files = _files(document, title, author, made_at, sha256(pdf).hexdigest()[:32])
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            info = ZipInfo(name, made_at.astimezone(_BEIJING).timetuple()[:6])
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, 0o100644 << 16, 3
            package.writestr(info, data)
    return made.getvalue()


def _files(
    document: Drawn, title: str, author: str, made_at: datetime, document_id: str
) -> dict[str, bytes | str]:
    writing = _Writing()
    colours = writing.new()
    contents = [_page(page, writing) for page in document.pages]
    page_ids = [writing.new() for _ in contents]
    faces = dict(_faces(document.used, writing))
    pictures = {
        f"Doc_0/Res/image_{number_of}.png": document.pictures[place]
        for place, number_of in writing.pictures.items()
    }
    return {
        "OFD.xml": _package(title, author, made_at, document_id),
        "Doc_0/Document.xml": _document(document.pages, page_ids, writing.last, bool(pictures)),
        "Doc_0/PublicRes.xml": _public(colours, writing.fonts, faces),
        **({"Doc_0/DocumentRes.xml": _media(writing.pictures)} if pictures else {}),
        **{f"Doc_0/Pages/Page_{place}/Content.xml": text for place, text in enumerate(contents)},
        **{f"Doc_0/Res/{name}": data for name, data in faces.values()},
        **pictures,
    }


def _faces(used: Mapping[str, set[str]], writing: _Writing) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The name and bytes of each face that the machine has; of others readers take one of their own."""
    for name in writing.fonts:
        made = subset(name, used[name])
        if made:
            yield name, (f"font_{writing.fonts[name]}.{made[0]}", made[1])


def _package(title: str, author: str, made_at: datetime, document_id: str) -> str:
    on = made_at.astimezone(_BEIJING).date().isoformat()
    info = (
        f"<ofd:DocID>{document_id}</ofd:DocID><ofd:Title>{_said(title)}</ofd:Title>"
        f"<ofd:Author>{_said(author)}</ofd:Author><ofd:CreationDate>{on}</ofd:CreationDate>"
        f"<ofd:Creator>{CREATOR}</ofd:Creator>"
    )
    body = f"<ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return _root("OFD", body, ' Version="1.0" DocType="OFD"')


def _document(pages: tuple[Page, ...], ids: list[int], last: int, pictures: bool) -> str:
    first = pages[0] if pages else Page(210, 297)
    media = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if pictures else ""
    common = (
        f"<ofd:MaxUnitID>{last}</ofd:MaxUnitID><ofd:PageArea>{_physical(first)}</ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{media}"
    )
    listed = "".join(
        f'<ofd:Page ID="{each}" BaseLoc="Pages/Page_{place}/Content.xml"/>' for place, each in enumerate(ids)
    )
    return _root("Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>")


def _public(colours: int, fonts: Mapping[str, int], faces: Mapping[str, tuple[str, bytes]]) -> str:
    listed = "".join(
        f'<ofd:Font ID="{each}" FontName={quoteattr(name)} FamilyName={quoteattr(name)}>'
        + (f"<ofd:FontFile>{faces[name][0]}</ofd:FontFile>" if name in faces else "")
        + "</ofd:Font>"
        for name, each in fonts.items()
    )
    spaces = (
        f'<ofd:ColorSpaces><ofd:ColorSpace ID="{colours}" Type="RGB" BitsPerComponent="8"/></ofd:ColorSpaces>'
    )
    return _root("Res", f"{spaces}<ofd:Fonts>{listed}</ofd:Fonts>", ' BaseLoc="Res"')


def _media(pictures: Mapping[int, int]) -> str:
    listed = "".join(
        f'<ofd:MultiMedia ID="{each}" Type="Image" Format="PNG"><ofd:MediaFile>image_{each}.png</ofd:MediaFile></ofd:MultiMedia>'
        for each in pictures.values()
    )
    return _root("Res", f"<ofd:MultiMedias>{listed}</ofd:MultiMedias>", ' BaseLoc="Res"')


def _page(page: Page, writing: _Writing) -> str:
    """A page: drawings below, pictures, the text above."""
    layer = writing.new()
    objects = [_path(path, writing) for path in page.paths]
    objects += [_image(image, page, writing) for image in page.images]
    objects += [_text(text, writing) for text in page.texts]
    content = f'<ofd:Layer ID="{layer}" Type="Body">{"".join(objects)}</ofd:Layer>'
    return _root("Page", f"<ofd:Area>{_physical(page)}</ofd:Area><ofd:Content>{content}</ofd:Content>")


def _text(text: Text, writing: _Writing) -> str:
    above = text.size * _ABOVE
    left, wide = text.starts[0], text.starts[-1] - text.starts[0] + text.size
    box = (left, text.baseline - above, wide, text.size * _HIGH)
    steps = " ".join(number(after - before) for before, after in pairwise(text.starts))
    delta = f' DeltaX="{steps}"' if steps else ""
    fill = "" if text.colour == BLACK else _colour("FillColor", text.colour)
    return (
        f'<ofd:TextObject ID="{writing.new()}" Boundary="{_box(box)}" Font="{writing.font(text.font)}" '
        f'Size="{number(text.size)}">{fill}<ofd:TextCode X="0" Y="{number(above)}"{delta}>'
        f"{_said(text.characters)}</ofd:TextCode></ofd:TextObject>"
    )


def _path(path: Path, writing: _Writing) -> str:
    """The box of a line that lies flat is as high as the line is wide: readers clip what is outside."""
    left, top, wide, high = path.box
    line = max(path.width, _THINNEST) if path.stroke else 0.0
    box = (left, top, max(wide, line, _THINNEST), max(high, line, _THINNEST))
    rule = ' Rule="Even-Odd"' if path.fill and path.even_odd else ""
    inks = (_colour("StrokeColor", path.stroke) if path.stroke else "") + (
        _colour("FillColor", path.fill) if path.fill else ""
    )
    width = f' LineWidth="{number(line)}"' if path.stroke else ""
    return (
        f'<ofd:PathObject ID="{writing.new()}" Boundary="{_box(box)}"{width} Stroke="{_yes(path.stroke)}" '
        f'Fill="{_yes(path.fill)}"{rule}>{inks}<ofd:AbbreviatedData>{path.commands}</ofd:AbbreviatedData></ofd:PathObject>'
    )


def _image(image: Image, page: Page, writing: _Writing) -> str:
    matrix = " ".join(map(number, image.matrix))
    box = _box((0, 0, page.width, page.height))
    resource = writing.picture(image.number)
    return f'<ofd:ImageObject ID="{writing.new()}" Boundary="{box}" CTM="{matrix}" ResourceID="{resource}"/>'


def _colour(element: str, colour: Colour) -> str:
    red, green, blue, opaque = colour
    alpha = "" if opaque == 255 else f' Alpha="{opaque}"'
    return f'<ofd:{element} Value="{red} {green} {blue}"{alpha}/>'


def _physical(page: Page) -> str:
    return f"<ofd:PhysicalBox>{_box((0, 0, page.width, page.height))}</ofd:PhysicalBox>"


def _box(box: Box) -> str:
    return " ".join(map(number, box))


def _yes(ink: Colour | None) -> str:
    return "true" if ink else "false"


def _said(text: str) -> str:
    """Text inside an element, without what XML cannot say."""
    return escape("".join(each for each in text if each >= " " and each not in "\ufffe\uffff"))


def _root(name: str, body: str, more: str = "") -> str:
    return f'{_HEAD}<ofd:{name} xmlns:ofd="{NAMESPACE}"{more}>{body}</ofd:{name}>'
