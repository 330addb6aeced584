"""A Word file opened with measure: what cannot or must not be taken in is refused with what to do."""

from io import BytesIO
from zipfile import ZipFile

from gongkai.documents.media.sniff import Unwanted, sniff
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.archive import open_archive
from gongkai.documents.reading.sources.refusals import SAVE_AS_DOCX, refusal, shown
from gongkai.documents.reading.sources.sniff import refuse_known

_MACROS = b"macroEnabled"
_CONTENT_TYPES = "[Content_Types].xml"
_NOT_WORD = {
    "pdf": ("是 PDF 文件，不能转为网页正文", "请作为附件上传；要转为正文，请找到排版前的 Word 文档。"),
    "ofd": ("是 OFD 版式文件，不能转为网页正文", "请作为附件上传；要转为正文，请找到排版前的 Word 文档。"),
    "txt": ("是文本文件", "请把文字直接粘贴到正文里。"),
    "html": ("是网页", "请在浏览器中打开，把文字复制、粘贴到正文里。"),
    "zip": ("是压缩包", "请先解压，再提交里面的 Word 文档。"),
}


def kind_of(data: bytes, name: str) -> str:
    """ "docx", or "doc" for the formats before 2007. Raises Unreadable for all other and for unfit files."""
    if len(data) > limits.OFFICE_BYTES:
        what = f"有 {len(data) / 1e6:.0f} MB，超过 {limits.OFFICE_BYTES / 1e6:.0f} MB 的上限"
        raise refusal(name, what, "请在 WPS 或 Word 中压缩图片，或者把附件分开上传。")
    if not data.strip():
        raise refusal(name, "是空文件", "请确认文件能正常打开，重新保存后再试。")
    refuse_known(data, name)
    try:
        kind = sniff(BytesIO(data))
    except Unwanted as unwanted:
        raise Unreadable(f"文件“{shown(name)}”{unwanted}") from unwanted
    if kind is None:
        raise refusal(name, "不是 Word 文档", SAVE_AS_DOCX)
    if kind.name not in ("docx", "doc"):
        raise refusal(
            name, *_NOT_WORD.get(kind.name, (f"是{kind.label}，不能转为网页正文", "请作为附件上传。"))
        )
    return kind.name


def opened(data: bytes, name: str) -> ZipFile:
    """The container of a .docx. Raises Unreadable, also for one that is declared to carry macros."""
    archive = open_archive(data, name)
    if _MACROS in archive.read(_CONTENT_TYPES):
        raise refusal(name, "带有宏", "请另存为不带宏的 .docx 后再试。")
    return archive
