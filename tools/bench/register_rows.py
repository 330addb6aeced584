"""One side of the bench of registers, in a process of its own: files as other systems write them, taken in and read.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import csv
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.test.utils import CaptureQueriesContext

from gongkai.law.registers import definition
from gongkai.law.report.periods import Period
from gongkai.records.access import OPERATOR
from gongkai.registers import actions
from gongkai.registers.actions import Handed
from gongkai.registers.backends import inside
from gongkai.registers.models import Delivery, Record
from gongkai.registers.queries.counts import by_agency_and_year, cells
from gongkai.registers.queries.records import Asked, public_page
from tests.signoff import office
from tools.bench.registers import DECISIONS

BODIES = 20
FIRST = date(2016, 1, 4)
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
WORDS = (
    *("虚构商贸有限公司", "公司", "有限", "餐饮", "第77777虚构", "云岭许准〔2023〕1234号", "不存在的字句"),
    *("建筑工程施工许可", "罚款", "云岭 餐饮", "食品经营", "第123", "准予 建筑", "道路运输"),
)
_TRADES = ("餐饮", "商贸", "建筑", "运输", "农业", "物流", "科技", "文化")
_ITEMS = (
    "食品经营许可",
    "建筑工程施工许可",
    "道路运输经营许可",
    "取水许可",
    "特种设备使用登记",
    "户外广告设置许可",
)
_CODE, _USCC = "11350100M000100000", "91350100M00010000P"


def decisions(register: str, many: int) -> Iterator[dict[str, str]]:
    """Rows of a register; every twelfth is of a natural person, every two hundredth is not to be shown."""
    needed = [field for field in definition(register).fields if field.required]
    for number in range(many):
        on = FIRST + timedelta(days=number * 3_650 // many)
        trade, item = _TRADES[number % 8], _ITEMS[number % 6]
        row = {field.key: "虚构内容" for field in needed} | {
            "document_no": f"云岭许准〔{on.year}〕{number}号",
            "document_title": f"关于准予{trade}第{number}虚构{item}的决定书",
            "party_name": f"云岭第{number}虚构{trade}有限公司",
            "party_kind": "法人及非法人组织",
            "party_uscc": _USCC,
            "content": f"准予从事虚构的{trade}活动，有效期五年；持证人应当在经营场所的显著位置悬挂证书。",
            "facts": "当事人未按照规定的期限办理变更登记，经责令限期改正后仍未改正，有虚构的现场笔录为证。",
            "decided_on": on.isoformat(),
            "decided_by": "云岭市虚构局",
            "decided_by_uscc": _CODE,
            "open": "否" if number % 200 == 7 else "是",
            "status": "有效",
            "机关": f"b{number % BODIES}",
        }
        if number % 12 == 5:
            row |= {
                "party_name": f"甲虚{chr(0x4E00 + number % 5_000)}",
                "party_kind": "自然人",
                "party_uscc": "",
            }
            row |= {"party_id_kind": "居民身份证", "party_id_number": "110101199003074514"}
        if "fine" in definition(register).by_key:
            row["fine"] = str(100 * (number % 90 + 1))
        if "category" in row:
            choices = definition(register).by_key["category"].choices
            row["category"] = choices[number % len(choices)] if choices else "罚款"
        for field in needed:
            if field.choices and row[field.key] not in field.choices:
                row[field.key] = field.choices[0]
        yield {key: text for key, text in row.items() if key in definition(register).by_key or key == "机关"}


def written(folder: Path, size: int) -> dict[str, Path]:
    """A file for each register, together of so many rows."""
    found = {}
    for register, many in DECISIONS.items():
        place = folder / f"{register}.csv"
        with place.open("w", encoding="utf-8", newline="") as stream:
            rows = decisions(register, max(1, many * size // sum(DECISIONS.values())))
            known = definition(register).by_key
            heads = [*known, "机关"]
            writer = csv.writer(stream)
            writer.writerow([known[key].label if key in known else key for key in heads])
            writer.writerows([row.get(key, "") for key in heads] for row in rows)
        found[register] = place
    return found


def plain(files: dict[str, Path]) -> dict[str, float]:
    """The same rows read by the csv module and put into tables without an index, each cell as a text."""
    started = time.perf_counter()
    for register, place in files.items():
        with place.open(encoding="utf-8", newline="") as stream, transaction.atomic():
            rows = csv.reader(stream)
            columns = [f"c{n}" for n in range(len(next(rows)))]
            with connection.cursor() as cursor:
                cursor.execute(
                    f"CREATE TABLE bare_{register} ({', '.join(f'{each} text' for each in columns)})"
                )
            while some := list(islice(rows, 2_000)):
                inside().bring(f"bare_{register}", columns, some)
    return {"seconds": time.perf_counter() - started}


def brought(files: dict[str, Path], sources: dict[str, int], at: datetime) -> dict[str, Any]:
    """Each file read, applied and put into the index; the seconds of each."""
    before, told = _megabytes(), {"rows": 0, "changed": 0, "stage": 0.0, "apply": 0.0, "follow": 0.0}
    for register, place in files.items():
        handed = Handed(place.name, "0" * 64, as_of=NOW)
        number = actions.begin(source_id=sources[register], handed=handed, by=OPERATOR, at=at)
        told["stage"] += _seconds(lambda n=number, p=place: actions.stage(delivery_id=n, path=p))  # type: ignore[misc]
        done = Delivery.objects.get(pk=number)
        if done.stage != "ready":
            raise SystemExit(
                f"{done.message} {list(done.row_faults.values_list('row', 'column', 'message')[:5])}"
            )
        told["apply"] += _seconds(lambda n=number: actions.apply(delivery_id=n, by=OPERATOR, at=at))  # type: ignore[misc]
        told["follow"] += _seconds(lambda n=number: actions.follow(n))  # type: ignore[misc]
        told["rows"] += done.made + done.same
        told["changed"] += done.made + done.corrected
    peak = _megabytes()
    return {**told, "grown": peak - before, "peak": peak, "seconds": told["stage"] + told["apply"]}


def asked(name: str, turn: int, bodies: list[int]) -> Any:
    """One read; its answer is not looked at."""
    register = list(DECISIONS)[turn % 2]
    some = frozenset({bodies[turn % BODIES]}) if turn % 3 else None
    year = 2016 + turn % 10 if turn % 4 else None
    if name == "list":
        first = public_page(Asked(register, some, year=year))
        return public_page(Asked(register, some, year=year, before=first.next)) if turn % 5 == 4 else first
    if name == "words":
        return public_page(Asked(register, some, year=year, words=WORDS[turn % len(WORDS)]))
    if name == "counts":
        return by_agency_and_year(register)
    if name == "cells":
        return cells(Period(2021 + turn % 5), frozenset(bodies))
    rows = (
        Record.objects.filter(register=register)
        .annotate(year=ExtractYear("dated_on"))
        .values_list("agency", "year")
    )
    return list(rows.annotate(many=Count("pk")))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(size: int) -> None:
    """Make agencies, sources and files; then do what standard input names, and print what it took."""
    settings.REQUEST_LOG = False
    call_command("migrate", verbosity=0)
    top = office.agency("top")
    bodies = [office.agency(f"b{n}", top).pk for n in range(BODIES)]
    files = written(Path(settings.DATA), size)
    sources = {
        register: actions.open_source(
            agency_id=top.pk,
            register=register,
            name="城市系统",
            mapping={"机关": "@agency"},
            by=OPERATOR,
            at=NOW,
        )
        for register in files
    }
    for line in sys.stdin:
        name, _, turn = line.strip().partition(" ")
        if name == "plain":
            told: Any = plain(files)
        elif name in ("import", "again"):
            told = brought(files, sources, NOW if name == "import" else NOW + timedelta(days=1))
        else:
            with CaptureQueriesContext(connection) as captured:
                seconds = _seconds(lambda n=name, t=int(turn): asked(n, t, bodies))  # type: ignore[misc]
            told = [1000 * seconds, len(captured)]
        print(json.dumps(told), flush=True)
