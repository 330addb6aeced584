"""The same documents as different programs and people write them."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from itertools import takewhile
from pathlib import Path

import pytest
from docx import Document as NewDocument
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from tests.documents.sources import word_parts as parts
from tests.documents.word.official import Document, Rows

_CENTERED = frozenset(["letterhead", "number", "title", "passed", "chapter", "section"])
_RIGHT = frozenset(["sign", "date"])
_SIZES = {"letterhead": 36, "title": 22}
_HEADINGS = {"first": 1, "second": 2, "chapter": 1, "section": 2}
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d．|（\d）)")
_LEVELS = {"first": 0, "statement": 0, "second": 1, "third": 2, "fourth": 3}


def laid_out(document: Document) -> bytes:
    """Aligned and sized paragraph by paragraph, as most officers do, with blank paragraphs between the parts."""
    made = NewDocument()
    for kind, text in document.lines:
        if kind == "table":
            _table(made, document.rows)
            continue
        paragraph = made.add_paragraph()
        if kind in _CENTERED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif kind in _RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        # Word breaks a text into runs wherever it likes.
        for piece in (text[:3], text[3:]):
            paragraph.add_run(piece).font.size = Pt(_SIZES.get(kind, 16))
        if kind in ("letterhead", "title"):
            made.add_paragraph()
    return _saved(made)


def styled(document: Document) -> bytes:
    """With the styles of Word: Title, Heading 1 and 2; the letterhead in a text box, the page number in the footer."""
    made = NewDocument()
    made.sections[0].footer.paragraphs[0].text = "- 1 -"
    for kind, text in document.lines:
        if kind == "table":
            _table(made, document.rows)
        elif kind == "title":
            made.add_paragraph(text, style="Title")
        elif kind in _HEADINGS and "。" not in text:
            made.add_paragraph(text, style=f"Heading {_HEADINGS[kind]}")
        else:
            paragraph = made.add_paragraph(text)
            if kind in _CENTERED:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if kind in _RIGHT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _saved(made)


def bare(document: Document) -> bytes:
    """Without any style: indented by typed blanks, the signature pushed to the right by blanks."""
    made = NewDocument()
    for kind, text in document.lines:
        if kind == "table":
            _table(made, document.rows)
        elif kind == "passed":
            made.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif kind in _RIGHT:
            made.add_paragraph("\u3000" * 14 + text)
        else:
            made.add_paragraph(("" if kind in _CENTERED or kind == "to" else "\u3000\u3000") + text)
    return _saved(made)


def counted(document: Document) -> bytes:
    """As WPS writes it: numbers are automatic, the number stands nowhere in the text; hidden bookmarks everywhere."""
    levels = parts.numbering(
        parts.level(0, "chineseCounting", "%1、"),
        parts.level(1, "chineseCounting", "（%2）"),
        parts.level(2, "decimal", "%3．"),
        parts.level(3, "decimal", "（%4）"),
    )
    body = "".join(
        _counted_table(document.rows) if kind == "table" else _counted(kind, text)
        for kind, text in document.lines
    )
    return parts.docx(body, numbering=levels)


def _counted(kind: str, text: str) -> str:
    mark = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    align = "center" if kind in _CENTERED else "right" if kind in _RIGHT else ""
    properties = f'<w:jc w:val="{align}"/>' if align else ""
    number = _NUMBER.match(text)
    if number and kind in _LEVELS:
        text = text[number.end() :]
        properties += f'<w:numPr><w:ilvl w:val="{_LEVELS[kind]}"/><w:numId w:val="1"/></w:numPr>'
    size = 2 * _SIZES.get(kind, 16)
    run = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return parts.p(mark, run, properties=properties)


def _counted_table(rows: Rows) -> str:
    made = []
    for number, row in enumerate(rows):
        cells = []
        for place, text in enumerate(row):
            if text == "<":
                continue
            span = 1 + len([*takewhile("<".__eq__, row[place + 1 :])])
            properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            if text == "^":
                properties += "<w:vMerge/>"
            elif number + 1 < len(rows) and rows[number + 1][place] == "^":
                properties += '<w:vMerge w:val="restart"/>'
            cells.append(parts.tc("" if text == "^" else text, properties))
        made.append(parts.row(*cells))
    return f'<w:tbl><w:bookmarkStart w:id="9" w:name="表"/>{"".join(made)}</w:tbl>'


def _table(made: WordDocument, rows: Rows) -> None:
    table = made.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            cell = table.cell(number, place)
            if text == "<":
                table.cell(number, place - 1).merge(cell)
            elif text == "^":
                table.cell(number - 1, place).merge(cell)
            else:
                cell.text = text


def _saved(made: WordDocument) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def through_office(files: Mapping[str, bytes], folder: Path, form: str) -> dict[str, bytes]:
    """These files as LibreOffice saves them in another format ("docx", "doc"), all in one run."""
    if shutil.which("soffice") is None:
        pytest.fail("LibreOffice is not installed. On Debian: apt-get install libreoffice-writer-nogui")
    (folder / "in").mkdir()
    sources = []
    for name, data in files.items():
        source = folder / "in" / f"{name}.docx"
        source.write_bytes(data)
        sources.append(str(source))
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore"),
            *("--convert-to", form, "--outdir", str(folder / "out"), *sources),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: (folder / "out" / f"{name}.{form}").read_bytes() for name in files}


Manner = Callable[[Document], bytes]
MANNERS: Mapping[str, Manner] = {"laid_out": laid_out, "styled": styled, "bare": bare, "counted": counted}
