"""Registers in the world of the desk: a source of penalties with a row, a delivery that waits, one with faults, a draw."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from gongkai.agencies.queries import AgencyRow
from gongkai.records.access import OPERATOR
from gongkai.registers import actions
from gongkai.registers.actions import Handed
from gongkai.registers.actions.entering import enter
from gongkai.registers.actions.lotteries import Plan, plan_lottery
from gongkai.registers.models import Delivery, Record, RowFault, Source, Stage
from gongkai.registers.models.lottery import Lottery

PENALTY = "administrative_penalty"
NAME = "执法平台"


@dataclass(frozen=True)
class Rolls:
    """The numbers of what an agency has."""

    source: int
    record: int
    delivery: int
    waits: int
    lottery: int


def penalty(number: int = 1, **changes: str) -> dict[str, str]:
    """A penalty of a company, by the keys of its fields."""
    given = {
        "document_no": f"云岭罚〔2026〕{number}号",
        "party_name": f"云岭第{number}虚构商贸有限公司",
        "party_kind": "法人及非法人组织",
        "party_uscc": "91350100M000100Y43",
        "violation": f"虚构的违法行为{number}",
        "legal_basis": "《虚构条例》第一条",
        "category": "罚款",
        "content": "罚款1000元。",
        "fine": "1000",
        "decided_on": "2026-03-02",
        "decided_by": "云岭县虚构局",
    }
    return {key: text for key, text in {**given, **changes}.items() if text}


def rolls(agency: AgencyRow, at: datetime, mark: str = "") -> Rolls:
    """What an agency has, made once; `mark` is put into all that can be read of it."""
    source = Source.objects.filter(agency=agency.id, name__endswith=NAME).first()
    if source is None:
        return _made(agency, at, mark)
    found = Delivery.objects.filter(source=source).order_by("pk")
    return Rolls(
        source.pk,
        Record.objects.get(agency=agency.id).pk,
        found.get(stage=Stage.FAULTY).pk,
        found.get(stage__in=(Stage.READY, Stage.DROPPED)).pk,
        Lottery.objects.get(agency=agency.id).pk,
    )


def _made(agency: AgencyRow, at: datetime, mark: str) -> Rolls:
    given = {"by": OPERATOR, "at": at}
    source = actions.open_source(
        agency_id=agency.id, register=PENALTY, name=f"{mark}{NAME}", by=OPERATOR, at=at - timedelta(days=99)
    )
    cells = penalty(violation=f"{mark}虚构的违法行为")
    record = enter(agency_id=agency.id, register=PENALTY, cells=cells, **given)  # type: ignore[arg-type]
    faulty, waits = (
        _delivery(source, f"{mark}{stage}.csv", stage, at) for stage in (Stage.FAULTY, Stage.READY)
    )
    RowFault.objects.create(delivery_id=faulty, row=2, column=f"{mark}列", message="请核对。")
    plan = Plan("2026-001", f"{mark}抽查", "虚构局", ("甲公司", "乙公司"), 1)
    lottery = plan_lottery(agency_id=agency.id, plan=plan, **given)  # type: ignore[arg-type]
    return Rolls(source, record, faulty, waits, lottery)


def _delivery(source: int, name: str, stage: Stage, at: datetime) -> int:
    handed = Handed(name, sha256(name.encode()).hexdigest())
    number = actions.begin(source_id=source, handed=handed, by=OPERATOR, at=at)
    Delivery.objects.filter(pk=number).update(stage=stage, faults=int(stage is Stage.FAULTY), rows=1)
    return number
