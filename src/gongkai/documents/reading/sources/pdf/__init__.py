"""PDF with a text layer: ruled tables as grids, all else as paragraphs in reading order."""

import re
from collections.abc import Iterator, Sequence
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.documents.reading.blocks import Block, Line
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.pdf.cells import RuledTable, continued, ruled_table, table_items
from gongkai.documents.reading.sources.pdf.frames import frames, spread
from gongkai.documents.reading.sources.pdf.lines import text_lines
from gongkai.documents.reading.sources.pdf.page import Glyph, Page, read_page
from gongkai.documents.reading.sources.pdf.prose import (
    Placed,
    column_of,
    continues,
    joined,
    without_furniture,
)
from gongkai.documents.reading.sources.refusals import (
    GET_AGAIN,
    ONLY_THE_REPORT,
    REMOVE_PASSWORD,
    USE_TEXT_FILE,
    refusal,
)
from gongkai.documents.reading.sources.tables import Table, grid

# PDFium must not be called from two threads at once.
PDFIUM = Lock()
# A report has hundreds of characters on a page; a scan has none, or the stamp of the scanner.
_LEAST_CHARACTERS = 4
# Characters without meaning: a font that does not say which characters its shapes are.
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff]")
_MEANINGLESS_SHARE = 0.3

# A line this short between two tables is no paragraph.
_SCRAP = 6

# What stands on a page in order.
_Piece = Placed | RuledTable


def pdf_blocks(data: bytes, name: str) -> tuple[tuple[Block, ...], dict[str, str]]:
    """The blocks of a PDF, and its hints: "title" if the file's properties call it a report.

    Lines are "page P", grids "page P, table T", T counted on its page. A paragraph or table that goes on over pages is
    one, and where it begins; each slot tells its own page.
    Raises Unreadable if the file is broken, locked, a scan, or no report by its size. PDFium parses a page in one go,
    for as long as the page asks for: who reads strangers' files does it in a process that can be stopped.
    """
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
                raise refusal(name, "设有密码", REMOVE_PASSWORD) from error
            raise refusal(name, "已损坏或不完整，无法作为 PDF 打开", GET_AGAIN) from error
        try:
            pages = [_page_pieces(page, number) for number, page in enumerate(_pages(document, name), 1)]
            title = _title(document)
        finally:
            document.close()
    found = tuple(_blocks(pages))
    _refuse_scan(found, len(pages), name)
    return found, {"title": title} if "报告" in title or "報告" in title else {}


def _title(document: pdfium.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title")).strip()
    except UnicodeDecodeError:
        return ""


def _pages(document: pdfium.PdfDocument, name: str) -> Iterator[Page]:
    """The pages one by one; each is let go before the next is parsed."""
    if len(document) > limits.PDF_PAGES:
        raise refusal(name, f"有 {len(document)} 页，不像是一份年度报告", ONLY_THE_REPORT)
    for index in range(len(document)):
        try:
            page = document[index]
            try:
                content = read_page(page)
            finally:
                page.close()
        except pdfium.PdfiumError as error:
            raise refusal(name, f"第 {index + 1} 页已损坏，无法读取", GET_AGAIN) from error
        yield content


def _refuse_scan(found: Sequence[Block], pages: int, name: str) -> None:
    text = "".join(
        block.text if isinstance(block, Line) else "".join(slot.text for slot in block.slots)
        for block in found
    )
    if len(text) < _LEAST_CHARACTERS * pages:
        raise refusal(name, "没有文字层，应是扫描件", USE_TEXT_FILE)
    if len(_MEANINGLESS.findall(text)) > _MEANINGLESS_SHARE * len(text):
        raise refusal(
            name, "的字体没有文字编码，读出来的是乱码", "请从 Word 或 WPS 重新导出 PDF，或提交 .docx 文件。"
        )


def _blocks(pages: Sequence[Sequence[_Piece]]) -> Iterator[Block]:
    """The pieces of all pages as blocks: paragraphs joined over lines and pages, tables over pages."""
    lines = [piece for page in pages for piece in page if isinstance(piece, Placed)]
    kept = without_furniture(lines, len(pages))
    column = column_of(placed.line for placed in kept)
    staying = {id(placed) for placed in kept}
    pieces = [
        piece for page in pages for piece in page if isinstance(piece, RuledTable) or id(piece) in staying
    ]
    run: list[Placed] = []
    for piece in _joined_tables(pieces):
        if run and (isinstance(piece, RuledTable) or not continues(run[-1], piece, column)):
            yield _paragraph(run)
            run = []
        if isinstance(piece, RuledTable):
            for item in table_items(piece):
                yield grid(item, piece.where) if isinstance(item, Table) else Line(item, piece.where)
        else:
            run.append(piece)
    if run:
        yield _paragraph(run)


def _paragraph(run: Sequence[Placed]) -> Line:
    return Line(joined([placed.line.text for placed in run]), f"page {run[0].page}")


def _joined_tables(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The same pieces, tables that go on over pages made one each."""
    done: list[_Piece] = []
    for piece in pieces:
        whole = None
        if isinstance(piece, RuledTable) and (found := _table_before(done)) is not None:
            place, before = found
            whole = continued(before, piece) if before.page < piece.page else None
            if whole is not None:
                done[place] = whole
        if whole is None:
            done.append(piece)
    return done


def _table_before(done: Sequence[_Piece]) -> tuple[int, RuledTable] | None:
    """The table that the next one may go on, and where it stands: only scraps lie between, as labels that overflow."""
    for place in range(len(done) - 1, -1, -1):
        piece = done[place]
        if isinstance(piece, RuledTable):
            return place, piece
        if len(piece.line.text) > _SCRAP:
            return None
    return None


def _page_pieces(page: Page, number: int) -> list[_Piece]:
    """Lines and tables of a page from top to bottom."""
    glyphs: list[Glyph] = page.glyphs
    placed: list[tuple[float, _Piece]] = []
    tables = 0
    for frame in frames(page.horizontal, page.vertical):
        inside, glyphs = spread(frame, glyphs)
        if inside:
            tables += 1
            placed.append((frame.ys[0], ruled_table(frame, inside, number, tables)))
    lines = text_lines(glyph for glyph in glyphs if not glyph.turned)
    placed += ((line.base, Placed(line, number, line.base / page.height)) for line in lines)
    return [piece for _, piece in sorted(placed, key=lambda item: item[0])]
