"""Imports that are killed: `python -m tests.publication.imports ROUNDS SEED` prints what is in the database at its end."""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

ROWS = 2_000
SIZE = 25  # rows of a block


def row(number: int) -> dict[str, str]:
    """A row of an older platform; every tenth is wrong, every hundredth stands twice, some have a telephone in them."""
    told = "，联系人：王小明 13812345678" if number % 50 == 1 else ""
    return {
        "id": str(number - 1 if number % 100 == 99 else number),
        "title": f"关于第{number}次虚构检查的通知" if number % 10 else "",
        "body": f"<p>正文{number}{told}</p>",
        "column": "tzgg",
        "published_at": f"{2010 + number % 15}-03-02",
    }


def written(place: Path) -> Path:
    place.write_text(
        "".join(f"{json.dumps(row(number), ensure_ascii=False)}\n" for number in range(ROWS)), "utf-8"
    )
    return place


def killed(run_id: int, place: Path, chance: random.Random) -> bool:
    """Import in another process, which is killed at some moment; whether it came to its end before."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            _work(run_id, place)
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a fork must never run on as its parent
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    time.sleep(chance.uniform(0.05, 0.5))
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _work(run_id: int, place: Path) -> None:
    from gongkai.documents.items.sources import open_source
    from gongkai.publication.actions.importing_work import work_through
    from gongkai.records.access import OPERATOR

    with open_source(place) as source:
        work_through(run_id=run_id, source=source, by=OPERATOR, size=SIZE)


def result(run_id: int) -> dict[str, Any]:
    from gongkai.publication.models import Edition, ImportRemark, ImportRun, Item
    from gongkai.records.queries.chain import faults

    run = ImportRun.objects.get(pk=run_id)
    return {
        "vendor": connection.vendor,
        "outcome": run.outcome,
        "counts": [run.kept, run.known, run.refused, run.next_row],
        "imported": sorted(Item.objects.values_list("imported_from", flat=True)),
        "numbers": sorted(Item.objects.values_list("index_no", flat=True)),
        "public": Item.objects.filter(stand="public", public__item__isnull=False).count(),
        "editions": Edition.objects.count(),
        "fault_rows": list(run.faults.order_by("row").values_list("row", flat=True)),
        "remarks": ImportRemark.objects.count(),
        "chain": [fault.what for fault in faults()],
    }


def main(rounds: str, seed: str) -> None:
    django.setup()
    from datetime import UTC, datetime

    from gongkai.documents.items.sources import open_source
    from gongkai.publication.actions.importing import begin_import, start_import
    from gongkai.publication.queries import Into
    from gongkai.records.access import OPERATOR
    from tests.publication.office import agency, column

    column()
    place = written(Path(settings.DATA) / "old.jsonl")
    at = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    with open_source(place) as source:
        run_id = start_import(
            agency_id=agency("a").pk, source=source, into=Into.PUBLIC, platform="旧站", by=OPERATOR, at=at
        )
    begin_import(run_id=run_id, by=OPERATOR, at=at)
    chance = random.Random(int(seed))
    ended = sum(killed(run_id, place, chance) for _ in range(int(rounds)))
    _work(run_id, place)
    sys.stdout.write(json.dumps({**result(run_id), "ended": ended}))


if __name__ == "__main__":
    main(*sys.argv[1:])
