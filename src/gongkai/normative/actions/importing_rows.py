"""Rows of a list understood: documents and changes that could be stored, or what is wrong in which row and column."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.documents.items.moments import day
from gongkai.documents.normative_sheets import CHANGES, COLUMNS, DOCUMENTS, Fault, RegisterBook, Row
from gongkai.law.document_numbers import check_document_no
from gongkai.law.findings import Severity
from gongkai.law.normative import DocumentKind, Effect, is_part, number_of
from gongkai.normative.actions.drafting import Beside, Described, of_maker
from gongkai.normative.actions.entering import Entered, fill, readable
from gongkai.normative.models import Document, Marked, Origin
from gongkai.publication.models import Item
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.actions.refused import Refused

NO_TEXT = "（修改后的文字没有登记）"
_KINDS: Mapping[str, DocumentKind] = {
    **{each.label: each for each in DocumentKind},
    "规范性文件": DocumentKind.NORMATIVE,
    "政策文件": DocumentKind.POLICY,
    "": DocumentKind.NORMATIVE,
}
_MARKS: Mapping[str, Marked] = {
    **{each.label: each for each in Marked},
    "": Marked.UNKNOWN,
    "是": Marked.PUBLIC,
    "否": Marked.NOT_PUBLIC,
}
_EFFECTS: Mapping[str, Effect] = {
    **{each.label: each for each in Effect},
    "替代": Effect.REPLACED,
    "失效": Effect.DECLARED_EXPIRED,
    "延期": Effect.EXTENDED,
}


@dataclass(frozen=True, slots=True)
class ReadyDocument:
    """A row that can become a document. `stored` is not saved yet; one that is `known` was in the register before."""

    row: int
    stored: Document
    joint: tuple[str, ...]
    known: bool = False


@dataclass(frozen=True, slots=True)
class ReadyChange:
    """Rows that make one change: of which document, by which, both as `ReadyDocument.stored` or from the register."""

    row: int
    of: Document
    cause: Document
    effect: Effect
    on: date
    until: date | None
    articles: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Understood:
    """What a list says: rows that are ready, and every mistake."""

    documents: list[ReadyDocument] = field(default_factory=list)
    changes: list[ReadyChange] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rows may speak of: bodies by name that the importer may write for, documents that are there, items."""

    own: Agency
    agencies: Mapping[str, tuple[Agency, ...]]
    by_number: Mapping[str, tuple[Document, ...]]
    by_title: Mapping[str, tuple[Document, ...]]
    items: Mapping[str, Item]
    today: date


def understand(book: RegisterBook, around: Surroundings) -> Understood:
    """The rows of a list, against what is there."""
    made = Understood(faults=list(book.faults))
    seen: dict[str, int] = {}
    for row in book.documents:
        _document(row, around, made, seen)
    _changes(book.changes, around, made)
    return made


def numbers_of(book: RegisterBook) -> set[str]:
    """Every number and title that a list speaks of."""
    named = {row.text("number") for row in book.documents} | {row.text("title") for row in book.documents}
    for row in book.changes:
        named |= {row.text("of"), row.text("cause")}
    return {readable(each) for each in named} | named - {""}


def _document(row: Row, around: Surroundings, made: Understood, seen: dict[str, int]) -> None:
    """One document: understood, or its faults added."""
    cells = _Cells(DOCUMENTS, row, made.faults)
    kind = cells.choice("kind", _KINDS)
    marked = cells.choice("marked", _MARKS)
    agency = _agency(cells, around)
    issued_on = cells.day("issued_on", needed=True)
    published_on = cells.day("published_on")
    effective_on, valid_until = cells.day("effective_on"), cells.day("valid_until")
    number = readable(row.text("number")) if row.text("number") else ""
    item = _item(cells, around)
    if cells.wrong or kind is None or marked is None or agency is None or issued_on is None:
        return
    described = Described(
        title=row.text("title"),
        kind=kind,
        marked=marked,
        joint=tuple(Beside(name=name) for name in _names(row.text("joint"))),
        effective_on=effective_on,
        valid_until=valid_until,
        interests=kind.governs,
        general=kind.governs,
        repeatable=kind.governs,
    )
    entered = Entered(
        described=described,
        number=number,
        issued_on=issued_on,
        published_on=published_on,
        registry_no=row.text("registry_no"),
    )
    document = Document(agency=agency, holder=agency, origin=Origin.IMPORTED, item=item, row=row.number)
    try:
        fill(document, entered, around.today)
    except Refused as refused:
        cells.fault("", str(refused))
        return
    if _unfit(cells, document, number, seen):
        return
    known = _known(cells, document, around)
    if not cells.wrong:
        joint = tuple(_names(row.text("joint")))
        made.documents.append(ReadyDocument(row.number, known or document, joint, known is not None))


def _unfit(cells: "_Cells", document: Document, number: str, seen: dict[str, int]) -> bool:
    """Numbers that are none or come twice in the list, bodies that may not make such a document."""
    if number:
        for each in check_document_no(number, document.issued_on):
            if each.severity is Severity.ERROR:
                cells.fault("number", each.message)
        if number in seen:
            cells.fault("number", f"第{seen[number]}行已经用了这个文号，一个文号只用于一份文件。请核对。")
        seen.setdefault(number, cells.row.number)
    for each in of_maker(document):
        if each.severity is Severity.ERROR:
            cells.fault("kind", each.message)
    return cells.wrong


def _known(cells: "_Cells", document: Document, around: Surroundings) -> Document | None:
    """The same document where it is in the register already; a fault where another one has the number."""
    number = document.document_no
    for other in around.by_number.get(number, ()) if number else around.by_title.get(document.title_key, ()):
        same = other.title_key == document.title_key and other.issued_on == document.issued_on
        if same and other.agency_id == document.agency_id:
            return other
        if number:
            cells.fault(
                "number",
                f"登记簿中“{other.title}”已经用了这个文号，标题、日期或者机关不同。请核对是哪一份文件。",
            )
    return None


