"""A county with two departments, sources of licences, and files as other systems write them; all invented."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.law.registers import definition
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.running import perform, take
from gongkai.registers import actions
from gongkai.registers.actions import Handed
from gongkai.registers.models import Delivery, Record
from tests.signoff.office import actor, duty, user

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday, noon in China
LICENCE, PENALTY = "administrative_licence", "administrative_penalty"
_numbers = count(1)


@dataclass(frozen=True)
class County:
    """A county, two departments of it, a county beside it."""

    xian: Agency
    ju: Agency
    other: Agency
    lin: Agency

    def person(self, role: Role = Role.DISCLOSURE_OFFICER, at: Agency | None = None) -> Actor:
        """Somebody new in a role; supervisors of the county reach its departments."""
        agency = at or self.ju
        reach = [agency.pk]
        if role is Role.SUPERVISOR and agency == self.xian:
            reach += [self.ju.pk, self.other.pk]
        return actor(user(f"{agency.slug}-{role.value}-{next(_numbers)}"), duty(role, *reach))


def county() -> County:
    xian = _body("xian", "county")
    return County(
        xian, _body("ju", "department", xian), _body("ting", "department", xian), _body("lin", "county")
    )


def _body(slug: str, level: str, parent: Agency | None = None) -> Agency:
    return Agency.objects.create(
        slug=slug, name=f"云岭县{slug}", kind="department", level=level, region="虚构省", parent=parent
    )


def licence(number: int, **changes: str) -> dict[str, str]:
    """A licence of a company, by the keys of its fields."""
    given = {
        "document_no": f"云岭许准〔2026〕{number}号",
        "document_title": f"关于第{number}号虚构事项的准予许可决定书",
        "category": "普通",
        "party_name": f"云岭第{number}虚构商贸有限公司",
        "party_kind": "法人及非法人组织",
        "party_uscc": "91350100M00010000P",
        "content": "准予从事虚构的经营活动。",
        "decided_on": "2026-02-10",
        "valid_from": "2026-02-10",
        "valid_until": "2099-12-31",
        "decided_by": "云岭县虚构局",
        "decided_by_uscc": "11350100M000100000",
        "status": "有效",
        "open": "是",
        "source_unit": "云岭县虚构局",
        "source_unit_uscc": "11350100M000100000",
    }
    known = definition(LICENCE).by_key
    return {key: text for key, text in {**given, **changes}.items() if key in known and text}


def penalty(number: int, **changes: str) -> dict[str, str]:
    """A penalty of a company, by the keys of its fields."""
    given = {
        "document_no": f"云岭罚〔2026〕{number}号",
        "party_name": f"云岭第{number}虚构商贸有限公司",
        "party_kind": "法人及非法人组织",
        "party_uscc": "91350100M00010000P",
        "violation": "虚构的违法行为类型",
        "facts": "虚构的违法事实。",
        "legal_basis": "虚构的处罚依据。",
        "category": "罚款",
        "content": "罚款一千元。",
        "fine": "1000",
        "decided_on": "2026-02-10",
        "decided_by": "云岭县虚构局",
        "status": "有效",
        "open": "是",
    }
    if changes.get("status"):
        given["status_reason"] = "虚构的理由"
    return {key: text for key, text in {**given, **changes}.items() if text}


def as_csv(rows: Iterable[Mapping[str, str]], register: str = LICENCE) -> bytes:
    """Rows as CSV under the labels of the register."""
    known = definition(register).by_key
    rows = list(rows)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([known[key].label if key in known else key for key in keys])
    writer.writerows([[row.get(key, "") for key in keys] for row in rows])
    return made.getvalue().encode()


def as_jsonl(rows: Iterable[Mapping[str, str]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def source(agency: Agency, register: str = LICENCE, **more: Any) -> int:
    name = more.pop("name", f"来源{next(_numbers)}")
    return actions.open_source(
        agency_id=agency.pk, register=register, name=name, by=OPERATOR, at=NOON - timedelta(days=400), **more
    )


def begun(source_id: int, data: bytes, at: datetime = NOON, **more: Any) -> int:
    """A delivery whose file lies outside of the platform."""
    handed = Handed("报送.csv", sha256(data).hexdigest(), **more)
    return actions.begin(source_id=source_id, handed=handed, by=OPERATOR, at=at)


def delivered(folder: Path, source_id: int, data: bytes, at: datetime = NOON, **more: Any) -> Delivery:
    """A file read to its end and, if nothing is wrong, applied and indexed."""
    number = begun(source_id, data, at, **more)
    path = folder / f"{number}.csv"
    path.write_bytes(data)
    found = actions.read_and_apply(delivery_id=number, path=path, at=at)
    actions.follow(number)
    found.refresh_from_db()
    return found


def work_off(at: datetime = NOON) -> None:
    """All that waits for workers, within the transaction of the test."""
    while taken := take(worker="甲", at=at + timedelta(days=1), hold=timedelta(minutes=1)):
        perform(taken, at=at)


def state() -> list[tuple[Any, ...]]:
    """What the records say, whichever way they came in."""
    rows = Record.objects.order_by("register", "agency", "key")
    return list(
        rows.values_list(
            *("register", "agency_id", "key", "fingerprint", "as_of", "dated_on", "due_on", "late", "title"),
            *("party", "amount", "marks", "state", "left_on", "values", "masks", "pulled", "words"),
        )
    )
