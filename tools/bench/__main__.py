"""Measure: `make bench`. Ratios within one run count, not absolute times.

Several rounds, in which the compared sides take turns; the middle one counts. The exit code is 1 when a target is
missed. Nothing is written, except with `--save`, which puts the table into docs/performance.md.
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.bench.clocks import clocks
from tools.bench.desk import desk
from tools.bench.endurance import endurance
from tools.bench.privacy import privacy
from tools.bench.publication import publication
from tools.bench.records import records
from tools.bench.reports import growth, memory, reading
from tools.bench.rounds import Row
from tools.bench.signoff import signoff
from tools.bench.word import word
from tools.bench.wording import wording

PARTS = {
    "reading": reading,
    "growth": growth,
    "memory": memory,
    "clocks": clocks,
    "records": records,
    "signoff": signoff,
    "desk": desk,
    "wording": wording,
    "privacy": privacy,
    "word": word,
    "publication": publication,
    "endurance": endurance,
}
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
MARKS = ("<!-- table: make bench ARGS=--save -->", "<!-- end of table -->")


def save(rows: Sequence[Row]) -> None:
    """Put the table into the page, with machine and day."""
    lines = ["| what | figure | ratio | target |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row.cells)} |" for row in rows]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    table = "\n".join([*lines, "", f"Taken on {date.today().isoformat()}: {machine}."])  # noqa: DTZ011 - a local day
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    PAGE.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--only", choices=PARTS, help="measure one part; nothing is saved")
    wanted = parser.parse_args()
    rows = []
    for part in [wanted.only] if wanted.only else PARTS:
        for row in PARTS[part]():
            print(
                "  ".join(
                    f"{cell:<{width}}" for cell, width in zip(row.cells, (44, 36, 52, 0), strict=True)
                ).rstrip(),
                flush=True,
            )
            rows.append(row)
    if wanted.save and not wanted.only:
        save(rows)
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
