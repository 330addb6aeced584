"""Files to blocks: `open_source` turns the bytes of any supported file into lines and grids in reading order."""

from collections.abc import Iterable

from gongkai.documents.reading.blocks import Block, Grid, Source
from gongkai.documents.reading.sources import limits, refusals
from gongkai.documents.reading.sources.archive import open_archive
from gongkai.documents.reading.sources.docx import docx_blocks
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.html import html_blocks
from gongkai.documents.reading.sources.mhtml import page_of
from gongkai.documents.reading.sources.pdf import pdf_blocks
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.reading.sources.sniff import (
    is_html,
    is_ole,
    is_pdf,
    is_zip,
    refuse_known,
    xls_stream,
    zip_kind,
)
from gongkai.documents.reading.sources.text import looks_binary, text_blocks
from gongkai.documents.reading.sources.xlsx import xlsx_blocks
from gongkai.documents.reading.sources.xlsx.extent import lean_workbook, refuse_large_stream
from gongkai.documents.reading.sources.xlsx.old import xls_blocks

__all__ = ["open_source"]

Opened = tuple[str, Iterable[Block], dict[str, str]]


def open_source(data: bytes, name: str) -> Source:
    """Take a file apart: text, HTML, MHTML, DOCX, XLSX, XLS or PDF, told by its content and never by its name.

    `name` is only shown in messages. Nothing is executed, fetched or written.
    Raises Unreadable when the file is empty, broken, locked, a scan, of another kind, or beyond `limits`.
    """
    if len(data) > limits.OFFICE_BYTES:
        raise refusal(name, f"超过 {limits.OFFICE_BYTES // 1_000_000} MB", refusals.ONLY_THE_REPORT)
    refuse_known(data, name)
    kind, found, hints = _container(data, name) or _text(data, name)
    blocks: list[Block] = []
    said = characters = 0
    for block in found:
        blocks.append(block)
        texts = [slot.text for slot in block.slots] if isinstance(block, Grid) else [block.text]
        said += len(texts)
        characters += sum(map(len, texts))
        if said > limits.LINES_AND_CELLS or characters > limits.CHARACTERS:
            raise refusal(name, "的内容过多，不像是一份年度报告", refusals.ONLY_THE_REPORT)
    if not characters:
        raise refusal(name, "里面没有可读的文字", refusals.USE_TEXT_FILE)
    return Source(name, kind, tuple(blocks), hints)


def _container(data: bytes, name: str) -> Opened | None:
    """A file of one of the binary kinds; None if it must be text."""
    if is_pdf(data):
        return ("pdf", *pdf_blocks(data, name))
    if is_ole(data):
        stream = xls_stream(data, name)
        refuse_large_stream(stream, name)
        return "xlsx", xls_blocks(stream, name), {}
    if not is_zip(data):
        return None
    archive = open_archive(data, name)
    if zip_kind(archive, name) == "docx":
        return ("docx", *docx_blocks(archive, name))
    return "xlsx", xlsx_blocks(lean_workbook(archive, name), name), {}


def _text(data: bytes, name: str) -> Opened:
    if len(data) > limits.TEXT_BYTES:
        raise refusal(name, f"超过 {limits.TEXT_BYTES // 1_000_000} MB", refusals.ONLY_THE_REPORT)
    if not data.strip():
        raise refusal(name, "是空文件", refusals.GET_AGAIN)
    text = decode(page_of(data))
    if text is None or looks_binary(text):
        raise refusal(name, "不是文字文件，无法识别其格式", refusals.USE_ANOTHER)
    if is_html(text):
        return ("html", *html_blocks(text, name))
    return "text", text_blocks(text, name), {}
