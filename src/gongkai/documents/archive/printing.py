"""The sheets of a case made into a PDF, in a process of its own."""

from base64 import b64decode, b64encode
from dataclasses import replace
from importlib import import_module

from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.documents.paper import Paper

_BOUNDS = Bounds(
    120,
    "案卷目录太长，制作用时过长，已经停止。请减少卷内文件后重试。",
    "案卷目录太大，不能制成文件。请减少卷内文件后重试。",
    "案卷目录不能制成文件。请联系平台管理员。",
)


def as_pdf(sheets: Paper) -> bytes:
    """The PDF, PDF/A where the typefaces have every character; else with a box for it, since a case must be archived.

    Raises Unreadable.
    """
    return b64decode(apart(made, sheets, bounds=_BOUNDS)["file"])


def made(sheets: Paper) -> Answer:
    """What the process does."""
    from gongkai.documents.paper.pdf import pdf  # noqa: PLC0415 - only where it is printed

    try:
        data = pdf(replace(sheets, kept=True))
    except import_module("typst").TypstError:
        data = pdf(sheets)
    return {"file": b64encode(data).decode()}
