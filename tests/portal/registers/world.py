"""What tests of public registers share: rows that were brought in, with names that nobody may find anywhere."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client

from gongkai.agencies.models import Agency
from gongkai.law.registers import commitment, draw
from gongkai.registers.models import Record
from tests.registers.world import LICENCE, NOON, PENALTY, as_csv, delivered, licence, source

NAME, NUMBER, INSIDE = "甲虚构", "110101199003074514", "内部备注虚构不公开"
"""A person, the number of that person's identity card, and what only officers read."""
ROOT = "/gsgk/"


def penalty(number: int, **changes: str) -> dict[str, str]:
    """A penalty of a company, by the keys of its fields; an empty text leaves a field out."""
    given = {
        "document_no": f"云岭罚决〔2026〕{number}号",
        "party_name": f"云岭第{number}虚构食品有限公司",
        "party_kind": "法人及非法人组织",
        "party_uscc": "91350100M00010000P",
        "violation": f"第{number}件虚构违法行为",
        "legal_basis": "虚构的处罚依据",
        "category": "罚款",
        "content": "罚款。",
        "fine": "5000.00",
        "decided_on": "2026-02-26",
        "decided_by": "云岭县虚构局",
        "status": "有效",
    }
    return {key: text for key, text in {**given, **changes}.items() if text}


def about_a_person(number: int, **changes: str) -> dict[str, str]:
    """A penalty of a natural person, whose name and number stand in other texts too."""
    told = {
        "party_name": NAME,
        "party_kind": "自然人",
        "party_uscc": "",
        "party_id_kind": "居民身份证",
        "party_id_number": NUMBER,
        "facts": f"经查，{NAME}（{NUMBER}）违法。",
        "remark": INSIDE,
    }
    return penalty(number, **{**told, **changes})


def brought(
    folder: Path, at: Agency, rows: list[dict[str, str]], register: str = PENALTY, **more: Any
) -> list[int]:
    """Bring rows in as a source does; the numbers of all records of the register at the agency, the oldest first."""
    when: datetime = more.pop("when", NOON)
    done = delivered(folder, source(at, register), as_csv(rows, register), when, **more)
    assert (done.stage, done.message) == ("applied", "")
    found = Record.objects.filter(register=register, agency=at).order_by("pk")
    return list(found.values_list("pk", flat=True))


def licences(folder: Path, at: Agency, many: int, since: int = 1) -> list[int]:
    """So many licences."""
    return brought(folder, at, [licence(number) for number in range(since, since + many)], LICENCE)


def got(address: str, status: int = 200) -> str:
    """What somebody reads at an address; a file is read to its end."""
    answer: HttpResponseBase = Client().get(address)
    assert answer.status_code == status, address
    if isinstance(answer, StreamingHttpResponse):
        return b"".join(answer.streaming_content).decode()  # type: ignore[arg-type] # no view is asynchronous
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def draw_row(population: list[str], **changes: str) -> dict[str, str]:
    """A draw with all that it takes to prove it."""
    seed, beacon, number = bytes(range(32)), "虚构指数3141.59", 3
    committed = commitment(seed, population, number)
    given = {
        "draw_no": "YLCJ01",
        "name": "虚构的随机抽查",
        "department": "云岭县虚构局",
        "population": str(len(population)),
        "names": "\n".join(population),
        "number": str(number),
        "seed_digest": committed.seed_digest,
        "list_digest": committed.list_digest,
        "committed_on": "2026-02-20",
        "beacon": beacon,
        "seed": seed.hex(),
        "drawn_on": "2026-02-26",
        "drawn": "\n".join(lot.name for lot in draw(seed, population, number, beacon)),
    }
    return {key: text for key, text in {**given, **changes}.items() if text}


def budget(unit: str, year: int, kind: str, endorsed_on: str) -> dict[str, str]:
    """A budget or final accounts of a department."""
    return {
        "unit": unit,
        "unit_kind": "部门",
        "year": str(year),
        "kind": kind,
        "title": f"{unit}{year}年部门{kind}",
        "endorsed_on": endorsed_on,
        "spending": "1000000.00",
        "page": "https://yunling.example/yjs/",
    }


def later(days: int) -> datetime:
    """So many days after noon."""
    return NOON + timedelta(days=days)


def is_postgresql() -> bool:
    """Whether the tests run on PostgreSQL."""
    return connection.vendor == "postgresql"
