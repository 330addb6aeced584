"""A report as a file of any kind that officials ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from gongkai.documents.annual import laying
from gongkai.documents.paper.pieces import Grid, Line, Paper, Piece
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.documents.writing.as_xlsx import to_xlsx
from gongkai.law.report.content import Report


class Kind(StrEnum):
    """The kinds of files, by their endings."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    HTML = "html"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """What browsers are told."""
        office = "application/vnd.openxmlformats-officedocument."
        return {
            "docx": f"{office}wordprocessingml.document",
            "xlsx": f"{office}spreadsheetml.sheet",
            "pdf": "application/pdf",
            "html": "text/html; charset=utf-8",
            "json": "application/json; charset=utf-8",
        }[self.value]


PAPER = frozenset({Kind.DOCX, Kind.PDF})
"""Those set with typefaces, which only the platform can write."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a report is written. `fonts`: what Word files ask for in place of the usual names, by use; `footer`, `code`: see Paper."""

    with_charts: bool = True
    fonts: Mapping[str, str] | None = None
    footer: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and what whoever asked must know of it, in Chinese."""

    data: bytes
    remarks: tuple[str, ...] = ()


USUAL = Manner()


def write(report: Report, kind: Kind, made_at: datetime, manner: Manner = USUAL) -> Made:
    """The file. Raises Unreadable for a PDF on a machine without Chinese typefaces."""
    remarks = tuple(_remarks(report)) if kind is not Kind.JSON else ()
    if kind is Kind.JSON:
        return Made(dumps(to_json(report), indent=1) + b"\n")
    if kind is Kind.XLSX:
        from gongkai.documents.annual.excel_charts import draw  # noqa: PLC0415 - each kind loads its own program

        return Made(to_xlsx(report, draw if manner.with_charts else None), remarks)
    if kind is Kind.HTML:
        from gongkai.documents.annual.as_html import to_html  # noqa: PLC0415 - as above

        return Made(to_html(report, with_charts=manner.with_charts), remarks)
    paper = laying.paper(
        report,
        made_at,
        with_charts=manner.with_charts,
        fonts=manner.fonts,
        footer=manner.footer,
        code=manner.code,
    )
    if kind is Kind.DOCX:
        from gongkai.documents.paper.docx import docx  # noqa: PLC0415 - as above

        return Made(docx(paper), remarks)
    return _pdf(paper, remarks)


def _pdf(paper: Paper, remarks: tuple[str, ...]) -> Made:
    """PDF/A, unless the text has characters that no typeface here has: they would stop it."""
    from gongkai.documents.paper.glyphs import without_glyph  # noqa: PLC0415 - as above
    from gongkai.documents.paper.pdf import pdf  # noqa: PLC0415 - as above

    unknown = without_glyph("".join((paper.title, *paper.footer, *(_said(piece) for piece in paper.pieces))))
    if unknown:
        listed = "、".join(f"“{each}”（U+{ord(each):04X}）" for each in unknown[:10])
        more = "等" if len(unknown) > 10 else ""
        remarks += (f"服务器上没有这些字符的字形，PDF 中显示为方框，也不能用作归档版本：{listed}{more}。",)
    return Made(pdf(replace(paper, kept=not unknown)), remarks)


def _said(piece: Piece) -> str:
    if isinstance(piece, Line):
        return piece.text
    return (
        "".join(line.text for slot in piece.slots for line in slot.lines) if isinstance(piece, Grid) else ""
    )


def _remarks(report: Report) -> list[str]:
    """What the tables of the file cannot say by themselves."""
    inferred = sum(cell.inferred for cell in report.cells.values())
    lacking = len(report.form.cells) - len(report.cells)
    found = []
    if report.unread:
        found.append(f"有 {len(report.unread)} 处未能识读，没有写进表格。")
    if lacking:
        found.append(f"原件缺少 {lacking} 个单元格，表中已注明。")
    if inferred:
        found.append(f"有 {inferred} 个数字原件中看不清，按表格的勾稽关系推出，用楷体或者底色标出，请核对。")
    return found
