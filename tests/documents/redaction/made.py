"""PDF files with invented texts in them, written in all the ways in which programs write text."""

import io
import json
import random
from collections.abc import Callable, Sequence
from functools import cache

import docx
import typst
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.documents.redaction import raw
from tests.documents.redaction.texts import secrets

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
Made = tuple[bytes, list[str]]
Draw = Callable[[Canvas, int, str], None]
PER_FILE = 72
LINES = 24


def drawn(texts: Sequence[str], draw: Draw, *, before: Callable[[Canvas], None] | None = None) -> bytes:
    """A file with twenty-four texts on each page, one below the other, drawn by `draw` at a height."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, pageCompression=1)
    for start in range(0, len(texts), LINES):
        if before:
            before(canvas)
        for row, text in enumerate(texts[start : start + LINES]):
            draw(canvas, 780 - 31 * row, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _plain(canvas: Canvas, y: int, text: str) -> None:
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(72, y, f"申请人{text}，已告知。")


def chinese() -> Made:
    """A font that is not embedded, in a collection of Adobe."""
    texts = secrets(1, PER_FILE)
    return drawn(texts, _plain), texts


def turned(turn: int) -> Made:
    """Pages that are turned when they are shown, and cut."""
    texts = secrets(turn, LINES * 2)
    writer = PdfWriter(clone_from=io.BytesIO(drawn(texts, _plain)))
    for page in writer.pages:
        page.cropbox = RectangleObject((20, 30, 585, 840))
        page.rotate(turn)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), texts


def standard() -> Made:
    """A font that every viewer has, without widths in the file, letters and words spaced."""
    texts = secrets(2, PER_FILE, latin=True)

    def draw(canvas: Canvas, y: int, text: str) -> None:
        line = canvas.beginText(72, y)
        line.setFont(("Helvetica", "Times-Italic", "Courier-Bold")[y // 31 % 3], 13)
        line.setCharSpace(0.7)
        line.setWordSpace(2.5)
        line.setHorizScale(110)
        line.textOut(f"Applicant {text}, told.")
        canvas.drawText(line)

    return drawn(texts, draw), texts


def embedded() -> Made:
    """A TrueType font in pieces of 256 characters, as many programs embed it."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    texts = secrets(3, PER_FILE, latin=True)

    def draw(canvas: Canvas, y: int, text: str) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, y, f"Ärztin Zoë {text} – done")

    return drawn(texts, draw), texts


def slanted() -> Made:
    """Text at an angle, and small over large."""
    texts = secrets(4, PER_FILE)

    def draw(canvas: Canvas, y: int, text: str) -> None:
        canvas.saveState()
        canvas.translate(90, y - 8)
        canvas.rotate(9)
        canvas.scale(0.5, 0.5)
        canvas.setFont("STSong-Light", 22)
        canvas.drawString(0, 0, f"住址：{text}。")
        canvas.restoreState()

    return drawn(texts, draw), texts


def upright() -> Made:
    """Text that runs up the page."""
    texts = secrets(5, 20)

    def draw(canvas: Canvas, y: int, text: str) -> None:
        canvas.saveState()
        canvas.translate(60 + (780 - y) / 1.3, 100)
        canvas.rotate(90)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(0, 0, f"联系人{text}。")
        canvas.restoreState()

    return drawn(texts, draw), texts


def in_pieces() -> Made:
    """Each character by itself, the later ones first, with odd moves between."""
    texts = secrets(6, PER_FILE)

    def draw(canvas: Canvas, y: int, text: str) -> None:
        canvas.setFont("STSong-Light", 14)
        canvas.drawString(72, y, "姓名")
        for at in sorted(range(len(text)), key=lambda each: (-(each % 3), each)):
            canvas.drawString(110 + 15 * at, y, text[at])
        canvas.drawString(400, y, "止")

    return drawn(texts, draw), texts


def in_forms() -> Made:
    """Text in forms inside forms, one of them drawn on every page."""
    texts = secrets(7, PER_FILE)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for number, text in enumerate(texts):
        canvas.beginForm(f"inner{number}")
        canvas.setFont("STSong-Light", 14)
        canvas.drawString(10, 5, f"内容{text}，止")
        canvas.endForm()
        canvas.beginForm(f"outer{number}")
        canvas.translate(30, 2)
        canvas.scale(1.1, 0.9)
        canvas.doForm(f"inner{number}")
        canvas.endForm()
    for start in range(0, len(texts), LINES):
        for row in range(LINES):
            canvas.saveState()
            canvas.translate(40, 780 - 31 * row)
            canvas.doForm(f"outer{start + row}")
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return out.getvalue(), texts


