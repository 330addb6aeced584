"""Writes: one block of an import becomes items, in one short transaction, whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from gongkai.agencies.models import Agency
from gongkai.documents.items.rows import Fault
from gongkai.publication import access
from gongkai.publication.actions.importing_rows import Block, Ready
from gongkai.publication.actions.indexing import follow_items
from gongkai.publication.actions.statements import end_statements
from gongkai.publication.models import (
    Attachment,
    Edition,
    ImportFault,
    ImportRemark,
    ImportRun,
    Into,
    Item,
    Mention,
    Stand,
)
from gongkai.publication.models.numbers import INDEX_NO
from gongkai.publication.queries.content import content_of, digest_of
from gongkai.publication.queries.mentions import mention_rows
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.files import FileRefused, store
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import take_numbers
from gongkai.records.actions.refused import Refused
from gongkai.records.models.patterns import PatternRefused

_TWICE = "与本文件前面的一条编号相同，或者内容完全相同。请改正编号，或者删去重复的一条。"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a block comes to: rows that become items, how many were there before, what is wrong with the others."""

    fresh: tuple[Ready, ...]
    known: int
    faults: tuple[Fault, ...] = field(default=())

    @property
    def refused(self) -> int:
        """How many rows have faults."""
        return len({fault.row for fault in self.faults})


def judge(block: Block, agency_id: int, run_id: int | None = None, seen: set[str] | None = None) -> Judged:
    """Tell rows that are new from those that an earlier import brought, and from those that stand twice in this one.

    One query. `seen`: in a trial, where no table remembers them, the keys of the rows before.
    """
    there = Item.objects.filter(agency=agency_id, imported_from__in=[each.key for each in block.ready])
    runs: dict[str, int | None] = dict(there.values_list("imported_from", "run"))
    before: set[str] = set() if seen is None else seen
    fresh, known, faults = [], 0, list(block.faults)
    for each in block.ready:
        if each.key in before or (run_id is not None and runs.get(each.key) == run_id):
            faults.append(Fault(each.row, "编号", _TWICE))
        elif each.key in runs:
            known += 1
        else:
            fresh.append(each)
        before.add(each.key)
    return Judged(tuple(fresh), known, tuple(sorted(faults, key=lambda fault: fault.row)))


@transaction.atomic
def import_block(*, run_id: int, block: Block, by: Actor, at: datetime) -> bool:
    """Make items of the rows of a block; False, and nothing is written, if it is not this block's turn.

    That is so once somebody stopped the import, and when another process has dealt with the block already. Index numbers are
    given, files kept, progress, faults and remarks noted; one entry of the log for all of it. Refused if the agency's
    index numbers cannot be given; PermissionDenied for others than those who import for the agency.
    """
    turn = ImportRun.objects.filter(
        pk=run_id, next_row=block.start, begun_at__isnull=False, ended_at__isnull=True
    )
    if not turn.update(next_row=block.end):
        return False
    run = ImportRun.objects.select_related("agency").get(pk=run_id)
    duty = access.require_importing(by, run.agency_id)
    judged = judge(block, run.agency_id, run.pk)
    fresh, files, refused = _stored(judged.fresh, run, by, at)
    items = _enter(fresh, files, run, at) if fresh else []
    if run.into == Into.PUBLIC and fresh:
        end_statements(run.agency_id, {each.edition.column_id for each in fresh}, by, at, duty)
    faults = [*judged.faults, *refused]
    ImportFault.objects.bulk_create(
        ImportFault(run=run, row=each.row, where=each.where[:200], message=each.message[:500])
        for each in faults
    )
    rows = len({fault.row for fault in faults})
    ImportRun.objects.filter(pk=run_id).update(
        kept=F("kept") + len(items), known=F("known") + judged.known, refused=F("refused") + rows
    )
    _told(run, block, items, judged.known, rows, by, at, duty)
    return True


def _stored(
    ready: Iterable[Ready], run: ImportRun, by: Actor, at: datetime
) -> tuple[list[Ready], dict[int, list[Attachment]], list[Fault]]:
    """The rows whose files could be kept, with these by row; a file that is held back costs its row only."""
    kept, files, faults = [], {}, []
    for each in ready:
        try:
            files[each.row] = _attachments(each, run, by, at) if each.files else []
        except FileRefused as refused:
            faults.append(Fault(each.row, "附件", str(refused)))
        else:
            kept.append(each)
    return kept, files, faults


