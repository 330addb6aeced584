"""The kinds of files that are taken in, each with its media type and the endings that its name may have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. The first ending is the usual one; WPS gives its own to files that are Microsoft's."""

    name: str
    label: str
    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = (
    Kind("pdf", "PDF 文件", "application/pdf", (".pdf",)),
    Kind("ofd", "OFD 版式文件", "application/ofd", (".ofd",)),
    Kind("docx", "Word 文档", f"{_OFFICE}.wordprocessingml.document", (".docx",)),
    Kind("xlsx", "Excel 表格", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
    Kind("pptx", "演示文稿", f"{_OFFICE}.presentationml.presentation", (".pptx",)),
    Kind("doc", "旧版 Word 或 WPS 文档", "application/msword", (".doc", ".wps")),
    Kind("xls", "旧版 Excel 或 WPS 表格", "application/vnd.ms-excel", (".xls", ".et")),
    Kind("ppt", "旧版演示文稿", "application/vnd.ms-powerpoint", (".ppt", ".dps")),
    Kind("txt", "文本文件", "text/plain", (".txt", ".text", ".md")),
    Kind("csv", "CSV 数据", "text/csv", (".csv",)),
    Kind("json", "JSON 数据", "application/json", (".json",)),
    Kind("jsonl", "JSONL 数据", "application/jsonl", (".jsonl", ".ndjson")),
    Kind("html", "网页", "text/html", (".html", ".htm", ".shtml")),
    Kind("zip", "ZIP 压缩包", "application/zip", (".zip",)),
    Kind("jpg", "JPEG 图片", "image/jpeg", (".jpg", ".jpeg")),
    Kind("png", "PNG 图片", "image/png", (".png",)),
    Kind("gif", "GIF 图片", "image/gif", (".gif",)),
    Kind("webp", "WebP 图片", "image/webp", (".webp",)),
    Kind("tif", "TIFF 图片", "image/tiff", (".tif", ".tiff")),
    Kind("mp3", "MP3 录音", "audio/mpeg", (".mp3",)),
    Kind("mp4", "MP4 视频或录音", "video/mp4", (".mp4", ".m4a", ".m4v", ".mov")),
)
KINDS = {kind.name: kind for kind in _KINDS}

TEXTS = frozenset({"pdf", "ofd", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "txt", "csv"})
"""What is written in an office."""
IMAGES = frozenset({"jpg", "png", "gif", "webp", "tif"})
RECORDINGS = frozenset({"mp3", "mp4"})
EVIDENCE = TEXTS | IMAGES | RECORDINGS | {"zip"}
"""What may belong to a case. Web pages are not among it: they run in a browser."""


def by_media_type(media_type: str) -> Kind | None:
    """The kind of a media type, or None."""
    return next((kind for kind in _KINDS if kind.media_type == media_type), None)
