"""What Word, Excel and slide files have in common: properties, links, pictures, files inside, parts of any other kind."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.checking.privacy.files.passages import Note, Passage, Reading, line
from gongkai.documents.checking.privacy.kinds import HIDDEN_PART
from gongkai.documents.reading.sources.archive import read_part, read_xml, tag
from gongkai.documents.reading.sources.encodings import decode
from gongkai.law.findings import Severity
from gongkai.law.masks import name as mask_name

Inside = Callable[[bytes, str], Reading]
"""How a file inside is read: its bytes and its name."""

_LABELS = {
    "creator": "作者",
    "lastModifiedBy": "最后保存者",
    "Manager": "主管",
    "Company": "单位",
    "title": "标题",
    "subject": "主题",
    "description": "备注",
    "keywords": "标记",
    "category": "类别",
    "HyperlinkBase": "超链接基础",
}
_WHO = ("creator", "lastModifiedBy", "Manager", "Company")
# What programs write when nobody told them a name.
_NOBODY = re.compile(
    r"\s*(?:administrator|admin|user|users|owner|windows ?用户|微软用户|用户|python-docx|openpyxl|xlsxwriter|wps ?office|microsoft.*|"
    r"lenovo|hp|dell|pc|un-?named|apache poi|libreoffice.*)?\s*",
    re.IGNORECASE,
)
# Looks, not words.
_DUMB = re.compile(
    r"(?:.*/)?(?:styles\w*|theme\d*|settings|websettings|fonttable|numbering|presprops|viewprops|tablestyles|calcchain|printersettings"
    r"|\[content_types\]|metadata|slidelayout\d*|colors\d*|style\d*|layout\d*|quickstyle\d*)\.xml",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_PICTURE = re.compile(r".*\.(?:jpe?g|png|tiff?|webp|gif|bmp|emf|wmf)", re.IGNORECASE)
# Those in which cameras and programs leave traces; the others are drawings of Office.
_PHOTO = re.compile(r".*\.(?:jpe?g|png|tiff?|webp)", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"(?:.*/)?(?:embeddings|activex|attachments)/.+|.*\.(?:mht|mhtml|html?|docx|xlsx|pptx|zip|pdf|txt|rtf|bin)",
    re.IGNORECASE,
)


def properties(archive: ZipFile, name: str) -> Reading:
    """What the file says of its author, and the words in its title and remarks."""
    for part in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        root = read_xml(archive, part, name)
        for element in root if root is not None else ():
            key, text = tag(element), " ".join(str(each) for each in element.itertext()).strip()
            label = _LABELS.get(key)
            if part.endswith("custom.xml") and text:
                key, label = "custom", str(element.get("name", ""))
            if not text or label is None:
                continue
            place = f"文档属性“{label}”"
            if key in _WHO and not _NOBODY.fullmatch(text):
                yield author(place, text)
            yield line(place, text)


def author(place: str, text: str) -> Note:
    """A name that a program wrote into the file."""
    message = "文件里留有作者的信息，公开前请清除：文件 → 信息 → 检查文档 → 删除文档属性和个人信息。"
    return Note(place, message, HIDDEN_PART, Severity.WARNING, mask_name(text[:40]))


def paragraphs(root: etree._Element, label: str) -> Iterator[Passage]:
    """The paragraphs of a drawing or a slide (a:p), numbered."""
    number = 0
    for element in root.iter():
        if tag(element) == "p":
            text = "".join(
                str(each.text or "") if tag(each) == "t" else "\n"
                for each in element.iter()
                if tag(each) in ("t", "br")
            )
            if text.strip():
                number += 1
                yield line(f"{label}第{number}段", text, origin=element)


def words(root: etree._Element) -> str:
    """Every text and every attribute of a part, apart from one another."""
    texts = (str(text) for text in root.itertext())
    values = (str(value) for element in root.iter() for value in element.attrib.values())
    return "\n\n".join(each for each in (*texts, *values) if len(each) > 1)


def remaining(archive: ZipFile, name: str, done: set[str], inside: Inside) -> Reading:
    """Every part that the reader of the format has not looked at."""
    pictures = 0
    for part in archive.namelist():
        if part in done or not archive.getinfo(part).file_size or _is_dumb(part):
            continue
        if _PICTURE.fullmatch(part):
            pictures += 1
            if _PHOTO.fullmatch(part):
                yield from inside(read_part(archive, part, name), part)
        else:
            yield from _other(archive, part, name, inside)
    if pictures:
        message = f"文件里有 {pictures} 张图片，图片上的文字没有检查，请自行查看。"
        yield Note("图片", message, severity=Severity.INFO)


def _other(archive: ZipFile, part: str, name: str, inside: Inside) -> Reading:
    """One part that is no picture."""
    if part.endswith(".rels"):
        yield from _links(archive, part, name)
    elif part.endswith(".vml"):
        markup = decode(read_part(archive, part, name)) or ""
        yield line(f"图形“{part}”", _TAG.sub("\n", markup))
    elif part.endswith(".xml"):
        root = read_xml(archive, part, name)
        if root is not None:
            yield line(f"其他部分“{part}”", words(root))
    elif _EMBEDDED.fullmatch(part):
        yield Note(f"嵌入的文件“{part}”", "文件里嵌有别的文件，随同公开。不需要的请删去。", HIDDEN_PART)
        yield from inside(read_part(archive, part, name), part)
    else:
        yield Note(f"其他部分“{part}”", "这一部分没有检查，请确认里面没有个人信息。")


def _is_dumb(part: str) -> bool:
    """Whether a part holds looks, or properties that are read already."""
    return (
        bool(_DUMB.fullmatch(part))
        or "/printerSettings/" in part
        or (part.startswith("docProps/") and part.endswith(".xml"))
    )


def _links(archive: ZipFile, part: str, name: str) -> Reading:
    root = read_xml(archive, part, name)
    for relation in root if root is not None else ():
        if relation.get("TargetMode") == "External":
            yield line("链接", unquote(str(relation.get("Target", ""))))