def _agency(cells: "_Cells", around: Surroundings) -> Agency | None:
    name = cells.row.text("agency")
    if not name:
        return around.own
    found = around.agencies.get(name, ())
    if len(found) == 1:
        return found[0]
    why = "有几个机关用这个名称，请写明代号" if found else "没有这个机关，或者它不在您的管理范围内"
    cells.fault("agency", f"“{name[:40]}”{why}。请对照“机关”页填写全称；空白的，是导入时选择的机关。")
    return None


def _item(cells: "_Cells", around: Surroundings) -> Item | None:
    index_no = cells.row.text("index_no")
    if not index_no:
        return None
    item = around.items.get(index_no)
    if item is None:
        cells.fault("index_no", "没有这个索引号的信息，或者它不属于您所在的机关。请核对，或者留空。")
    return item


def _names(text: str) -> list[str]:
    """Names of bodies in one cell."""
    plain = text.replace("；", "、").replace(";", "、").replace("，", "、").replace(",", "、")
    return list(dict.fromkeys(filter(None, (name.strip() for name in plain.split("、")))))


def _numbers(text: str) -> list[str]:
    """Numbers of articles or parts in one cell; the comma of 一、（二） belongs to its number."""
    found: list[str] = []
    for piece in re.split("[；;，,]", text):
        number = number_of(piece)
        found += [number] if is_part(number) else [number_of(name) for name in _names(piece)]
    return list(dict.fromkeys(found))


def _changes(rows: Iterable[Row], around: Surroundings, made: Understood) -> None:
    """Rows of one change, an article each, are put together."""
    groups: dict[tuple[Any, ...], list[tuple[Row, dict[str, Any] | None]]] = defaultdict(list)
    listed = _listed(made)
    named: dict[tuple[Any, ...], tuple[Document, Document]] = {}
    for row in rows:
        cells = _Cells(CHANGES, row, made.faults)
        effect = cells.choice("effect", _EFFECTS)
        on = cells.day("on", needed=True)
        until = cells.day("until")
        of, cause = (_named(cells, column, around, listed) for column in ("of", "cause"))
        if cells.wrong or effect is None or on is None or of is None or cause is None:
            continue
        if of is cause:
            cells.fault("cause", "文件不能修改、废止自身。请核对引起变动的文件。")
            continue
        key = (id(of), id(cause), effect, on, until)
        named[key] = of, cause
        for article in _articles(cells, effect):
            groups[key].append((row, article))
    for key, found in groups.items():
        (of, cause), (_, _, effect, on, until) = named[key], key
        articles = tuple(article for _, article in found if article)
        made.changes.append(ReadyChange(found[0][0].number, of, cause, effect, on, until, articles))


def _articles(cells: "_Cells", effect: Effect) -> list[dict[str, Any] | None]:
    """The articles that one row names, with what becomes of them; [None] where it names none."""
    named = _numbers(cells.row.text("article"))
    text = cells.row.text("text")
    if not named:
        return [None]
    if len(named) > 1 and text:
        cells.fault("text", "一行写了几条，分不清是哪一条的文字。请每条写一行。")
    if effect is Effect.AMENDED:
        return [{"number": name, "text": text or NO_TEXT} for name in named]
    return [{"number": name, "text": None} for name in named]


def _listed(made: Understood) -> Mapping[str, tuple[Document, ...]]:
    """The documents of the list by number; those without one by title."""
    found: dict[str, tuple[Document, ...]] = defaultdict(tuple)
    for each in made.documents:
        found[each.stored.document_no or each.stored.title_key] += (each.stored,)
    return found


def _named(
    cells: "_Cells", column: str, around: Surroundings, listed: Mapping[str, tuple[Document, ...]]
) -> Document | None:
    """A document by its number or title: of the list itself, else of the register."""
    said = cells.row.text(column)
    if not said:
        cells.fault(column, "没有填写。请填文号；没有文号的，填标题。")
        return None
    number, key = readable(said), title_key(said)
    there = around.by_number.get(number, ()) or around.by_title.get(key, ())
    found = listed.get(number, ()) or listed.get(key, ()) or there
    if len(found) == 1:
        return found[0]
    why = "有几份，分不清是哪一份，请填文号" if found else "在列表和登记簿中都没有，请先登记这份文件"
    cells.fault(column, f"“{said[:60]}”{why}。")
    return None


@dataclass(slots=True)
class _Cells:
    """The cells of a row, and whether anything in them was wrong."""

    sheet: str
    row: Row
    faults: list[Fault]
    wrong: bool = False

    def fault(self, column: str, message: str) -> None:
        """Add what is wrong in a column ("" for the row)."""
        self.wrong = True
        label = COLUMNS[self.sheet][column] if column else ""
        self.faults.append(Fault(self.sheet, self.row.number, label, message))

    def day(self, column: str, *, needed: bool = False) -> date | None:
        """The day in a column."""
        text = self.row.text(column)
        found = day(text) if text else None
        if text and found is None:
            self.fault(column, f"“{text[:30]}”不是日期。请写成 2026-03-02 这样。")
        elif needed and not text:
            self.fault(column, "没有填写。请写成 2026-03-02 这样。")
        return found

    def choice(self, column: str, known: Mapping[str, Any]) -> Any:
        """The value that a word stands for; None, and a fault, for a word that nobody knows."""
        text = self.row.text(column)
        if text not in known:
            words = "、".join(dict.fromkeys(each.label for each in known.values()))
            self.fault(column, f"“{text[:30]}”不认识。可以填：{words}。")
        return known.get(text)
