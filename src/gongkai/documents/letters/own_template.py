"""An agency's own Word template: filled with a letter, and looked through before it is used.

Templates are programs: they are rendered in a sandbox, without macros, in a process of its own with limits of time and memory.
"""

import re
import stat
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.documents.letters import filling, laying
from gongkai.documents.letters.written import Remark, Written
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.findings import Severity
from gongkai.law.wording import day

NAMES: Mapping[str, str] = {
    "发文机关": "发文机关的名称",
    "文号": "发文字号",
    "标题": "标题",
    "收件人": "主送的申请人、第三方或者机关",
    "正文": "全部正文段落",
    "附件": "附件说明，每行一个",
    "落款": "发文机关署名",
    "日期": "成文日期",
    "抄送": "抄送机关",
    "联系方式": "本机关的联系方式",
    "核验网址": "核验本文书的网址",
}
"""What a template may name, and what stands there."""
BODY = "正文"
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_MEMBERS = 2_000
SECONDS = 20

NO_DOCX = "这不是 Word 文档（.docx）。请在 Word 或者 WPS 里另存为 .docx 后再上传。"
TOO_BIG = "模板太大。请删去模板里的图片后再上传，最大 5 MB。"
MACROS = "模板里有宏。请另存为不含宏的 .docx 后再上传。"
OUTSIDE = "模板连接了外部文件或者网址上的模板。请断开链接后再上传。"
SLOW = "模板处理用时过长，已经停止。请简化模板后再上传。"
FAILED = "模板不能处理。请用 Word 或者 WPS 打开，重新保存后再上传。"
NO_BODY = "模板里没有“{{ 正文 }}”，文书的内容没有地方放。请在正文的位置单独一段写上 {{ 正文 }}。"
LOOPS = "模板里有循环、判断或者其他程序（{% … %}）。请删去，只用 {{ 名称 }} 这样的字段。"
BROKEN = (
    "模板里的字段写法有误：{}。请把字段写成 {{{{ 名称 }}}}，两边各两个半角花括号，并且在一种格式里一次写完。"
)
NO_FORM = "这是表格类的文书，不使用本机关的 Word 模板。请下载平台制作的版本。"
UNKNOWN = "模板里有不认识的字段“{}”。可以使用：{}。"

_BOUNDS = Bounds(SECONDS, SLOW, TOO_BIG, FAILED)
_FIELD = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PROGRAM = re.compile(r"\{%|%\}|\{#|#\}")
_REMAINS = re.compile(r"\{\{|\}\}")
_TAGS = re.compile(r"<[^>]*>")
_TEXTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
_OUTER = re.compile(r'(?:attachedTemplate|oleObject|frame|subDocument)"[^>]*TargetMode="External"')
_REFUSED = re.compile(
    r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml)$|/activeX/|/embeddings/.*\.bin$", re.IGNORECASE
)


def check(template: bytes) -> tuple[Remark, ...]:
    """What is wrong with a template; () for one that can be used. Never raises for what stands in a file."""
    try:
        texts = _texts(template)
    except Unreadable as problem:
        return (Remark("template", str(problem)),)
    found = [*dict.fromkeys(_remarks(texts))]
    if not found:
        try:
            apart(rendered, template, {name: f"〔{name}〕" for name in NAMES}, bounds=_BOUNDS)
        except Unreadable as problem:
            found = [Remark("template", str(problem))]
    return tuple(found)


def fill(template: bytes, written: Written) -> bytes:
    """The letter as DOCX in a template. Raises Unreadable with the first thing that is wrong with the template, and for a form."""
    if laying.is_sheet(written):
        raise Unreadable(NO_FORM)
    for remark in _remarks(_texts(template)):
        if remark.severity is Severity.ERROR:
            raise Unreadable(remark.message)
    answer = apart(rendered, template, values(written), bounds=_BOUNDS)
    return b64decode(answer["file"])


