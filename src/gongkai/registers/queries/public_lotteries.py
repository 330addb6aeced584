"""Reads for everybody: draws by lot whose digests are published, before and after they were drawn, with the list drawn from."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gongkai.registers.models.lottery import Lottery
from gongkai.registers.queries.lotteries import LotteryStage

PAGE = 50
_HEAVY = ("population", "inspectors", "recused", "assigned", "lots", "seed")


@dataclass(frozen=True, slots=True)
class PublicLottery:
    """A draw whose digests are published. Nothing of the seed but its digest; nothing of who inspects."""

    id: int
    agency_id: int
    agency: str
    slug: str
    draw_no: str
    name: str
    department: str
    number: int
    seed_digest: str
    list_digest: str
    committed_at: datetime
    stage: LotteryStage


def published_lotteries() -> list[PublicLottery]:
    """The last draws whose digests are published, the newest first; one query that reads no list."""
    return [_row(held) for held in _published().defer(*_HEAVY).order_by("-committed_at", "-pk")[:PAGE]]


def every_published() -> list[int]:
    """The numbers of all draws whose digests are published."""
    return list(_published().order_by("pk").values_list("pk", flat=True))


def published_lottery(lottery_id: int) -> PublicLottery | None:
    """A draw whose digests are published; None for all others."""
    held = _published().defer(*_HEAVY).filter(pk=lottery_id).first()
    return _row(held) if held else None


def lottery_of(agency_id: int, draw_no: str) -> int | None:
    """The draw that an entry of the register tells of; None for one that was drawn elsewhere."""
    found = Lottery.objects.filter(agency=agency_id, draw_no=draw_no, committed_at__isnull=False)
    return found.values_list("pk", flat=True).first()


def population(lottery_id: int) -> list[str]:
    """The list that is drawn from, once its digest is published."""
    found = Lottery.objects.filter(pk=lottery_id, committed_at__isnull=False)
    held: list[str] | None = found.values_list("population", flat=True).first()
    return list(held or ())


def _published() -> "QuerySet[Lottery]":
    return Lottery.objects.select_related("agency").filter(committed_at__isnull=False)


def _row(held: Lottery) -> PublicLottery:
    stage = LotteryStage.DRAWN if held.drawn_at else LotteryStage.COMMITTED
    return PublicLottery(
        id=held.pk,
        agency_id=held.agency_id,
        agency=held.agency.name,
        slug=held.agency.slug,
        draw_no=held.draw_no,
        name=held.name,
        department=held.department,
        number=held.number,
        seed_digest=held.seed_digest,
        list_digest=held.list_digest,
        committed_at=held.committed_at or held.made_at,
        stage=LotteryStage.DROPPED if held.dropped_at else stage,
    )
