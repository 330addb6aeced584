"""PDF pages drawn line by line and box by box."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.documents.reading.blocks import Source
from gongkai.documents.reading.sources import open_source

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
SIZE = 12.0
LEFT, RIGHT, TOP = 72.0, 72.0 + 36 * SIZE, 780.0
ROW = 24.0


def pdf(*pages: Callable[[Canvas], object], title: str = "", lock: StandardEncryption | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), encrypt=lock, invariant=1)
    canvas.setTitle(title)
    for draw in pages:
        canvas.setFont("STSong-Light", SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(*pages: Callable[[Canvas], object]) -> Source:
    return open_source(pdf(*pages), "年报.pdf")


def prose(*texts: str, top: float = TOP) -> Callable[[Canvas], None]:
    """Lines one below the other from the left margin."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(LEFT, top - 20 * number, text)

    return draw


def both(*parts: Callable[[Canvas], object]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def ruled(
    cells: Sequence[tuple[int, int, int, int, str]], widths: Sequence[float], *, top: float = TOP
) -> Callable[[Canvas], None]:
    """A table drawn box by box: row, column, rowspan, colspan, text; "\\n" in a text begins a line of the cell."""
    xs = [LEFT + sum(widths[:column]) for column in range(len(widths) + 1)]

    def draw(canvas: Canvas) -> None:
        for row, column, down, across, text in cells:
            upper, lower = top - ROW * row, top - ROW * (row + down)
            canvas.rect(xs[column], lower, xs[column + across] - xs[column], upper - lower)
            for number, line in enumerate(text.split("\n") if text else []):
                canvas.drawString(xs[column] + 3, upper - 11 - 11 * number, line)

    return draw


def plain(*table: Sequence[str]) -> list[tuple[int, int, int, int, str]]:
    """Cells without merging."""
    return [(row, column, 1, 1, text) for row, texts in enumerate(table) for column, text in enumerate(texts)]


# A line of prose as wide as the page, and a little more.
FULL = "全县各级行政机关围绕重点领域公开政府信息及时回应社会关切公开质量有了新的提高"
