"""Writes: an existing register is taken in from a workbook or CSV: seen first, then all of it, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.documents.normative_sheets import CHANGES, DOCUMENTS, Fault, RegisterBook, read_register
from gongkai.law.findings import Finding, Severity
from gongkai.normative import access
from gongkai.normative.actions.holding import keep, take_turn
from gongkai.normative.actions.importing_rows import (
    ReadyChange,
    Surroundings,
    Understood,
    numbers_of,
    understand,
)
from gongkai.normative.models import Change, Document, JointBody, RegisterImport
from gongkai.normative.queries.facts import Facts, every
from gongkai.normative.queries.serials import check
from gongkai.publication.models import Item
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import FileRefused, Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.previews import open_previewed, until
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.among import Among
from gongkai.records.queries.files import path_of
from gongkai.records.queries.numbers import civil_day

SHEETS = frozenset({"xlsx", "csv"})
"""The kinds of files that an import takes."""
OVERTAKEN = "预览之后，登记簿又有变动，请重新上传预览，核对后再确认。"
Row = TypeVar("Row")


class ImportRefused(Refused):
    """A list with mistakes; `faults` are all of them, in the order of the sheets. Nothing was taken in."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(*map(str, faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Said:
    """What the law says of a row: where, how much it weighs, what."""

    sheet: str
    row: int
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do. `known`: documents that were there before, and stay as they are.

    `said`: findings by row; errors mean that a change has no effect until somebody puts it right. `turn`: the number that this
    writing has, or would have, among all of the register. `again`: the same list was taken in before, and nothing was done.
    """

    documents: int
    changes: int
    known: int
    said: tuple[Said, ...]
    turn: int
    again: bool = False
    file_id: int | None = None

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(each.severity is Severity.ERROR for each in self.said)


@transaction.atomic
def import_register(  # noqa: PLR0913 - what an import is
    *,
    agency_id: int,
    data: bytes,
    name: str,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    despite: bool = False,
    turn: int | None = None,
    file_id: int | None = None,
) -> Imported:
    """Take in a list of documents, and of what they did to each other: all of it, or nothing where one cell is wrong.

    Rows without a body are of `agency_id`, others of bodies for which the importer may keep the register. Documents and changes
    that are there already stay as they are; a list that was taken in before does nothing. What the law finds in the facts
    (repeal before issue, a second end) refuses the list unless `despite`: then such a change is kept without effect, and
    shown beside its document. With the `turn` of a preview it is refused where the register has changed since.
    Raises Unreadable for a file that cannot be taken apart, ImportRefused with every mistake.
    """
    duty = access.require_keeping(by, agency_id)
    book = read_register(data, name)
    digest = _digest(book)
    version = take_turn()
    if turn not in (None, version):
        raise Refused(OVERTAKEN)
    if RegisterImport.objects.filter(agency=agency_id, digest=digest).exists():
        return Imported(0, 0, 0, (), version, again=True)
    found = understand(book, _surroundings(book, agency_id, by, at))
    if found.faults:
        raise ImportRefused(sorted(found.faults))
    before = every()
    run = RegisterImport(agency_id=agency_id, name=name[:200], digest=digest, at=at, by=by.username)
    done = _store(found, run, before, (version, by, at, file_id))
    if done.errors and not (despite or dry_run):
        raise Refused(
            f"列表中有{done.errors}处矛盾，没有导入。请更正后再导入；确实要先保留的，请选择“有矛盾也导入”。"
        )
    if dry_run:
        transaction.set_rollback(True)
        return done
    details = {
        "documents": done.documents,
        "changes": done.changes,
        "known": done.known,
        "errors": done.errors,
    }
    log(
        "normative.import",
        f"normative-import:{run.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        version=digest,
        details=details,
    )
    return done


@transaction.atomic
def preview_register(*, agency_id: int, taken: Received, by: Actor, at: datetime) -> Imported:
    """Try an import out, and keep its file for as long as a preview waits. By keepers of the register, not the operator.

    Refused as `import_register`; FileRefused for a file in which the scanner found something.
    """
    duty = access.require_keeping(by, agency_id)
    if duty is None or by is OPERATOR:
        raise PermissionDenied("运行人员请用命令试办和导入。")
    if taken.threat:
        raise FileRefused(taken.name, f"查毒发现 {taken.threat}，没有导入。")
    data = path_of(taken.digest).read_bytes()
    with transaction.atomic():
        done = import_register(agency_id=agency_id, data=data, name=taken.name, by=by, at=at, dry_run=True)
    if done.again or not (done.documents or done.changes):
        return done
    kept = store(data=taken, agency_id=agency_id, by=by, at=at, until=until(at), kinds=SHEETS)
    return Imported(done.documents, done.changes, done.known, done.said, done.turn, file_id=kept.id)


@transaction.atomic
def import_previewed(
    *, agency_id: int, file_id: int, turn: int, by: Actor, at: datetime, despite: bool = False
) -> Imported:
    """Take in the file of a preview, by whoever made it. Refused where the register has changed since."""
    kept = open_previewed(file_id=file_id, by=by)
    return import_register(
        agency_id=agency_id,
        data=b"".join(kept.chunks),
        name=kept.file.name,
        by=by,
        at=at,
        despite=despite,
        turn=turn,
        file_id=file_id,
    )


def _digest(book: RegisterBook) -> str:
    """What the rows say, whatever the file around them is like."""
    told = sha256()
    for title, rows in ((DOCUMENTS, book.documents), (CHANGES, book.changes)):
        for row in rows:
            told.update(
                repr((title, sorted((key, text) for key, text in row.values.items() if text))).encode()
            )
    return told.hexdigest()


def _surroundings(book: RegisterBook, agency_id: int, by: Actor, at: datetime) -> Surroundings:
    """The bodies that the importer may write for, and what the list speaks of; four queries."""
    own = Agency.objects.get(pk=agency_id)
    reach = None if by is OPERATOR else by.reach(access.KEEPERS)
    bodies = Agency.objects.all() if reach is None else Agency.objects.filter(Among("id", reach))
    agencies: dict[str, list[Agency]] = defaultdict(list)
    for body in bodies:
        for called in {body.name, body.slug}:
            agencies[called].append(body)
    named = numbers_of(book)
    documents = Document.objects.filter(gone=False).defer("articles")
    index_nos = [row.text("index_no") for row in book.documents if row.text("index_no")]
    items = Item.objects.filter(index_no__in=index_nos) if index_nos else Item.objects.none()
    if reach is not None:
        items = items.filter(Among("agency_id", reach))
    return Surroundings(
        own,
        {called: tuple(found) for called, found in agencies.items()},
        _grouped(documents.filter(document_no__in=named), "document_no"),
        _grouped(documents.filter(title_key__in={title_key(each) for each in named}), "title_key"),
        {item.index_no: item for item in items},
        civil_day(at),
    )


def _grouped(documents: Iterable[Document], column: str) -> Mapping[str, tuple[Document, ...]]:
    groups: dict[str, list[Document]] = defaultdict(list)
    for each in documents:
        groups[getattr(each, column)].append(each)
    return {value: tuple(found) for value, found in groups.items()}


def _store(
    found: Understood, run: RegisterImport, before: Facts, how: tuple[int, Actor, datetime, int | None]
) -> Imported:
    """Write the rows, and what follows from them; what the law now says of them."""
    version, by, at, file_id = how
    new = [each for each in found.documents if not each.known]
    changes = [each for each in found.changes if not _told(each)]
    run.documents, run.changes, run.file_id = len(new), len(changes), file_id
    if not new and not changes:
        return Imported(0, 0, len(found.documents), (), version)
    run.save(force_insert=True)
    for each in new:
        each.stored.run, each.stored.at, each.stored.by = run, at, by.username
    Document.objects.bulk_create([each.stored for each in new], batch_size=500)
    JointBody.objects.bulk_create(
        JointBody(document=each.stored, name=name[:120], position=place)
        for each in new
        for place, name in enumerate(each.joint, 1)
    )
    stored = [_change(each, run, by, at) for each in changes]
    Change.objects.bulk_create(stored, batch_size=500)
    after = every()
    keep(Document.objects.defer("articles"), after, civil_day(at))
    rows = _Rows(
        {each.stored.pk: each.row for each in found.documents},
        {(each.of.pk, each.effect.value, each.on): each.row for each in changes},
    )
    said = sorted(
        {*rows.said(before.register.findings, after), *rows.of_serials(each.stored.code for each in new)},
        key=lambda each: (each.sheet != DOCUMENTS, each.row, each.message),
    )
    return Imported(len(new), len(stored), len(found.documents) - len(new), tuple(said), version)


def _change(each: ReadyChange, run: RegisterImport, by: Actor, at: datetime) -> Change:
    return Change(
        effect=each.effect,
        of=each.of,
        cause=each.cause,
        on=each.on,
        until=each.until,
        articles=list(each.articles),
        run=run,
        row=each.row,
        at=at,
        by=by.username,
    )


def _told(each: ReadyChange) -> bool:
    """Whether a change is in the register already."""
    if each.of._state.adding or each.cause._state.adding:
        return False
    same = Change.objects.filter(
        of=each.of, cause=each.cause, effect=each.effect, on=each.on, until=each.until, voiding__isnull=True
    )
    return any(change.articles == list(each.articles) for change in same)


@dataclass(frozen=True, slots=True)
class _Rows:
    """From which rows documents and changes came."""

    documents: Mapping[int, int]
    changes: Mapping[tuple[int, str, object], int]

    def said(self, before: Iterable[Finding], after: Facts) -> Iterable[Said]:
        """What the law finds now and did not find before, by row; what it finds elsewhere because of the list, without one."""
        known = set(before)
        changes = {f"{after.names[of]}.{effect}@{on}": row for (of, effect, on), row in self.changes.items()}
        for each in after.register.findings:
            if each not in known:
                document_id = after.ids.get(each.where.rpartition(".")[0])
                row = changes.get(each.where)
                sheet = CHANGES if row else DOCUMENTS
                number = row or self.documents.get(document_id or 0, 0)
                yield Said(sheet, number, each.severity, each.message)

    def of_serials(self, codes: Iterable[str]) -> Iterable[Said]:
        """Gaps, order and documents under two codes among the codes of the list."""
        if wanted := set(codes) - {""}:
            for each in check(None, wanted).findings:
                yield Said(DOCUMENTS, 0, Severity.WARNING, each.message)
