"""Deliveries as real processes: `python -m tests.registers.process SCENARIO` prints what is in the database then."""

import base64
import json
import os
import random
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import django
from django.db import connection

from tests.records.process import ended, fork

CROWD = 16
ROWS = 60
KILLED_ROWS = 200
BATCH = 20


def brings(says: int, folder: Path, source_id: int, me: int) -> None:
    """Bring a file whose rows others bring too, and one of one's own; go on wherever it stands."""
    from gongkai.registers import actions
    from tests.registers.world import NOON, as_csv, begun, licence

    rows = [licence(number, content=f"第{me:02}次报送的虚构内容。") for number in range(1, ROWS + 1)]
    rows.append(licence(1_000 + me))
    random.Random(me).shuffle(rows)
    data = as_csv(rows)
    path = folder / f"{me}.csv"
    path.write_bytes(data)
    number = begun(source_id, data)
    done = actions.read_and_apply(delivery_id=number, path=path, at=NOON)
    actions.follow(number)
    os.write(says, f"{done.stage} {number}\n".encode())


def crowd(folder: Path, source_id: int) -> dict[str, Any]:
    """Sixteen deliveries at once, all of the same records and one each of their own."""
    started = [fork(partial(brings, folder=folder, source_id=source_id, me=me)) for me in range(CROWD)]
    said = [line.decode().split() for _, pipe in started for line in pipe]
    return {"codes": [ended(number, pipe) for number, pipe in started], "said": said}


def goes_on(says: int, folder: Path, number: int) -> None:
    """Read and apply a delivery from wherever it stands."""
    from gongkai.registers import actions
    from gongkai.registers.actions import staging
    from tests.registers.world import NOON

    staging.BATCH = BATCH
    os.write(says, b"begun\n")
    actions.read_and_apply(delivery_id=number, path=folder / "killed.csv", at=NOON)
    actions.follow(number)
    os.write(says, b"done\n")


def killed(folder: Path, source_id: int) -> dict[str, Any]:
    """One delivery whose process is killed at random moments, and goes on each time; then the same rows once more."""
    from gongkai.registers.models import Delivery, Record
    from tests.registers.world import NOON, as_csv, begun, delivered, licence

    delivered(
        folder,
        source_id,
        as_csv([licence(n, content="先前的虚构内容。") for n in range(1, 50)]),
        as_of=NOON.replace(year=2025),
    )
    data = as_csv([licence(number) for number in range(1, KILLED_ROWS + 1)])
    (folder / "killed.csv").write_bytes(data)
    number, chance, halves, kills = begun(source_id, data), random.Random(11), [], 0
    for turn in range(25):
        process, pipe = fork(partial(goes_on, folder=folder, number=number))
        pipe.readline()
        time.sleep(chance.uniform(0, 0.004 + 0.004 * turn))
        os.kill(process, signal.SIGKILL)
        kills += ended(process, pipe) != 0
        connection.close()
        left = Delivery.objects.get(pk=number)
        halves.append([left.stage, left.rows, Record.objects.count()])
        if left.stage == "applied" and left.sought is None:
            break
    process, pipe = fork(partial(goes_on, folder=folder, number=number))
    code = ended(process, pipe)
    return {"codes": [code], "halves": halves, "kills": kills}


def result() -> dict[str, Any]:
    """What is in the database, and what does not fit together in it."""
    from gongkai.records.models import LogEntry
    from gongkai.records.queries.chain import faults
    from gongkai.registers.models import Delivery, Record, Staged, Tally
    from gongkai.registers.queries.records import Asked, public_page
    from tests.registers.world import LICENCE

    rows = list(Record.objects.values_list("values", "changed_by"))
    newest = Delivery.objects.filter(stage="applied").order_by("-pk").values_list("pk", flat=True).first()
    return {
        "vendor": connection.vendor,
        "titles": sorted(Record.objects.values_list("title", flat=True)),
        "contents": sorted({values["content"] for values, _ in rows}),
        "common": sorted({by for values, by in rows if "次报送" in values["content"]}),
        "newest": newest,
        "sum": sum(Tally.objects.values_list("n", flat=True)),
        "staged": Staged.objects.count(),
        "found": len(public_page(Asked(LICENCE, words="虚构商贸", size=1_000)).rows),
        "applied": LogEntry.objects.filter(action="registers.apply").count(),
        "faults": [fault.what for fault in faults()],
    }


def main(scenario: str) -> None:
    os.environ["GONGKAI_SEALING_KEYS"] = "test:" + base64.b64encode(bytes(32)).decode()
    django.setup()
    from tests.registers.world import county, source

    folder = Path(os.environ["GONGKAI_DATA"])
    told = globals()[scenario](folder, source(county().ju))
    sys.stdout.write(json.dumps({**result(), **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
