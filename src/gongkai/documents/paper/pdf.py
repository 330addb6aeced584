"""A paper as PDF, set by typst. It reads nothing but what is handed to it: no file, no package, no network."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from importlib.resources import files
from typing import Any, Literal

import typst

from gongkai.documents.paper import measures
from gongkai.documents.paper.codes import code
from gongkai.documents.paper.pictures import Printable, printable
from gongkai.documents.paper.pieces import Divider, Figure, Form, Grid, Line, Look, Paper, Piece, Slot
from gongkai.documents.paper.titles import broken
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.rich_text.blocks import MARKS, Run

NO_TYPEFACES = "本网站的服务器上没有安装中文字体，暂时不能制成 PDF。请下载 Word 版或者文字版。"
KINDS = frozenset({"png", "jpg", "gif", "webp"})
"""Pictures that can be printed; of others their descriptions are."""
KEPT: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""What archives keep and screen readers read: fonts inside, every piece tagged.   依据：GB/T 33190, ISO 19005-2, ISO 14289-1"""

Data = dict[str, Any]


def pdf(paper: Paper) -> bytes:
    """The PDF, tagged for readers who cannot see it. Raises Unreadable on a machine without Chinese typefaces."""
    from gongkai.documents.paper.typecase import compiler, faces  # noqa: PLC0415 - a third of a second, for those who print

    known = faces()
    if not all(known.values()):
        raise Unreadable(NO_TYPEFACES)
    pictures = printable(paper.pictures, KINDS)
    try:
        made = _set(compiler(), paper, known, pictures)
    except typst.TypstError:
        if not pictures:
            raise
        made = _set(compiler(), paper, known, {})  # one of the pictures is broken
    return _told(made, paper) if paper.kept else made


def _told(made: bytes, paper: Paper) -> bytes:
    from gongkai.documents.paper import row_headings  # noqa: PLC0415 - for forms alone

    return row_headings.told(made, paper.pieces) if row_headings.needed(paper.pieces) else made


def _set(case: typst.Compiler, paper: Paper, faces: Data, pictures: Mapping[str, Printable]) -> bytes:
    drawn = {**{name: each.svg.encode() for name, each in pictures.items()}, **paper.drawings}
    names = {name: f"picture{number}.svg" for number, name in enumerate(drawn)}
    given: Any = {  # more than its stubs know: files by name, the first of them the main one
        "main.typ": files("gongkai.documents.paper").joinpath("sheet.typ").read_bytes(),
        "sheet.json": json.dumps(sheet_data(paper, faces, names), ensure_ascii=False).encode(
            "utf-8", "replace"
        ),
        **{names[name]: drawing for name, drawing in drawn.items()},
    }
    if paper.code:
        given["code.svg"] = code(paper.code).svg.encode()
    made = case.compile(
        input=given,
        format="pdf",
        timestamp=paper.made_at.astimezone(UTC).replace(microsecond=0),
        pdf_standards=[*KEPT] if paper.kept else [],
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


def sheet_data(paper: Paper, faces: Data, pictures: Mapping[str, str]) -> Data:
    """What `sheet.typ` asks for; `pictures`: the names of the files that pictures are in."""
    return {
        "form": paper.form.value,
        "title": paper.title.replace("\n", ""),
        "shown_title": paper.title if paper.form is Form.ITEM else broken(paper.title),
        "issuer": paper.issuer,
        "number": paper.document_no,
        "footer": paper.footer,
        "code": bool(paper.code),
        "code_alt": f"二维码：{paper.code}",
        "pieces": [data for piece in paper.pieces for data in piece_data(piece, pictures)],
        "faces": faces,
        "page": measures.PAGE,
        "text": measures.TEXT,
        "margins": {
            "top": measures.TOP,
            "bottom": measures.BOTTOM,
            "left": measures.LEFT,
            "right": measures.RIGHT,
        },
        "size": measures.SIZE,
        "title_size": measures.TITLE_SIZE,
        "issuer_size": measures.issuer_size(paper.issuer),
        "number_size": measures.NUMBER_SIZE,
        "number_in": measures.NUMBER_IN,
        "number_below": measures.NUMBER_BELOW,
        "code_side": measures.LETTER_CODE_SIDE if paper.form is Form.LETTER else measures.CODE_SIDE,
        "letter": {
            "top": measures.LETTER_TOP,
            "foot": measures.LETTER_NUMBER_BELOW,
            "wide": measures.LINES_WIDE,
            "below_name": measures.LINES_BELOW_NAME,
            "above_edge": measures.LINES_ABOVE_EDGE,
        },
        "head_down": measures.HEAD_DOWN,
        "seal": measures.SEAL,
        "small": measures.SMALL_SIZE,
        "kept": paper.kept,
        "fitted": paper.kept and paper.tightened,
        "pitch": measures.PITCH,
        "tightest": measures.TIGHTEST,
        "tracking": measures.TRACKING,
        "red": measures.RED,
    }


def piece_data(piece: Piece, pictures: Mapping[str, str]) -> Iterator[Data]:
    """A piece as `sheet.typ` sets it."""
    match piece:
        case Line():
            yield _line(piece)
        case Figure(name, alt, with_next) if name in pictures:
            yield {"kind": "figure", "file": pictures[name], "alt": alt, "with_next": with_next}
        case Figure(alt=alt):
            yield _line(Line(Look.CENTERED, (Run(alt),)))
        case Grid():
            yield {
                "kind": "grid",
                "slots": [*map(_slot, piece.slots)],
                "widths": piece.widths,
                "heads": piece.heads,
                "caption": _runs(piece.caption),
                "roomy": piece.roomy,
                "size": piece.size or measures.table_size(len(piece.widths)),
                "fitted": bool(piece.size),
                "whole": piece.whole,
            }
        case Divider():
            yield {"kind": "divider"}


def _line(line: Line) -> Data:
    return {
        "kind": "line",
        "look": line.look.value,
        "runs": _runs(line.runs),
        "left": line.left,
        "right": line.right,
        "apart": int(line.apart),
        "new_page": line.new_page,
        "with_next": line.with_next,
        "seal": line.seal,
    }


def _slot(slot: Slot) -> Data:
    return {
        "row": slot.row,
        "column": slot.column,
        "rows": slot.rows,
        "columns": slot.columns,
        "heading": slot.heading,
        "quiet": slot.quiet,
        "align": slot.align,
        "lines": [*map(_line, slot.lines)],
    }


def _runs(runs: Iterable[Run]) -> list[Data]:
    return [
        {
            "text": run.text,
            "marks": [mark for mark in MARKS if mark in run.marks],
            "href": run.link.href if run.link else "",
        }
        for run in runs
    ]