def values(written: Written) -> dict[str, str]:
    """What stands in each field; lines divided by breaks. A template has no place for the QR code by which one answers."""
    written = replace(written, reply="")
    attached = [line.text for line in laying.attachment_note(written)]
    return {
        "发文机关": written.letterhead.name,
        "文号": written.number,
        "标题": laying.title(written),
        "收件人": written.addressee,
        BODY: "\n".join(laying.paragraphs(written)),
        "附件": "\n".join(attached),
        "落款": written.letterhead.name,
        "日期": day(written.on) if written.on else laying.NO_DATE,
        "抄送": "，".join(written.copies_to),
        "联系方式": filling.told(written.letterhead.contact),
        "核验网址": written.verify,
    }


def rendered(template: bytes, known: Mapping[str, str]) -> Answer:
    """What the process does: paragraphs that only say {{ 正文 }} become one for each paragraph of the body."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - for templates of agencies alone
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415 - as above
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - as above

    made = DocxTemplate(BytesIO(template))
    made.init_docx()
    paragraphs = {f"{BODY}_{number}": text for number, text in enumerate(known[BODY].split("\n"), 1)}
    _spread(made.get_docx().element.body, paragraphs)
    given: dict[str, Any] = {name: _listing(text) for name, text in {**known, **paragraphs}.items()}
    rules = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        made.render(given, rules, autoescape=True)
    except (TemplateError, ValueError, KeyError) as error:
        raise Unreadable(FAILED) from error
    out = BytesIO()
    made.save(out)
    return {"file": b64encode(out.getvalue()).decode()}


def _listing(text: str) -> Any:
    """Text with its line breaks; what it says is never markup."""
    from docxtpl import Listing  # noqa: PLC0415 - as above

    return Listing(text) if "\n" in text else text


def _spread(body: Any, paragraphs: Iterable[str]) -> None:
    """Repeat each paragraph that only names the body, in its own look, with a field for each: no text is ever a program."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    for found in [*body.iter(qn("w:p"))]:
        texts = [*found.iter(qn("w:t"))]
        if re.fullmatch(r"\s*\{\{\s*正文\s*\}\}\s*", "".join(each.text or "" for each in texts)):
            for name in paragraphs:
                copy = deepcopy(found)
                first, *rest = copy.iter(qn("w:t"))
                first.text = f"{{{{ {name} }}}}"
                for each in rest:
                    each.text = ""
                found.addprevious(copy)
            found.getparent().remove(found)


def _texts(template: bytes) -> list[str]:
    """The text of each part, paragraphs divided by breaks. Raises Unreadable for what is no template at all."""
    if len(template) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    try:
        with ZipFile(BytesIO(template)) as package:
            return _parts(package)
    except (BadZipFile, RuntimeError, NotImplementedError, UnicodeDecodeError, KeyError) as error:
        raise Unreadable(NO_DOCX) from error


def _parts(package: ZipFile) -> list[str]:
    members = package.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unreadable(TOO_BIG)
    if "word/document.xml" not in names or any(stat.S_ISLNK(each.external_attr >> 16) for each in members):
        raise Unreadable(NO_DOCX)
    kinds = package.read("[Content_Types].xml").decode()
    if "macroEnabled" in kinds or any(_REFUSED.search(name) for name in names):
        raise Unreadable(MACROS)
    if any(_OUTER.search(package.read(name).decode()) for name in names if name.endswith(".rels")):
        raise Unreadable(OUTSIDE)
    parts = [package.read(name).decode() for name in names if name.endswith((".xml", ".rels"))]
    if any("<!DOCTYPE" in part or "<!ENTITY" in part for part in parts):
        raise Unreadable(NO_DOCX)
    return [_plain(package.read(name).decode()) for name in names if _TEXTS.match(name)]


def _plain(xml: str) -> str:
    return _TAGS.sub("", xml.replace("</w:p>", "</w:p>\n"))


def _remarks(texts: list[str]) -> Iterator[Remark]:
    whole = "\n".join(texts)
    if _PROGRAM.search(whole):
        yield Remark("template", LOOPS)
    for line in whole.split("\n"):
        rest = _FIELD.sub("", line)
        if _REMAINS.search(rest):
            yield Remark("template", BROKEN.format(line.strip()[:60]))
    fields = [found.strip() for found in _FIELD.findall(whole)]
    for field in dict.fromkeys(fields):
        if field not in NAMES:
            yield Remark("template", UNKNOWN.format(field[:40], "、".join(NAMES)))
    if BODY not in fields:
        yield Remark("template", NO_BODY)
