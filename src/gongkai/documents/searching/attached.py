"""The text of an attachment, to be searched: what a reader of the file sees, up to a length."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from gongkai.documents.checking.privacy.files.pages import page_text
from gongkai.documents.media.kinds import IMAGES, RECORDINGS
from gongkai.documents.media.sniff import Unwanted, sniff
from gongkai.documents.reading.blocks import Block, Grid, Unreadable
from gongkai.documents.reading.grids import grid_rows
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.archive import open_archive
from gongkai.documents.reading.sources.docx import docx_blocks
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.html import html_blocks
from gongkai.documents.reading.sources.pdf import PDFIUM
from gongkai.documents.reading.sources.sniff import xls_stream
from gongkai.documents.reading.sources.xlsx import xlsx_blocks
from gongkai.documents.reading.sources.xlsx.extent import lean_workbook, refuse_large_stream
from gongkai.documents.reading.sources.xlsx.old import xls_blocks
from gongkai.documents.word.old import to_docx

KEPT = 200_000
"""Characters of one file."""
_NAME = "附件"
_LEAST = 4  # characters of a page that has a text
_BROKEN = "文件已损坏或者过大，无法读取"
_SCAN = "没有文字层，应是扫描件或者图片"
_UNHEARD = {
    "ofd": "暂不能读取 OFD 版式文件",
    "pptx": "暂不能读取演示文稿",
    "ppt": "暂不能读取演示文稿",
    "zip": "压缩包里的文件不逐个读取",
}


def text_of_file(path: str, digest: str) -> dict[str, Any]:
    """The text of a stored file with this SHA-256, and whether more follows; for `documents.isolated`.

    Raises Unreadable, its message the second half of a sentence that says why the file cannot be found by its text.
    """
    place = Path(path)
    if not place.is_file():
        raise Unreadable("文件内容缺失")
    if place.stat().st_size > limits.OFFICE_BYTES:
        raise Unreadable(f"文件超过 {limits.OFFICE_BYTES // 1_000_000} MB")
    data = place.read_bytes()
    if sha256(data).hexdigest() != digest:
        raise Unreadable("文件内容与登记的摘要不符")
    return text_in(data)


def text_in(data: bytes) -> dict[str, Any]:
    """The same of a file that is not stored."""
    text, more = _first(_parts(data))
    if not text.strip():
        raise Unreadable("文件里没有文字")
    return {"text": text, "more": more}


def _first(parts: Iterable[str]) -> tuple[str, bool]:
    """The beginning of a text, whatever its length, and whether that is not all."""
    kept: list[str] = []
    left = KEPT
    for part in parts:
        clean = part.replace("\0", "").encode(errors="replace").decode()
        if left <= 0 or len(clean) > left:
            kept.append(clean[: max(left, 0)])
            return "\n".join(kept), True
        kept.append(clean)
        left -= len(clean) + 1
    return "\n".join(kept), False


def _parts(data: bytes) -> Iterator[str]:
    try:
        kind = sniff(BytesIO(data))
    except Unwanted as unwanted:
        raise Unreadable(f"文件{unwanted}".rstrip("。")) from unwanted
    if kind is None:
        raise Unreadable("不是可以读取的文件格式")
    if kind.name in _UNHEARD or kind.name in IMAGES | RECORDINGS:
        raise Unreadable(_UNHEARD.get(kind.name, f"{kind.label}里没有文字可读"))
    if kind.name == "pdf":
        return _pages(data)
    return _measured(_converted(data) if kind.name == "doc" else data, _READERS[kind.name])


def _measured(data: bytes, reader: Callable[[bytes], Iterator[str]]) -> Iterator[str]:
    try:
        yield from reader(data)
    except Unreadable as problem:
        raise Unreadable(_BROKEN) from problem


def _word(data: bytes) -> Iterator[str]:
    return _lines(docx_blocks(open_archive(data, _NAME), _NAME)[0])


def _converted(data: bytes) -> bytes:
    try:
        return to_docx(data, _NAME)
    except Unreadable as problem:
        raise Unreadable("旧版 Word 或 WPS 文档没有转换成功") from problem


def _workbook(data: bytes) -> Iterator[str]:
    return _lines(xlsx_blocks(lean_workbook(open_archive(data, _NAME), _NAME), _NAME))


def _old_workbook(data: bytes) -> Iterator[str]:
    stream = xls_stream(data, _NAME)
    refuse_large_stream(stream, _NAME)
    return _lines(xls_blocks(stream, _NAME))


def _plain(data: bytes) -> Iterator[str]:
    yield decode(data) or ""


def _web(data: bytes) -> Iterator[str]:
    return _lines(html_blocks(decode(data) or "", _NAME)[0])


_READERS = {
    "docx": _word,
    "doc": _word,
    "xlsx": _workbook,
    "xls": _old_workbook,
    "txt": _plain,
    "html": _web,
}


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Paragraphs, and rows of tables with a tab between their cells."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from ("\t".join(slot.text for slot in row) for row in grid_rows(block))
        else:
            yield block.text


def _pages(data: bytes) -> Iterator[str]:
    """The pages of a PDF one by one; a page that is broken is left out."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise Unreadable("文件设有密码或者已损坏") from error
        seen = 0
        for index in range(len(document)):
            text = _page(document, index)
            seen += len(text.strip())
            yield text
        if seen < _LEAST * len(document):
            raise Unreadable(_SCAN)


def _page(document: pdfium.PdfDocument, index: int) -> str:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return ""
    try:
        return page_text(page)
    finally:
        page.close()