def scanned() -> Made:
    """Pictures of pages with invisible text behind them, as recognition leaves it."""
    texts = secrets(8, LINES * 2, latin=True)
    picture = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(picture)
    for row in range(LINES):
        pen.text(
            (150, (842 - 780 + 31 * row) * 1754 / 842 - 20), f"picture of line {row}", fill=10, font_size=26
        )
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=80)

    def background(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(jpeg.getvalue())), 0, 0, 595, 842)

    def draw(canvas: Canvas, y: int, text: str) -> None:
        line = canvas.beginText(72, y)
        line.setFont("Helvetica", 12)
        line.setTextRenderMode(3)
        line.textOut(f"Name {text} end")
        canvas.drawText(line)

    return drawn(texts, draw, before=background), texts


def told_everywhere() -> Made:
    """The texts as bookmarks, properties, notes and addresses of links, too."""
    texts = secrets(9, PER_FILE)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setTitle(texts[0])
    canvas.setAuthor(texts[1])
    canvas.setSubject("、".join(texts))
    for start in range(0, len(texts), LINES):
        for row, text in enumerate(texts[start : start + LINES]):
            y = 780 - 31 * row
            _plain(canvas, y, text)
            canvas.bookmarkPage(text)
            canvas.addOutlineEntry(text, text, 0)
            canvas.textAnnotation(text, (400, y, 420, y + 20))
            canvas.linkURL(f"https://example.cn/?q={text}", (72, y, 200, y + 14))
            canvas.acroForm.textfield(
                name=f"f{start + row}",
                value=f"V{start + row:04d}",
                x=440,
                y=y,
                width=90,
                height=18,
                fontSize=9,
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue(), texts


@cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def typeset() -> Made:
    """Paragraphs, tables, ligatures and kerning by typst: fonts in subsets, tags, layers of text."""
    texts = [*secrets(10, 40), *secrets(11, 32, latin=True)]
    source = """#set page(paper: "a4", margin: 2cm)
#set text(font: ("Libertinus Serif", "Noto Serif CJK SC"), size: 11pt)
#let texts = json("texts.json")
#for (at, text) in texts.enumerate() [
  #if calc.rem(at, 3) == 0 [ 第 #(at + 1) 项：申请人 #text 提出的申请，经研究，予以公开。#parbreak() ]
  #if calc.rem(at, 3) == 1 [ #table(columns: 3, [序号], [内容], [备注], [#at], [*#text*], [无]) ]
  #if calc.rem(at, 3) == 2 [ #rotate(4deg, [ 联系 _#(text)_ 即可 ]) ]
]
"""
    compiler = typst.Compiler(font_paths=_typefaces(), ignore_system_fonts=True)
    given = {"main.typ": source.encode(), "texts.json": json.dumps(texts, ensure_ascii=False).encode()}
    data = compiler.compile(input=given, format="pdf")  # type: ignore[type-var]
    assert isinstance(data, bytes)
    return data, texts


def drawings() -> Made:
    """A Type 3 font, whose characters are drawings, and one that says by a table of its own what they mean."""
    texts = ["".join(random.Random(at).sample("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 9)) for at in range(72)]
    return raw.type3(texts), texts


def mainland() -> Made:
    """Strings in GBK and UTF-16 by encodings that every viewer knows; one of them runs down the page."""
    texts = secrets(13, PER_FILE)
    return raw.predefined(texts), texts


def office() -> Made:
    """A Word file with texts in paragraphs and in a table, to be saved as PDF by LibreOffice."""
    written = [*secrets(14, 60), *secrets(15, 20, latin=True)]
    document = docx.Document()
    table = document.add_table(0, 2)
    for at, text in enumerate(written):
        if at % 2:
            document.add_paragraph(f"第{at}项，由{text}办理。")
        else:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = str(at), text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), written


BASES: dict[str, Callable[[], Made]] = {
    "chinese": chinese,
    "turned 90": lambda: turned(90),
    "turned 180": lambda: turned(180),
    "turned 270": lambda: turned(270),
    "standard": standard,
    "embedded": embedded,
    "slanted": slanted,
    "upright": upright,
    "in pieces": in_pieces,
    "in forms": in_forms,
    "scanned": scanned,
    "told everywhere": told_everywhere,
    "typeset": typeset,
    "drawings": drawings,
    "mainland": mainland,
}
