"""Reviewed pages of all letters, as small pictures. `python -m tests.documents.letters.golden` writes them anew: look at each then."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.templates import templates
from gongkai.documents.paper.pdf import pdf
from tests.documents.letters.samples import LETTERHEAD, MADE_AT, Form, empty_form, printed, sample

FOLDER = Path(__file__).parent / "golden"
DPI = 60
_BLUR = 1.2  # pixels: edges of characters may differ between machines
_LIKE = 60  # of 255: what a pixel may differ by after that
MOST_UNLIKE = 40  # pixels of a page


def all_samples() -> Iterator[str]:
    """Names of the pages' files without their numbers."""
    yield from templates()
    yield from ("red_head", "no_head", "draft_with_seal_place", "empty_application_form")


def file(name: str) -> bytes:
    """The PDF behind a name."""
    if name in templates():
        return printed(name)
    written = {
        "red_head": lambda: sample(
            "reply_partial",
            letterhead=replace(LETTERHEAD, form=Form.RED),
            copies_to=("云岭县财政局", "云岭县生态环境局"),
            attachments=("资金分配方案", "验收报告（已作区分处理）"),
        ),
        "no_head": lambda: sample("not_exist", letterhead=replace(LETTERHEAD, form=Form.PLAIN)),
        "draft_with_seal_place": lambda: sample(
            "extension_notice", number="", on=None, law_day=sample("receipt").on, verify="", seal=True
        ),
        "empty_application_form": lambda: empty_form("form_application"),
    }[name]()
    return pdf(letters.paper(written, MADE_AT))


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


def reviewed(name: str) -> list[Image.Image]:
    """The pages as they were looked at."""
    return [_opened(path) for path in sorted(FOLDER.glob(f"{name}-[0-9].png"))]


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L")


def write() -> None:
    """All pages anew, each with few greys so that it is small."""
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name in all_samples():
        for number, page in enumerate(pages(file(name)), 1):
            small = BytesIO()
            page.quantize(16).save(small, "png", optimize=True)
            (FOLDER / f"{name}-{number}.png").write_bytes(small.getvalue())


if __name__ == "__main__":
    write()
