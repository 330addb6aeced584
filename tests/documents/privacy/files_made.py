"""Files with a text in a place of our choosing: comments, tracked changes, hidden rows, notes, properties, members of zips."""

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

import docx
import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from tests.documents.sources.word_parts import SPACE, p, package
from tests.documents.sources.word_parts import docx as word_file

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def with_parts(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """A container with more parts, or other ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return package({**kept, "[Content_Types].xml": kept.get("[Content_Types].xml", TYPES.encode()), **parts})


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body, and parts named `comments`, `header1` …"""
    more: dict[str, str | bytes] = {f"word/{name}.xml": content for name, content in parts.items()}
    return with_parts(word_file(body), {"[Content_Types].xml": TYPES, **more})


def story(root: str, inside: str) -> str:
    """A part of a Word file other than its body."""
    return f'<w:{root} xmlns:w="{SPACE}">{inside}</w:{root}>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{escape(text)}</w:t></w:r>"


def comment(text: str) -> bytes:
    inside = f'<w:comment w:id="0" w:author="赵示例">{p(run(text))}</w:comment>'
    return word(p("正文。"), comments=story("comments", inside))


def deleted(text: str) -> bytes:
    gone = f'<w:del w:id="1" w:author="赵示例"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'
    return word(p(run("正文。"), gone))


def hidden_text(text: str) -> bytes:
    return word(p(run("正文。"), run(text, "<w:vanish/>")))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(rows: Sequence[Sequence[object]], *, column: str = "", row: int = 0, state: str = "") -> bytes:
    """A workbook with one sheet 名单; hidden may be a column by its letter, a row by its number, or the sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    for at, values in enumerate(rows):
        sheet.write_row(at, 0, values)
    if column:
        sheet.set_column(f"{column}:{column}", 8, None, {"hidden": True})
    if row:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    if state:
        book.add_worksheet("封面").activate()
        sheet.very_hidden() if state == "veryHidden" else sheet.hide()
    book.close()
    return out.getvalue()


def cell(text: str) -> bytes:
    return workbook([["说明"], [text]])


def hidden_cell(text: str) -> bytes:
    return workbook([["甲", "乙"], ["一", text]], column="B")


def cell_note(text: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "合计"
    book.worksheets[0]["A1"].comment = Comment(text, "某人")
    return saved(book)


def word_property(text: str) -> bytes:
    out, document = io.BytesIO(), docx.Document()
    document.add_paragraph("正文。")
    document.core_properties.comments = text
    document.core_properties.author = ""
    document.save(out)
    return out.getvalue()


def page_comment(text: str) -> bytes:
    return f"<!doctype html><html><body><p>正文。</p><!-- {text} --></body></html>".encode()


PLACES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "comment": ("说明.docx", comment),
    "deleted": ("说明.docx", deleted),
    "hidden_text": ("说明.docx", hidden_text),
    "cell": ("附表.xlsx", cell),
    "hidden_cell": ("附表.xlsx", hidden_cell),
    "note": ("附表.xlsx", cell_note),
    "property": ("说明.docx", word_property),
    "page_comment": ("页面.html", page_comment),
}
"""For each place of the labelled set a file name and what makes the file."""


def slides(text: str, notes: str = "", *, show: bool = True) -> bytes:
    """A slide file with one slide and its notes."""

    def slide(root: str, said: str, attributes: str = "") -> str:
        inside = f"<a:p><a:r><a:t>{escape(said)}</a:t></a:r></a:p>"
        return f'<p:{root} xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}"{attributes}>{inside}</p:{root}>'

    return package(
        {
            "[Content_Types].xml": TYPES,
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{_SLIDES}"/>',
            "ppt/slides/slide1.xml": slide("sld", text, "" if show else ' show="0"'),
            "ppt/notesSlides/notesSlide1.xml": slide("notes", notes),
        }
    )


def zipped(members: dict[str, bytes]) -> bytes:
    return package(dict(members))
