"""A single file checked before it becomes anything: what `gongkai check text` says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.documents.checking.draft import Draft, check_content, ordered
from gongkai.documents.checking.numbers import check_own_number
from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.privacy import scan_file
from gongkai.documents.checking.remarks import Remark
from gongkai.documents.checking.wording.dictionary import Dictionary
from gongkai.documents.reading.blocks import Block, Grid
from gongkai.documents.reading.grids import grid_rows
from gongkai.documents.reading.sources import open_source
from gongkai.documents.reading.sources.archive import open_archive
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.mhtml import page_of
from gongkai.documents.reading.sources.sniff import is_zip, zip_kind
from gongkai.documents.rich_text import plain
from gongkai.documents.word import convert

# A file alone has no attachments and need not have a title.
_OF_ITEMS = frozenset({"T001", "T004", "T006"})
_TITLE = re.compile(r"\S{0,40}关于\S{2,80}的(?:通知|公告|通告|通报|公示|意见|决定|批复|函|报告|方案)")
_SHEET = re.compile(r"(?P<sheet>.+?), (?P<column>[A-Z]+)(?P<row>\d+)")
_NAMES = (
    (re.compile(r"line (\d+)"), "第{}行"),
    (re.compile(r"page (\d+)"), "第{}页"),
    (re.compile(r"paragraph (\d+)"), "第{}段"),
)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file is called inside, and all remarks on it, the gravest first."""

    title: str
    remarks: tuple[Remark, ...]


def check_file(data: bytes, name: str, dictionary: Dictionary | None = None) -> CheckedFile:
    """Check a Word file, a page, a PDF, a workbook or a text: wording, numbers, dates, links, personal data.

    `dictionary`: see `Draft`. Raises Unreadable, whose Chinese message says what is wrong and what to do.
    """
    draft, body, found = (
        _word(data, name, dictionary) if _is_word(data, name) else _other(data, name, dictionary)
    )
    found += [remark for remark in check_content(draft, body) if remark.rule not in _OF_ITEMS]
    found += check_own_number(draft.document_no, draft.written_on)
    found += scan_file(data, name)
    return CheckedFile(draft.title, tuple(ordered(found)))


Opened = tuple[Draft, Passage, list[Remark]]


def _is_word(data: bytes, name: str) -> bool:
    return is_zip(data) and zip_kind(open_archive(data, name), name) == "docx"


def _word(data: bytes, name: str, dictionary: Dictionary | None) -> Opened:
    made = convert(data, name)
    draft = Draft(
        made.title,
        made.html,
        document_no=made.document_no,
        issuing_body=made.issuing_body,
        written_on=made.written_on,
        dictionary=dictionary,
    )
    return draft, Passage(plain(made.html)), list(made.remarks)


def _other(data: bytes, name: str, dictionary: Dictionary | None) -> Opened:
    source = open_source(data, name)
    if source.kind == "html":
        html = decode(page_of(data)) or ""
        return Draft(source.hints.get("title", ""), html, dictionary=dictionary), Passage(plain(html)), []
    lines = [(text, label) for block in source.blocks for text, label in _lines(block) if text.strip()]
    body = Passage("\n".join(text for text, _ in lines), labels=tuple(label for _, label in lines))
    title = next((text.strip() for text, _ in lines[:6] if _TITLE.fullmatch("".join(text.split()))), "")
    return Draft(title, "", dictionary=dictionary), body, []


def _lines(block: Block) -> Iterator[tuple[str, str]]:
    """The paragraphs of a block, rows of a table with tabs between the cells, and how a person calls the place."""
    if isinstance(block, Grid):
        for row in grid_rows(block):
            yield "\t".join(" ".join(slot.text.split()) for slot in row), _label(row[0].where, row=True)
    else:
        yield block.text, _label(block.where)


def _label(where: str, *, row: bool = False) -> str:
    if found := _SHEET.fullmatch(where):
        sheet = found["sheet"].removeprefix("sheet ")
        return f"工作表“{sheet}”" + (f"第{found['row']}行" if row else f"{found['column']}{found['row']}")
    for shape, said in _NAMES:
        if found := shape.match(where):
            return said.format(found[1])
    return "表格"
