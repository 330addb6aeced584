"""Files that hold the text of an item: Word, web pages, plain texts. What they say of themselves comes with them."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree
from lxml import html as pages

from gongkai.documents.items.files import Files
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.html.markup import tamed
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.reading.sources.text import looks_binary
from gongkai.documents.rich_text import PICTURES
from gongkai.documents.word import convert

WORD, PAGES, TEXTS = (".docx", ".doc", ".wps"), (".html", ".htm", ".shtml"), (".txt",)
_TAG = re.compile(r"</[a-z][a-z0-9]*\s*>|<br\s*/?>|<img\b", re.IGNORECASE)
_PICTURE = re.compile(r"(<img\b[^>]*?\bsrc\s*=\s*)([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL)
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
# What the heads of government web pages say of their content (网页标签).
_METAS = {"articletitle": "title", "pubdate": "published_at", "contentsource": "source"}
_PAGE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an item, as HTML that is not cleaned yet.

    `said`: fields that the file itself states. `pictures`: name -> bytes; the text refers to them under PICTURES.
    `lost`: pictures that it shows and that did not come with it. `original`: the path of the Word file that it was.
    """

    html: str
    said: Mapping[str, object] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    lost: int = 0
    original: str = ""


def readable(path: str) -> bool:
    """Whether a file of this name may hold the text of an item."""
    return path.lower().endswith((*WORD, *PAGES, *TEXTS))


def body_of_file(files: Files, path: str) -> Body:
    """The text in a file. Unreadable, with what to do, for anything that is no text of an item."""
    lower = path.lower()
    if not readable(path):
        raise refusal(path, "不是 Word、网页或者文本文件", "正文请用这些格式；其他文件请作为附件。")
    data = files.read(path)
    if lower.endswith(WORD):
        return _word(data, path)
    text = decode(data) if len(data) <= _PAGE_BYTES else None
    if text is None or looks_binary(text):
        raise refusal(path, "不是可以识别的文字，或者过大", "请用 UTF-8 编码另存后再试。")
    return _page(text, files, path) if lower.endswith(PAGES) else _text(text)


def body_of(text: str, files: Files, folder: str) -> Body:
    """The text of a field: HTML, or plain with a paragraph in each line."""
    return with_pictures(text, files, folder) if _TAG.search(text) else Body(paragraphs(text))


def paragraphs(text: str) -> str:
    """Plain text as HTML."""
    return "".join(f"<p>{html.escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def with_pictures(text: str, files: Files, folder: str) -> Body:
    """HTML with the pictures that came with it put in their place; those elsewhere are counted."""
    found: dict[str, bytes] = {}
    lost = 0

    def placed(match: re.Match[str]) -> str:
        nonlocal lost
        source = html.unescape(match[3]).strip()
        name = source.rpartition("/")[2]
        try:
            data = files.read(normpath(join(folder, unquote(source)))) if _local(source) else None
        except Unreadable:
            data = None
        if data is None:
            lost += 1
            return match[0]
        shown = f"{len(found) + 1}-{re.sub(r'[^A-Za-z0-9.]+', '_', unquote(name))[-60:]}"
        found[shown] = data
        return f"{match[1]}{match[2]}{PICTURES}{shown}{match[2]}"

    placed_all = _PICTURE.sub(placed, text)
    return Body(placed_all, pictures=found, lost=lost)


def _local(source: str) -> bool:
    """Whether this is the path of a picture beside the text."""
    elsewhere = "://" in source or source.startswith(("/", "data:"))
    return not elsewhere and source.lower().endswith(_IMAGES)


def _word(data: bytes, path: str) -> Body:
    done = convert(data, path)
    said = {
        "title": done.title,
        "document_no": done.document_no,
        "issuing_body": done.issuing_body,
        "written_on": done.written_on.isoformat() if done.written_on else "",
    }
    known = {key: value for key, value in said.items() if value}
    return Body(done.html, known, done.pictures, original=path)


def _text(text: str) -> Body:
    first, _, rest = text.lstrip("\ufeff\r\n ").partition("\n")
    return Body(paragraphs(rest), {"title": first.strip()} if first.strip() else {})


def _page(text: str, files: Files, path: str) -> Body:
    """The body of a page, and what its head says."""
    bare = tamed(text)
    try:
        root = (
            pages.document_fromstring(bare.encode(), parser=pages.HTMLParser(encoding="utf-8"))
            if bare
            else None
        )
    except (etree.ParserError, ValueError):
        root = None
    if root is None:
        raise refusal(path, "不是完整的网页，或者异常庞大", "请在浏览器中打开核对后另存再试。")
    metas = {
        str(each.get("name", "")).lower(): str(each.get("content", "")).strip() for each in root.iter("meta")
    }
    said = {key: metas[name] for name, key in _METAS.items() if metas.get(name)}
    if "title" not in said and (title := " ".join((root.findtext(".//title") or "").split())):
        said["title"] = title
    inner = root.find("body")
    content = etree.tostring(inner, encoding="unicode", method="html") if inner is not None else ""
    made = with_pictures(content, files, dirname(path))
    return Body(made.html, said, made.pictures, made.lost)
