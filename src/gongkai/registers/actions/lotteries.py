"""Writes: lots of random inspections: the lists are entered, committed to, drawn from; what came of it enters the register.

The seed is made here when the digests are published, sealed, and told to nobody before the draw; the beacon is a word that
nobody could know by then. So neither whoever enters the beacon nor whoever keeps the machine chooses.   依据：双随机、一公开
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.law.registers import CannotDraw, assign, commitment, draw
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day
from gongkai.registers import access
from gongkai.registers.actions.entering import enter
from gongkai.registers.models.lottery import Lottery

DRAWS = "inspection_draw"
MOST = 100_000
"""Names of one list."""
SEED = 32
NO_LOTTERY = "没有这次抽取，或者它不属于您所在的机关。请刷新后再看。"
TOO_SOON = "摘要今天才公布。请从明天起抽取，并填写公布摘要以后才产生的公共随机值。"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn; see `Lottery`."""

    draw_no: str
    name: str
    department: str
    population: tuple[str, ...]
    number: int
    item_code: str = ""
    inspectors: tuple[str, ...] = ()
    each: int = 2
    recused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@transaction.atomic
def plan_lottery(*, agency_id: int, plan: Plan, by: Actor, at: datetime) -> int:
    """Enter the lists of a draw; its number. Refused for names that stand twice, and for more lots than names."""
    duty = access.require_importing(by, agency_id)
    _refuse_unfit(plan)
    try:
        with transaction.atomic():
            made = Lottery.objects.create(
                agency_id=agency_id,
                draw_no=refuse_without(plan.draw_no, 60, "抽取编号"),
                name=refuse_without(plan.name, 200, "抽查任务"),
                item_code=plan.item_code.strip()[:100],
                department=refuse_without(plan.department, 200, "检查部门"),
                population=list(plan.population),
                inspectors=list(plan.inspectors),
                recused={target: list(names) for target, names in plan.recused.items()},
                number=plan.number,
                each=plan.each,
                made_at=at,
                made_by=by.username,
            )
    except IntegrityError:
        raise Refused("本机关已有这个抽取编号，请另编一个。") from None
    _told("registers.plan_lottery", made, by, at, duty, details={"names": len(plan.population)})
    return made.pk


@transaction.atomic
def commit_lottery(*, lottery_id: int, by: Actor, at: datetime) -> None:
    """Publish the digests of list and seed. From here on neither can be changed. Refused unless it is planned."""
    held, duty = _held(lottery_id, by)
    if held.committed_at or held.dropped_at:
        raise Refused("摘要已经公布，或者这次抽取已经作废。请刷新后再看。")
    seed = secrets.token_bytes(SEED)
    made = commitment(seed, held.population, held.number)
    held.seed, held.seed_digest, held.list_digest = seed.hex(), made.seed_digest, made.list_digest
    held.committed_at, held.committed_by = at, by.username
    held.save(update_fields=["seed", "seed_digest", "list_digest", "committed_at", "committed_by"])
    details = {"seed_digest": made.seed_digest, "list_digest": made.list_digest}
    _told("registers.commit_lottery", held, by, at, duty, details=details)


@transaction.atomic
def draw_lottery(*, lottery_id: int, beacon: str, by: Actor, at: datetime) -> int:
    """Draw, publish the seed, and enter the draw in its register; the number of its record. Once, at the earliest on the
    day after the digests were published.
    """
    held, duty = _held(lottery_id, by)
    word = refuse_without(beacon, 200, "公共随机值")
    if not held.committed_at or held.drawn_at or held.dropped_at:
        raise Refused("还没有公布摘要，或者已经抽取、作废。请刷新后再看。")
    if civil_day(at) <= civil_day(held.committed_at):
        raise Refused(TOO_SOON)
    opened = str(held.seed.unsealed())
    seed = bytes.fromhex(opened)
    try:
        lots = draw(seed, held.population, held.number, word)
        names = [lot.name for lot in lots]
        chosen = (
            assign(seed, names, held.inspectors, held.each, held.recused, word) if held.inspectors else {}
        )
    except CannotDraw as problem:
        raise Refused(str(problem)) from problem
    held.beacon, held.shown_seed = word, opened
    held.lots = [[lot.name, lot.rank] for lot in lots]
    held.assigned = {target: list(inspectors) for target, inspectors in chosen.items()}
    held.drawn_at, held.drawn_by = at, by.username
    held.save(update_fields=["beacon", "shown_seed", "lots", "assigned", "drawn_at", "drawn_by"])
    _told("registers.draw_lottery", held, by, at, duty, details={"lots": len(lots), "seed": opened})
    return enter(agency_id=held.agency_id, register=DRAWS, cells=_cells(held, at), by=by, at=at)


@transaction.atomic
def drop_lottery(*, lottery_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Give a draw up that was not made; what was published of it stays, with the reason."""
    held, duty = _held(lottery_id, by)
    told = refuse_without(reason, 200, "作废原因")
    if held.drawn_at or held.dropped_at:
        raise Refused("已经抽取或者作废，不能再作废。")
    held.dropped_at, held.dropped_because = at, told
    held.save(update_fields=["dropped_at", "dropped_because"])
    _told("registers.drop_lottery", held, by, at, duty, reason=told)


def _refuse_unfit(plan: Plan) -> None:
    try:
        for names, number in ((plan.population, plan.number), (plan.inspectors, 0)):
            commitment(bytes(SEED), names, number)
    except CannotDraw as problem:
        raise Refused(str(problem)) from problem
    if not plan.number:
        raise Refused("抽取数量至少是1。")
    if plan.inspectors and not 1 <= plan.each <= len(plan.inspectors):
        raise Refused(f"检查人员名录里有{len(plan.inspectors)}人，每个对象不能派{plan.each}人。")
    if len(plan.population) > MOST or len(plan.inspectors) > MOST:
        raise Refused(f"一份名录最多{MOST // 10_000}万个。")
    _refuse_long((*plan.population, *plan.inspectors))
    known = set(plan.population)
    if strange := [target for target in plan.recused if target not in known]:
        raise Refused(f"回避名单里的“{strange[0]}”不在检查对象名录里，请核对。")


def _refuse_long(names: Iterable[str]) -> None:
    for name in names:
        refuse_longer(name, 200, "名录里的名称")


def _cells(held: Lottery, at: datetime) -> dict[str, str]:
    """The row of the draw in its register."""
    return {
        "draw_no": held.draw_no,
        "name": held.name,
        "item_code": held.item_code,
        "department": held.department,
        "population": str(len(held.population)),
        "number": str(held.number),
        "seed_digest": held.seed_digest,
        "list_digest": held.list_digest,
        "committed_on": civil_day(held.committed_at or at).isoformat(),
        "beacon": held.beacon,
        "seed": held.shown_seed,
        "drawn_on": civil_day(at).isoformat(),
        "drawn": "\n".join(name for name, _ in held.lots),
    }


def _held(lottery_id: int, by: Actor) -> tuple[Lottery, Duty | None]:
    held = Lottery.objects.select_for_update().filter(pk=lottery_id).first()
    if held is None:
        raise Refused(NO_LOTTERY)
    return held, access.require_importing(by, held.agency_id)


def _told(
    action: str,
    held: Lottery,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    details: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    log(
        action,
        f"register_lottery:{held.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        reason=reason,
        details=details,
    )