@transaction.atomic
def _attachments(ready: Ready, run: ImportRun, by: Actor, at: datetime) -> list[Attachment]:
    made = []
    for position, file in enumerate(ready.files, 1):
        if file.taken is None:
            raise ValueError("a row of a trial cannot be stored")
        row = store(data=file.taken, agency_id=run.agency_id, by=by, at=at)
        made.append(Attachment(file_id=row.id, name=row.name, position=position, use=file.use))
    return made


def _enter(
    fresh: Sequence[Ready], files: dict[int, list[Attachment]], run: ImportRun, at: datetime
) -> list[int]:
    """The items with their editions, files and remarks; their numbers."""
    public = run.into == Into.PUBLIC
    numbers = _numbers(run.agency, len(fresh), at) if public else [""] * len(fresh)
    items = Item.objects.bulk_create(
        _item(each, number, run, at) for each, number in zip(fresh, numbers, strict=True)
    )
    editions = [
        _edition(each, item, files[each.row], run, at) for each, item in zip(fresh, items, strict=True)
    ]
    Edition.objects.bulk_create(editions)
    Attachment.objects.bulk_create(
        file for edition, each in zip(editions, fresh, strict=True) for file in _of(edition, files[each.row])
    )
    if public:
        _put_out([item.pk for item in items])
        Mention.objects.bulk_create(mention_rows(*editions))
        follow_items([item.pk for item in items], at)
    ImportRemark.objects.bulk_create(
        ImportRemark(run=run, item=item, rule=rule, times=times)
        for each, item in zip(fresh, items, strict=True)
        for rule, times in sorted(each.remarks.items())
    )
    return [item.pk for item in items]


def _numbers(agency: Agency, count: int, at: datetime) -> list[str]:
    try:
        taken = take_numbers(INDEX_NO.name, agency_id=agency.pk, at=at, count=count, org=agency.organ_code)
    except PatternRefused as refusal:
        raise Refused(f"不能编定索引号：{refusal}") from refusal
    return [number.text for number in taken]


def _item(ready: Ready, index_no: str, run: ImportRun, at: datetime) -> Item:
    edition = ready.edition
    return Item(
        agency_id=run.agency_id,
        index_no=index_no,
        title=edition.title,
        column_id=edition.column_id,
        entry_key=edition.entry_key,
        first_published_at=ready.published_at,
        published_at=ready.published_at,
        touched_at=at,
        imported_from=ready.key,
        run=run,
    )


def _edition(ready: Ready, item: Item, files: list[Attachment], run: ImportRun, at: datetime) -> Edition:
    """What the row says, as the first edition; the time at which it went out here is that of the server."""
    edition = ready.edition
    edition.item = item
    edition.opened_at = edition.saved_at = at
    edition.saved_by_id, edition.authors = run.starter_id, run.authors
    if run.into == Into.PUBLIC:
        edition.published_at = at
        edition.digest = digest_of(content_of(edition), _named(ready, files))
    return edition


def _named(ready: Ready, files: list[Attachment]) -> list[tuple[str, str, str]]:
    """Use, name and digest of each file."""
    taken = [each.taken.digest if each.taken else "" for each in ready.files]
    return [(file.use, file.name, digest) for file, digest in zip(files, taken, strict=True)]


def _of(edition: Edition, files: list[Attachment]) -> list[Attachment]:
    for file in files:
        file.edition = edition
    return files


def _put_out(ids: list[int]) -> None:
    """An item is public with its edition, which is stored after it."""
    first = Edition.objects.filter(item=OuterRef("pk")).values("pk")[:1]
    Item.objects.filter(pk__in=ids).update(stand=Stand.PUBLIC, public=Subquery(first))


def _told(
    run: ImportRun,
    block: Block,
    items: list[int],
    known: int,
    refused: int,
    by: Actor,
    at: datetime,
    duty: Duty | None,
) -> None:
    log(
        "publication.import_items",
        f"import:{run.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=run.agency_id,
        version=sha256(",".join(map(str, items)).encode()).hexdigest(),
        details={
            "into": run.into,
            "rows": [block.start, block.end],
            "items": [items[0], items[-1]] if items else [],
            "kept": len(items),
            "known": known,
            "refused": refused,
        },
    )
