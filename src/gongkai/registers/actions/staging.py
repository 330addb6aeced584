"""The work of reading a delivery: batch by batch, each in a transaction of its own, to go on where it stopped."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from time import monotonic

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from gongkai.documents.holidays import installed_calendar
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.register_sheets import Line, Sheet
from gongkai.law.registers import Definition, definition
from gongkai.law.registers.reading import read
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.files import path_of
from gongkai.records.queries.numbers import civil_day
from gongkai.registers.actions.applying import outcome
from gongkai.registers.actions.delivering import APPLY, STAGE, apply, queue_follow, queue_stage
from gongkai.registers.actions.filling import Filled, Filler
from gongkai.registers.actions.rows import Whose, moment, opened, whose
from gongkai.registers.actions.secrets import salt_of
from gongkai.registers.actions.sources import AS_OF, OF_AGENCY
from gongkai.registers.backends import inside
from gongkai.registers.models import Delivery, RowFault, Stage, Staged
from gongkai.registers.queries.deliveries import much

BATCH = 2_000
MOST_FAULTS = 10_000
"""So many faults are kept of a delivery; all are counted."""
SLICE = 45.0  # seconds; then another job has its turn
LIMIT = timedelta(minutes=30)
CHANGED = "文件在上次中断之后有改动，不能接着读取。请放弃这次报送，重新上传。"
ONE_MOMENT = "完整清单的各行是同一时间的，不能逐行写明数据时间。请去掉这一列，或者按逐项报送导入。"
EMPTY = "文件里没有数据行。"
TWICE = "与第{first}行是同一件（{by}相同）。同一文件里每件只能出现一次，请删除或者合并。"
_COLUMNS = ("delivery_id", "row", "agency_id", *Filled._fields)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a file as they are staged: the last row read, what is kept of those without faults, the faults."""

    end: int
    rows: list[tuple[int, int, Filled]]
    faults: list[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads lines of one delivery."""

    definition: Definition
    filler: Filler
    whose: Whose
    on: date
    latest: datetime
    headings: Mapping[str, str]

    def batch(self, lines: Iterable[Line]) -> Batch:
        """What comes of some lines."""
        made, faults, end = [], list[tuple[int, str, str]](), 0
        for line in lines:
            end = line.row
            found = self._line(line)
            if isinstance(found, list):
                faults += found
            else:
                made.append(found)
        return Batch(end, made, faults)

    def _line(self, line: Line) -> tuple[int, int, Filled] | list[tuple[int, str, str]]:
        reading = read(self.definition, line.cells, self.on)
        faults = [(line.row, column, message) for column, message in line.faults]
        faults += [(line.row, self._heading(fault.field), fault.message) for fault in reading.faults]
        agency_id, unknown = self.whose.of(line.beside)
        as_of, wrong = moment(line.beside, self.latest)
        for sign, message in ((OF_AGENCY, unknown), (AS_OF, wrong)):
            if message:
                faults.append((line.row, self._heading(sign), message))
        return faults or (line.row, agency_id, self.filler.fill(reading.values, as_of))

    def _heading(self, key: str) -> str:
        if key in self.headings:
            return self.headings[key]
        return self.definition.by_key[key].label if key in self.definition.by_key else key


def stage(
    *,
    delivery_id: int,
    path: Path,
    seconds: float | None = None,
    told: Callable[[int], object] = lambda _: None,
) -> bool:
    """Read a delivery from where it stands, to the end or for so many seconds; whether there is nothing left to read.

    `told` hears how many rows were read. Whoever calls has asked for the right. What cannot be read ends as failed, what has
    faults as faulty, all else waits to be confirmed; one that ended, or that another process reads, is left alone.
    """
    delivery = Delivery.objects.select_related("source").get(pk=delivery_id)
    if delivery.stage != Stage.STAGING:
        return True
    started = monotonic()
    if delivery.rows and not _unchanged(path, delivery.digest):
        raise Refused(CHANGED)
    try:
        with opened(path, delivery) as sheet:
            _refuse_moments(delivery, sheet)
            reader = _reader(delivery, sheet)
            lines = sheet.lines(delivery.rows)
            while batch := _next(reader, lines):
                if not _keep(delivery, batch):
                    return True
                told(batch.end)
                if seconds is not None and monotonic() - started > seconds:
                    return False
    except Unreadable as refusal:
        _end(delivery, Stage.FAILED, str(refusal))
        return True
    _finish(delivery)
    return True


def _refuse_moments(delivery: Delivery, sheet: Sheet) -> None:
    """Unreadable for a whole list whose rows have moments of their own."""
    if delivery.whole and AS_OF in dict(sheet.columns).values():
        raise Unreadable(ONE_MOMENT)


def _unchanged(path: Path, digest: str) -> bool:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest() == digest


def _next(reader: _Reader, lines: Iterator[Line]) -> Batch | None:
    some = list(islice(lines, BATCH))
    return reader.batch(some) if some else None


def _reader(delivery: Delivery, sheet: Sheet) -> _Reader:
    """The definition, the calendar, the salt and whose rows may come, for all rows; what was read as what is noted."""
    made = definition(delivery.source.register)
    filler = Filler(
        definition=made,
        calendar=installed_calendar(),
        salt=salt_of(made.key),
        as_of=delivery.as_of,
        out_on=None if delivery.earlier else civil_day(delivery.at),
    )
    columns, on = dict(sheet.columns), civil_day(delivery.at)
    if not delivery.rows:
        Delivery.objects.filter(pk=delivery.pk).update(columns=columns, ignored=list(sheet.ignored))
    headings = {key: heading for heading, key in columns.items()}
    return _Reader(made, filler, whose(delivery.source, on), on, delivery.at, headings)


@transaction.atomic
def _keep(delivery: Delivery, batch: Batch) -> bool:
    """Stage a batch, unless somebody else has done so, or has ended the delivery."""
    going = Delivery.objects.filter(pk=delivery.pk, rows=delivery.rows, stage=Stage.STAGING)
    if not going.update(rows=batch.end, faults=F("faults") + len(batch.faults)):
        return False
    room = max(0, MOST_FAULTS - delivery.faults)
    delivery.rows, delivery.faults = batch.end, delivery.faults + len(batch.faults)
    _keep_faults(delivery.pk, batch.faults[:room])
    if not delivery.faults and batch.rows:  # a file with faults is not applied: its rows need not be kept
        rows = ((delivery.pk, row, agency_id, *filled) for row, agency_id, filled in batch.rows)
        inside().bring(Staged._meta.db_table, _COLUMNS, rows)
    return True


def _keep_faults(delivery_id: int, faults: Iterable[tuple[int, str, str]]) -> None:
    RowFault.objects.bulk_create(
        [
            RowFault(delivery_id=delivery_id, row=row, column=column[:120], message=message[:300])
            for row, column, message in faults
        ],
        batch_size=500,
    )


def _finish(delivery: Delivery) -> None:
    """All rows are read: what stands twice is found, and what it would come to."""
    if not delivery.rows:
        _end(delivery, Stage.FAILED, EMPTY)
        return
    if not delivery.faults:
        inside().settled(Staged._meta.db_table)
        if twice := _twice(delivery):
            with transaction.atomic():
                Delivery.objects.filter(pk=delivery.pk, stage=Stage.STAGING).update(faults=len(twice))
                _keep_faults(delivery.pk, twice[:MOST_FAULTS])
            delivery.faults = len(twice)
    if delivery.faults:
        _end(delivery, Stage.FAULTY, f"文件中有 {delivery.faults} 处错误，没有导入任何内容。")
        return
    came_to = outcome(delivery)
    straight = delivery.straight and not much(came_to.gone, came_to.there)
    Delivery.objects.filter(pk=delivery.pk, stage=Stage.STAGING).update(
        stage=Stage.READY, straight=straight, **asdict(came_to)
    )


def _twice(delivery: Delivery) -> list[tuple[int, str, str]]:
    """Rows whose key stands in a row before them."""
    by = "、".join(
        definition(delivery.source.register).by_key[key].label
        for key in definition(delivery.source.register).business_key
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.row, d.first FROM registers_staged s JOIN"
            " (SELECT agency_id, key, MIN(row) AS first FROM registers_staged WHERE delivery_id = %s"
            "  GROUP BY agency_id, key HAVING COUNT(*) > 1) d ON d.agency_id = s.agency_id AND d.key = s.key"
            " WHERE s.delivery_id = %s AND s.row > d.first ORDER BY s.row",
            [delivery.pk, delivery.pk],
        )
        return [(row, "", TWICE.format(first=first, by=by)) for row, first in cursor.fetchall()]


@transaction.atomic
def _end(delivery: Delivery, stage_: Stage, message: str) -> None:
    going = Delivery.objects.filter(pk=delivery.pk, stage=Stage.STAGING)
    now = timezone.now()
    if going.update(stage=stage_, message=message[:500], ended_at=now):
        queue_follow(delivery, now)


def _slice(*, at: datetime, delivery_id: int) -> None:  # noqa: ARG001 - the time at which the slice began says nothing here
    """Some seconds of reading, before the job's own transaction: each batch has one of its own."""
    delivery = Delivery.objects.select_related("file").get(pk=delivery_id)
    if delivery.file is not None:
        stage(delivery_id=delivery_id, path=path_of(delivery.file.digest), seconds=SLICE)


@job(STAGE, label="读取登记簿报送文件", limit=LIMIT, prepare=_slice)
@transaction.atomic
def go_on(*, at: datetime, delivery_id: int, prepared: None) -> None:  # noqa: ARG001 - the work is done by then
    """Queue the next slice; or what comes next of a delivery that waits for nobody."""
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.stage == Stage.STAGING:
        queue_stage(delivery, at)
    elif delivery.stage == Stage.READY and delivery.straight:
        queue(APPLY, key=str(delivery_id), at=at, delivery_id=delivery_id)


def read_and_apply(
    *,
    delivery_id: int,
    path: Path,
    at: datetime,
    told: Callable[[int], object] = lambda _: None,
    agreed: bool = False,
) -> Delivery:
    """Read a file of the operator's disk to its end, and apply it if nothing is wrong. For commands. TooMany as `apply`."""
    stage(delivery_id=delivery_id, path=path, told=told)
    delivery = Delivery.objects.get(pk=delivery_id)
    if delivery.stage == Stage.READY:
        apply(delivery_id=delivery_id, by=OPERATOR, at=at, agreed=agreed)
        delivery.refresh_from_db()
    return delivery
