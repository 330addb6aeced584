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

from tools.bench.annual_paper import annual_paper
from tools.bench.applications import applications
from tools.bench.channels import channels
from tools.bench.clocks import clocks
from tools.bench.compiling import compiling
from tools.bench.desk import desk
from tools.bench.endurance import endurance
from tools.bench.health import health
from tools.bench.letters import letters_bench
from tools.bench.load import load
from tools.bench.normative import normative
from tools.bench.observatory import observatory
from tools.bench.portal import portal
from tools.bench.privacy import privacy
from tools.bench.proving import proving
from tools.bench.publication import publication
from tools.bench.records import records
from tools.bench.redaction import redaction
from tools.bench.registers import registers
from tools.bench.reports import growth, memory, reading
from tools.bench.rounds import Row
from tools.bench.search import million, search
from tools.bench.signoff import signoff
from tools.bench.static import static
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
    "applications": applications,
    "proving": proving,
    "wording": wording,
    "privacy": privacy,
    "word": word,
    "letters": letters_bench,
    "annual_paper": annual_paper,
    "redaction": redaction,
    "publication": publication,
    "channels": channels,
    "normative": normative,
    "registers": registers,
    "health": health,
    "compiling": compiling,
    "observatory": observatory,
    "portal": portal,
    "search": search,
    "static": static,
    "load": load,
    "endurance": endurance,
}
LONG = {"search-million": million}
"""What takes an hour: measured when it is asked for, with a table of its own."""
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
MARK, END = "<!-- table: make bench ARGS={} -->", "<!-- end of table -->"


def save(rows: Sequence[Row], arguments: str) -> None:
    """Put the table into the page, with machine and day."""
    lines = ["| what | figure | ratio | target |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row.cells)} |" for row in rows]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    table = "\n".join([*lines, "", f"Taken on {date.today().isoformat()}: {machine}."])  # noqa: DTZ011 - a local day
    mark = MARK.format(arguments)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(mark)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{mark}\n{table}\n{END}{after}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument(
        "--only", choices=PARTS | LONG, help="measure one part; only what has a table of its own is saved"
    )
    wanted = parser.parse_args()
    rows = []
    for part in [wanted.only] if wanted.only else PARTS:
        for row in (PARTS | LONG)[part]():
            print(
                "  ".join(
                    f"{cell:<{width}}" for cell, width in zip(row.cells, (44, 36, 52, 0), strict=True)
                ).rstrip(),
                flush=True,
            )
            rows.append(row)
    if wanted.save and not wanted.only:
        save(rows, "--save")
    elif wanted.save and wanted.only in LONG:
        save(rows, f"'--only {wanted.only} --save'")
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
