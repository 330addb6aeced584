"""What the whole file carries besides its pages: none of it is written into the new one, and it is said."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.sheets import notes
from gongkai.documents.redaction.sheets.objects import entries, entry, figure, plain, word

DYNAMIC = "文件是动态表单，页面要由专门的软件生成，不能遮盖。请在原软件中打印成 PDF 后再试。"
SIGNED = "原文件有电子签名。遮盖改变了文件，签名不再有效；原文件请另行保存。"


def refuse_dynamic(catalogue: Any) -> None:
    """Raises Unreadable for a form whose pages are made when it is opened."""
    if plain(entry(catalogue, "/NeedsRendering")) and "/XFA" in entries(entry(catalogue, "/AcroForm")):
        raise Unreadable(DYNAMIC)


def is_signed(catalogue: Any) -> bool:
    form = entry(catalogue, "/AcroForm")
    return bool(int(figure(entry(form, "/SigFlags"))) & 1) or any(
        word(entry(field, "/FT")) == "/Sig" and entry(field, "/V") is not None for field in notes.fields(form)
    )


def cleared(reader: PdfReader, data: bytes) -> Iterator[str]:
    """The parts of a file that are not taken over, as its officers know them."""
    catalogue = entries(reader.trailer.get("/Root"))
    names = entries(entry(catalogue, "/Names"))
    pages = [entries(page) for page in reader.pages]
    form = entries(entry(catalogue, "/AcroForm"))
    told = {
        "文件属性（作者、标题、软件等）": "/Info" in reader.trailer or "/Metadata" in catalogue,
        "书签": "/Outlines" in catalogue,
        "附带的文件": "/EmbeddedFiles" in names or "/AF" in catalogue,
        "脚本": "/JavaScript" in names or "/OpenAction" in catalogue or "/AA" in catalogue,
        "结构标记和替代文字": "/StructTreeRoot" in catalogue,
        "图层设置和隐藏的图层": "/OCProperties" in catalogue,
        "批注、链接和表单（看得见的样子保留在页面上）": any(notes.count(page) for page in pages),
        "表单里的数据": "/Fields" in form or "/XFA" in form,
        "缩略图和制作软件留下的数据": any(
            key in page for page in pages for key in ("/Thumb", "/PieceInfo", "/Metadata")
        ),
        "以前保存的版本": data.count(b"%%EOF") > 1,
    }
    yield from (what for what, there in told.items() if there)
