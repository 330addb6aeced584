"""Rows of an import made ready outside of any transaction: cleaned, looked through, their files taken in.

Nothing is written to a table here; bytes of files lie in their place before any row speaks of them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice

from gongkai.documents.checking.privacy import scan, scan_file
from gongkai.documents.checking.privacy.kinds import ABOUT
from gongkai.documents.items.files import NoFiles
from gongkai.documents.items.rows import Fault, Raw
from gongkai.documents.items.sources import Source
from gongkai.documents.items.understanding import Given, understand
from gongkai.documents.media.kinds import EVIDENCE, IMAGES
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.duties.attribute import Attribute
from gongkai.law.findings import Severity
from gongkai.publication.actions.drafting import enter
from gongkai.publication.models import Edition, Into, Use
from gongkai.publication.queries.catalogue import catalogue
from gongkai.publication.queries.checks import contacts_of
from gongkai.publication.queries.columns import ColumnRow, columns
from gongkai.publication.queries.content import Content
from gongkai.publication.queries.importing import LOST_PICTURES
from gongkai.records.actions.files import FileRefused, Received, receive
from gongkai.records.actions.intake import examine
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day

BLOCK = 500
_WORD = frozenset({"doc", "docx"})
_SEVERE = {Severity.ERROR, Severity.WARNING}
_MOST_FAULTS = 20
_UNKNOWN_COLUMN = "本机关没有这个栏目。请填“栏目”一页上的代号，或者名称。"


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows go: an agency with its columns and catalogue on a day, drafts or public, from which platform."""

    agency_id: int
    into: Into
    source: str
    columns: dict[str, ColumnRow]
    entries: frozenset[str]
    contacts: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file of an item; `taken` is None in a trial."""

    use: Use
    name: str
    taken: Received | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that can become an item. `edition` is not stored yet; `key` is its number on the older platform."""

    row: int
    key: str
    edition: Edition
    published_at: datetime | None
    files: tuple[ReadyFile, ...]
    remarks: Counter[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows from `start` up to `end`: those that are ready, and what is wrong with the others."""

    start: int
    end: int
    ready: tuple[Ready, ...]
    faults: tuple[Fault, ...]


def place(agency_id: int, into: Into, source: str, on: date, at: datetime) -> Place:
    """The surroundings of an import; five queries."""
    return Place(
        agency_id,
        into,
        source,
        _by_name(columns(agency_id, on), agency_id),
        frozenset(row.key for row in catalogue(agency_id, on)),
        contacts_of(agency_id, on),
        at,
    )


def blocks(
    source: Source, to: Place, start: int = 0, *, trial: bool = False, size: int = BLOCK
) -> Iterator[Block]:
    """The rows from this one on, block by block; one block is in memory at a time."""
    rows = source.rows(start)
    while found := list(islice(rows, size)):
        done = [_ready(raw, source, to, trial) for raw in found if raw.values is not None or raw.faults]
        yield Block(
            found[0].index,
            found[-1].index + 1,
            tuple(each for each in done if isinstance(each, Ready)),
            tuple(fault for each in done if not isinstance(each, Ready) for fault in each[:_MOST_FAULTS]),
        )


def read_row(values: Mapping[str, object], agency_id: int, at: datetime) -> Content:
    """What one row says that another system hands in by itself, in the words of an import; Refused with every mistake in it."""
    to = place(agency_id, Into.DRAFTS, "", civil_day(at), at)
    given = understand(Raw(0, 1, values), NoFiles())
    if isinstance(given, tuple):
        raise Refused(*(f"{fault.where}：{fault.message}" for fault in given[:_MOST_FAULTS]))
    if faults := [f"{where}：{message}" for where, message in _unfit(given, to)]:
        raise Refused(*faults)
    return _content(given, to)


def _by_name(rows: Sequence[ColumnRow], agency_id: int) -> dict[str, ColumnRow]:
    """By title where only one has it, and by key; an own one before a common one of the same key."""
    titles = Counter(row.title for row in rows)
    named = {row.title: row for row in rows if titles[row.title] == 1}
    keyed = {row.key: row for row in sorted(rows, key=lambda row: row.owner_id == agency_id)}
    return named | keyed


def _ready(raw: Raw, source: Source, to: Place, trial: bool) -> Ready | Sequence[Fault]:
    if raw.values is None:
        return raw.faults
    given = understand(raw, source.files)
    if isinstance(given, tuple):
        return given
    faults = [Fault(raw.row, where, message) for where, message in _unfit(given, to)]
    edition = Edition(number=1, revision=1)
    try:
        enter(edition, _content(given, to))
    except Refused as refused:
        faults.append(Fault(raw.row, "", str(refused)))
    if faults:
        return faults
    remarks = Counter({LOST_PICTURES: given.body.lost}) if given.body.lost else Counter()
    if to.into is Into.PUBLIC:
        remarks += _personal(edition, to)
    try:
        files = tuple(_files(given, source, to, remarks, trial))
    except (FileRefused, Unreadable) as refused:
        return [Fault(raw.row, "附件", str(refused))]
    return Ready(
        raw.row,
        _key(given, to),
        edition,
        given.published_at if to.into is Into.PUBLIC else None,
        files,
        remarks,
    )


def _unfit(given: Given, to: Place) -> Iterator[tuple[str, str]]:
    """What is wrong with a row for this place: where, and what to do."""
    column, entry = given.text("column"), given.text("entry_key")
    if column and column not in to.columns:
        yield "栏目", _UNKNOWN_COLUMN
    if entry and entry not in to.entries:
        yield "目录事项", "本机关的公开目录中没有这个事项编号。请对照目录填写，或者留空。"
    if to.into is Into.PUBLIC:
        yield from _unfit_for_public(given, to)


def _unfit_for_public(given: Given, to: Place) -> Iterator[tuple[str, str]]:
    if not given.text("column"):
        yield "栏目", "没有填写栏目。已公开的信息要有栏目。"
    if given.published_at is None:
        yield "原发布日期", "没有填写原发布日期。请填在原平台发布的日期；还没有发布过的，请导入为草稿。"
    elif given.published_at > to.at:
        yield "原发布日期", "在今天之后。请核对；还没有发布过的，请导入为草稿。"
    if given.choices.get("attribute", Attribute.PROACTIVE) != Attribute.PROACTIVE:
        yield "公开属性", "不是主动公开，不能导入为已公开的信息。请核对，或者导入为草稿。"
    if not given.body.html.strip() and not given.attachments:
        yield "正文", "没有正文，也没有附件。请补上。"


def _content(given: Given, to: Place) -> Content:
    column = to.columns.get(given.text("column"))
    chosen = given.choices
    return Content(
        title=given.text("title"),
        body=given.body.html,
        column_id=column.id if column else None,
        entry_key=given.text("entry_key"),
        duty=chosen.get("duty") or (column.duty if column else ""),
        document_no=given.text("document_no"),
        issuing_body=given.text("issuing_body"),
        written_on=given.days.get("written_on"),
        topic=chosen.get("topic", ""),
        genre=chosen.get("genre", ""),
        keywords=given.text("keywords"),
        summary=given.text("summary"),
        five_open=chosen.get("five_open", ""),
        audience=given.text("audience"),
        attribute=chosen.get("attribute", Attribute.PROACTIVE.value),
        grounds=given.grounds,
        reasons=given.text("reasons"),
        validity=chosen.get("validity", ""),
        effective_on=given.days.get("effective_on"),
        valid_until=given.days.get("valid_until"),
        source_name=given.text("source"),
        source_url=given.text("source_url"),
    )


def _key(given: Given, to: Place) -> str:
    """The number on the older platform; without one what the row says, so that the same row is known again."""
    number = given.text("id")
    if not number:
        told = (given.text("title"), given.text("document_no"), str(given.published_at), given.body.html)
        number = sha256("\0".join(told).encode()).hexdigest()[:32]
    return f"{to.source}:{number}" if to.source else number


def _personal(edition: Edition, to: Place) -> Counter[str]:
    """How often which rule of personal data is met in the text."""
    found: Counter[str] = Counter()
    for hit in scan(f"{edition.title}\n{edition.text}", to.contacts):
        about = ABOUT[hit.kind]
        if (about.sure if hit.certain else about.likely) in _SEVERE:
            found[about.rule] += 1
    return found


def _files(
    given: Given, source: Source, to: Place, remarks: Counter[str], trial: bool
) -> Iterator[ReadyFile]:
    """The files of a row, taken in one after the other, so that none is held longer than needed."""
    if given.body.original:
        path = given.body.original
        yield _file(Use.ORIGINAL, path, source.files.read(path), _WORD, trial)
    for name, data in given.body.pictures.items():
        yield _file(Use.IMAGE, name, data, IMAGES, trial)
    for path in given.attachments:
        data = source.files.read(path)
        if to.into is Into.PUBLIC:
            found = scan_file(data, path.rpartition("/")[2], to.contacts)
            remarks.update(remark.rule for remark in found if remark.severity in _SEVERE)
        yield _file(Use.ATTACHMENT, path, data, EVIDENCE, trial)


def _file(use: Use, path: str, data: bytes, kinds: frozenset[str], trial: bool) -> ReadyFile:
    name = path.rpartition("/")[2]
    if trial:
        examine(data, name, kinds=kinds)
        return ReadyFile(use, name, None)
    taken = receive(data, name, kinds=kinds)
    return ReadyFile(use, taken.name, taken)
