"""Reads: lots of random inspections, as officers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from gongkai.law.findings import Finding
from gongkai.law.registers import Committed, prove
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among
from gongkai.registers import access
from gongkai.registers.models.lottery import Lottery

PAGE = 100


class LotteryStage(StrEnum):
    """How far a draw has come."""

    PLANNED = "planned"
    COMMITTED = "committed"
    DRAWN = "drawn"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word that everybody sees."""
        return {
            "planned": "待公布摘要",
            "committed": "摘要已公布，待抽取",
            "drawn": "已抽取",
            "dropped": "已作废",
        }[self.value]


@dataclass(frozen=True, slots=True)
class LotteryRow:
    """A draw. `seed` is empty until it was drawn; `lots`: name and rank, in the order in which they were drawn."""

    id: int
    agency_id: int
    agency: str
    draw_no: str
    name: str
    item_code: str
    department: str
    population: tuple[str, ...]
    inspectors: tuple[str, ...]
    number: int
    each: int
    seed_digest: str
    list_digest: str
    beacon: str
    seed: str
    lots: tuple[tuple[str, str], ...]
    assigned: Mapping[str, tuple[str, ...]]
    stage: LotteryStage
    made_at: datetime
    committed_at: datetime | None
    drawn_at: datetime | None
    dropped_because: str


def lotteries(viewer: Actor) -> list[LotteryRow]:
    """The last draws of agencies in reach, the newest first; one query."""
    return [_row(held) for held in _reached(viewer).order_by("-pk")[:PAGE]]


def lottery(viewer: Actor, lottery_id: int) -> LotteryRow | None:
    """A draw of an agency in reach; None if there is none."""
    found = _reached(viewer).filter(pk=lottery_id).first()
    return _row(found) if found else None


def proved(row: LotteryRow) -> tuple[Finding, ...]:
    """What is wrong with a draw that was made: nothing where it is what its digests make it."""
    made = Committed(row.seed_digest, row.list_digest, row.number)
    return prove(made, bytes.fromhex(row.seed), row.population, [name for name, _ in row.lots], row.beacon)


def _reached(viewer: Actor) -> QuerySet[Lottery]:
    found = Lottery.objects.select_related("agency")
    return found if viewer is OPERATOR else found.filter(Among("agency", access.reach(viewer)))


def _row(held: Lottery) -> LotteryRow:
    return LotteryRow(
        id=held.pk,
        agency_id=held.agency_id,
        agency=held.agency.name,
        draw_no=held.draw_no,
        name=held.name,
        item_code=held.item_code,
        department=held.department,
        population=tuple(held.population),
        inspectors=tuple(held.inspectors),
        number=held.number,
        each=held.each,
        seed_digest=held.seed_digest,
        list_digest=held.list_digest,
        beacon=held.beacon,
        seed=held.shown_seed,
        lots=tuple((name, rank) for name, rank in held.lots),
        assigned={target: tuple(names) for target, names in held.assigned.items()},
        stage=_stage(held),
        made_at=held.made_at,
        committed_at=held.committed_at,
        drawn_at=held.drawn_at,
        dropped_because=held.dropped_because,
    )


def _stage(held: Lottery) -> LotteryStage:
    if held.dropped_at:
        return LotteryStage.DROPPED
    if held.drawn_at:
        return LotteryStage.DRAWN
    return LotteryStage.COMMITTED if held.committed_at else LotteryStage.PLANNED
