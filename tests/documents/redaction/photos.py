"""Pictures with something in them that is withheld, in the ways in which cameras, scanners and programs write pictures."""

import io
import random
from collections.abc import Callable, Sequence
from functools import partial

import pypdfium2
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTContainer, LTImage, LTItem
from PIL import Image, ImageChops, ImageDraw, ImageOps, ImageStat
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader

from gongkai.documents.redaction.marks import Mark

SIZE = WIDE, HIGH = 320, 240
SCALE = 842 / WIDE
"""Points of a page for a pixel."""
PLACES = ((24, 16, 120, 56), (176, 40, 296, 96), (40, 120, 104, 216), (160, 160, 280, 200))
WORDS = "摄于云岭县赵景行家 13800138000"
Place = tuple[int, int, int, int]
Made = tuple[bytes, Image.Image]


def noise(seed: int) -> Image.Image:
    """A picture of large patches, with noise in each of the places: it can be packed by no two ways alike."""
    made = random.Random(seed)
    picture = Image.new("RGB", SIZE, (made.randrange(150, 250), made.randrange(150, 250), 220))
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = made.randrange(WIDE), made.randrange(HIGH)
        pen.rectangle((x, y, x + 60, y + 40), fill=(made.randrange(60, 250), made.randrange(60, 250), 90))
    for left, top, right, bottom in PLACES:
        grain = Image.frombytes(
            "RGB", (right - left, bottom - top), made.randbytes(3 * (right - left) * (bottom - top))
        )
        picture.paste(grain.resize((8, 8)).resize(grain.size), (left, top))
    return picture


def told(picture: Image.Image, turn: int = 1) -> Image.Exif:
    """What a camera says: who, what, how it was held."""
    said = picture.getexif()
    said[0x010E], said[0x013B], said[0x0112] = WORDS, WORDS, turn
    return said


def _saved(seed: int, name: str, mode: str = "RGB", *, turn: int = 0, **how: object) -> Made:
    picture = noise(seed).convert(mode)
    out = io.BytesIO()
    if turn:
        how["exif"] = told(picture, turn)
    picture.save(out, name, **how)
    return out.getvalue(), _seen(out.getvalue())


def _seen(data: bytes) -> Image.Image:
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert picture is not None
    if picture.mode in ("RGBA", "LA", "PA"):
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 257).convert("L").convert("RGB")
    return picture.convert("RGB")


def _png(seed: int) -> Made:
    words = PngInfo()
    words.add_text("Comment", WORDS)
    words.add_itxt("Author", WORDS)
    return _saved(seed, "PNG", pnginfo=words, turn=1)


def _clear(seed: int) -> Made:
    picture = noise(seed).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(SIZE).point(lambda value: max(value, 90)))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue(), _seen(out.getvalue())


def _deep(seed: int) -> Made:
    picture = noise(seed).convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue(), _seen(out.getvalue())


def _moving(seed: int) -> Made:
    out = io.BytesIO()
    first, second = (noise(each).convert("P", palette=Image.Palette.ADAPTIVE) for each in (seed, seed + 1))
    first.save(out, "GIF", save_all=True, append_images=[second], comment=WORDS.encode())
    return out.getvalue(), _seen(out.getvalue())


def _tiff(seed: int, mode: str, packed: str) -> Made:
    told_in = {270: "taken at Yunling", 315: "camera of Zhao"}
    return _saved(seed, "TIFF", mode, compression=packed, tiffinfo=told_in)


WAYS: dict[str, Callable[[int], Made]] = {
    "PNG": _png,
    "PNG with a palette": partial(_saved, name="PNG", mode="P"),
    "PNG with clear parts": _clear,
    "PNG of 16 bits": _deep,
    "PNG, black and white": partial(_saved, name="PNG", mode="1"),
    "JPEG": partial(_saved, name="JPEG", quality=90, turn=1, comment=WORDS.encode()),
    "JPEG, progressive": partial(_saved, name="JPEG", quality=80, progressive=True, turn=1),
    "JPEG, grey": partial(_saved, name="JPEG", mode="L", quality=90),
    "JPEG, for print": partial(_saved, name="JPEG", mode="CMYK", quality=95),
    "JPEG, held upright": partial(_saved, name="JPEG", quality=95, turn=6),
    "JPEG, upside down": partial(_saved, name="JPEG", quality=95, turn=3),
    "GIF": partial(_saved, name="GIF", mode="P", comment=WORDS.encode()),
    "GIF that moves": _moving,
    "WebP": partial(_saved, name="WEBP", quality=90, turn=1),
    "WebP, exact": partial(_saved, name="WEBP", lossless=True),
    "TIFF": partial(_tiff, mode="RGB", packed="raw"),
    "TIFF, LZW": partial(_tiff, mode="RGB", packed="tiff_lzw"),
    "TIFF, deflated": partial(_tiff, mode="RGB", packed="tiff_adobe_deflate"),
    "TIFF, packed bits": partial(_tiff, mode="L", packed="packbits"),
    "TIFF with a palette": partial(_tiff, mode="P", packed="tiff_lzw"),
    "TIFF, JPEG": partial(_tiff, mode="RGB", packed="jpeg"),
    "TIFF, fax of group 3": partial(_tiff, mode="1", packed="group3"),
    "TIFF, fax of group 4": partial(_tiff, mode="1", packed="group4"),
}
"""Each gives a file and how it is seen."""


