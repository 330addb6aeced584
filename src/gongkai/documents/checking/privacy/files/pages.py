"""PDF: the text of its pages, notes and form fields on them, properties, files inside."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.documents.checking.privacy.files.office import Inside, author
from gongkai.documents.checking.privacy.files.passages import Note, Reading, Said, line
from gongkai.documents.checking.privacy.kinds import HIDDEN_PART
from gongkai.documents.reading.sources.pdf import PDFIUM
from gongkai.law.findings import Severity

_PAGES = 1_000
_ANNOTATIONS = 2_000
_ATTACHMENTS = 50
_ATTACHMENT_BYTES = 60_000_000
_LEAST = 8  # characters of a page that has a text
_WORDS = (("Title", "标题"), ("Subject", "主题"), ("Keywords", "关键词"))
_KEYS = ((b"Contents", "注释"), (b"V", "表单"), (b"RC", "注释"), (b"TU", "表单提示"))


def pages(data: bytes, inside: Inside) -> Reading:
    """Everything that a PDF says in letters; what is a picture of letters is told to be unseen."""
    said: list[Said] = []
    files: list[tuple[str, bytes]] = []
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            locked = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
            yield Note(
                "全文",
                "文件设有密码，没有检查。请去掉密码后再检查。"
                if locked
                else "文件已损坏，没有检查。请重新导出后再检查。",
                severity=Severity.ERROR,
            )
            return
        try:
            said += _document(document)
            files += _attachments(document)
        finally:
            document.close()
    yield from said
    for title, content in files:
        yield Note(f"附带的文件“{title}”", "PDF 里附带有别的文件，随同公开。不需要的请删去。", HIDDEN_PART)
        yield from inside(content, title)


def _document(document: pdfium.PdfDocument) -> Iterator[Said]:
    told = _metadata(document, "Author")
    if told:
        yield author("文档属性“作者”", told)
        yield line("文档属性“作者”", told)
    for key, label in _WORDS:
        if text := _metadata(document, key):
            yield line(f"文档属性“{label}”", text)
    blank: list[int] = []
    for index in range(min(len(document), _PAGES)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            yield Note(f"第{index + 1}页", "这一页已损坏，没有检查。")
            continue
        try:
            text = page_text(page)
            yield line(f"第{index + 1}页", text)
            yield from _annotations(page, index + 1)
        finally:
            page.close()
        if len(text.strip()) < _LEAST:
            blank.append(index + 1)
    if len(document) > _PAGES:
        yield Note(f"第{_PAGES + 1}页起", f"文件有 {len(document)} 页，后面的没有检查。请拆分后再检查。")
    if blank:
        shown = "、".join(map(str, blank[:10])) + ("等" if len(blank) > 10 else "")
        message = f"有 {len(blank)} 页没有文字，应是扫描件或者图片，上面的内容没有检查，请自行查看。"
        yield Note(f"第{shown}页", message)


def _metadata(document: pdfium.PdfDocument, key: str) -> str:
    try:
        return str(document.get_metadata_value(key)).strip()
    except UnicodeDecodeError:
        return ""


def page_text(page: pdfium.PdfPage) -> str:
    """The letters of a page in the order in which they were set."""
    text_page = page.get_textpage()
    try:
        # PDFium marks a hyphen at the end of a line so.
        return str(text_page.get_text_bounded(errors="replace")).replace("\r\n", "\n").replace("\ufffe", "-")
    finally:
        text_page.close()


def _annotations(page: pdfium.PdfPage, number: int) -> Iterator[Said]:
    for at in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        try:
            for key, label in _KEYS:
                if text := _value(annotation, key):
                    yield line(f"第{number}页{label}{at + 1}", text)
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def _value(annotation: pdfium_c.FPDF_ANNOTATION, key: bytes) -> str:
    length = pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", errors="replace")


def _attachments(document: pdfium.PdfDocument) -> Iterator[tuple[str, bytes]]:
    for at in range(min(document.count_attachments(), _ATTACHMENTS)):
        attachment = document.get_attachment(at)
        try:
            content = bytes(attachment.get_data())[:_ATTACHMENT_BYTES]
        except pdfium.PdfiumError:
            content = b""
        yield str(attachment.get_name()), content
