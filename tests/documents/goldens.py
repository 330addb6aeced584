"""Reviewed pages as small pictures: how pages are made small, compared with them and written anew."""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 60
_BLUR = 1.2  # pixels: edges of characters may differ between machines
_LIKE = 60  # of 255: what a pixel may differ by after that
MOST_UNLIKE = 40  # pixels of a page


def pages(data: bytes) -> list[Image.Image]:
    """Each page, small and grey."""
    document = pypdfium2.PdfDocument(data)
    made = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    document.close()
    return made


def unlike(page: Image.Image, reviewed: Image.Image) -> int:
    """How many pixels differ beyond the edges of characters; all of them where the sizes do."""
    if page.size != reviewed.size:
        return page.width * page.height
    soft = (each.filter(ImageFilter.GaussianBlur(_BLUR)) for each in (page, reviewed))
    return sum(ImageChops.difference(*soft).histogram()[_LIKE:])


def drift(data: bytes, folder: Path, name: str) -> list[int]:
    """How far each page of a file is from the reviewed one; AssertionError where there are more or fewer."""
    made, known = pages(data), reviewed(folder, name)
    assert len(made) == len(known), (len(made), len(known))
    return [unlike(page, each) for page, each in zip(made, known, strict=True)]


def reviewed(folder: Path, name: str) -> list[Image.Image]:
    """The pages as they were looked at."""
    return [_opened(path) for path in sorted(folder.glob(f"{name}-[0-9].png"))]


def names(folder: Path) -> set[str]:
    """What is reviewed."""
    return {path.stem.rsplit("-", 1)[0] for path in folder.glob("*.png")}


def write(folder: Path, known: Iterable[str], file: Callable[[str], bytes]) -> None:
    """All pages anew, each with few greys so that it is small."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for name in known:
        for number, page in enumerate(pages(file(name)), 1):
            small = BytesIO()
            page.quantize(16).save(small, "png", optimize=True)
            (folder / f"{name}-{number}.png").write_bytes(small.getvalue())


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L")
