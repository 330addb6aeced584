"""A paper made into a file in a process of its own: what stands in a text can neither keep a web server busy nor bring it down."""

from base64 import b64decode, b64encode
from typing import Literal

from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.documents.paper.pieces import Grid, Paper
from gongkai.documents.reading.blocks import Unreadable

Kind = Literal["pdf", "docx"]

SECONDS = 20
TOO_LONG = "这条信息太长，制作文件用时过长，已经停止。请下载文字版。"
TOO_BIG = "这条信息的图片太大，不能制成文件。请下载文字版。"
TOO_WIDE = "这条信息的表格太大，不适合打印在纸上。请下载附件或者文字版。"
MOST_CELLS = 20_000
FAILED = "这条信息不能制成文件。请下载文字版，或者打印网页。"

_BOUNDS = Bounds(SECONDS, TOO_LONG, TOO_BIG, FAILED)


def printed(paper: Paper, kind: Kind, bounds: Bounds = _BOUNDS) -> bytes:
    """The file. Raises Unreadable with what is wrong and what to do: a text or a table without end, no Chinese typefaces."""
    cells = sum(piece.rows * len(piece.widths) for piece in paper.pieces if isinstance(piece, Grid))
    if cells > MOST_CELLS:
        raise Unreadable(TOO_WIDE)
    return b64decode(apart(made, paper, kind, bounds=bounds)["file"])


def made(paper: Paper, kind: Kind) -> Answer:
    """What the process does."""
    if kind == "pdf":
        from gongkai.documents.paper.pdf import pdf as write  # noqa: PLC0415 - each kind loads its own program
    else:
        from gongkai.documents.paper.docx import docx as write  # noqa: PLC0415 - as above
    return {"file": b64encode(write(paper)).decode()}