def taken(way: str, seed: int = 1) -> bytes:
    return WAYS[way](seed)[0]


def marks(picture: Image.Image, places: Sequence[Place], page: int = 0) -> list[Mark]:
    """Boxes on the page that a picture becomes."""
    scale = 842 / max(picture.size)
    return [Mark(page, (x * scale, y * scale, u * scale, v * scale), "g", "") for x, y, u, v in places]


def turned(picture: Image.Image) -> list[Place]:
    """The places as the picture is seen: it may be held otherwise than it was made."""
    if picture.size == SIZE:
        return list(PLACES)
    return [(HIGH - bottom, left, HIGH - top, right) for left, top, right, bottom in PLACES]


# Three programs that take pictures out of a PDF


def by_pdfium(data: bytes, page: int = 0) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        found = document[page].get_objects(filter=[3], max_depth=5)
        return [each.get_bitmap(render=False).to_pil().convert("RGB") for each in found]
    finally:
        document.close()


def by_pypdf(data: bytes, page: int = 0) -> list[Image.Image]:
    images = PdfReader(io.BytesIO(data)).pages[page].images
    return [each.image.convert("RGB") for each in images if each.image is not None]


def by_pdfminer(data: bytes, page: int = 0) -> list[Image.Image]:
    (layout,) = extract_pages(io.BytesIO(data), page_numbers=[page])
    return [_unpacked(each) for each in _images(layout)]


def _images(thing: LTItem) -> list[LTImage]:
    if isinstance(thing, LTImage):
        return [thing]
    return [each for part in thing for each in _images(part)] if isinstance(thing, LTContainer) else []


def _unpacked(image: LTImage) -> Image.Image:
    pixels = image.stream.get_data()
    if pixels.startswith(b"\xff\xd8"):
        return Image.open(io.BytesIO(pixels)).convert("RGB")
    many = len(pixels) / (image.srcsize[0] * image.srcsize[1])
    mode = "RGB" if many == 3 else "L" if many == 1 else "1"
    return Image.frombytes(mode, image.srcsize, pixels).convert("RGB")


EXTRACTORS = {"pypdfium2": by_pdfium, "pypdf": by_pypdf, "pdfminer.six": by_pdfminer}


def stacked(strips: Sequence[Image.Image]) -> Image.Image:
    """Strips of one picture, one below the other."""
    whole = Image.new("RGB", (strips[0].width, sum(each.height for each in strips)))
    top = 0
    for each in strips:
        whole.paste(each, (0, top))
        top += each.height
    return whole


_TURNS = (None, *Image.Transpose)


def far(way: str, program: str) -> int:
    """How many levels programs may be apart in what is not withheld: they differ on inks, and two do not read palettes."""
    if way == "TIFF with a palette" and program != "pypdfium2":
        return 256
    return 45 if way == "JPEG, for print" else 4


def shows_only(found: Image.Image, seen: Image.Image, places: Sequence[Place], apart: int = 4) -> bool:
    """Whether a picture, whichever way it lies, is the one that was seen, black in these places and alike in the others."""
    held = [found if turn is None else found.transpose(turn) for turn in _TURNS]
    return any(_is_like(each, seen, places, apart) for each in held if each.size == seen.size)


def _is_like(found: Image.Image, seen: Image.Image, places: Sequence[Place], apart: int) -> bool:
    if any(found.crop(place).getextrema() != ((0, 0),) * 3 for place in places):
        return False
    black, rest = found.copy(), seen.copy()
    for x, y, u, v in places:
        around = (x - 2, y - 2, u + 2, v + 2)
        black.paste(0, around)
        rest.paste(0, around)
    return max(ImageStat.Stat(ImageChops.difference(black, rest)).mean) < apart


def windows(data: bytes, size: int = 40, apart: int = 61) -> set[bytes]:
    """Pieces of the packed pixels of a file, none of one colour."""
    pieces = (data[at : at + size] for at in range(len(data) // 4, len(data) - size, apart))
    return {piece for piece in pieces if len(set(piece)) > 12}


def packed(way: str, data: bytes) -> set[bytes]:
    """Pieces of a picture file that must not be in the new one; strips of a TIFF that no box touches stay as they are."""
    return set() if way.startswith("TIFF") else windows(data)
