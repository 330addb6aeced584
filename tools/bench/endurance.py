"""The whole platform whose web server and worker are killed again and again: what is lost, on SQLite and on PostgreSQL."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.endurance.verdict import wrong
from tests.records.databases import surroundings
from tools.bench.rounds import Row
from tools.bench.sides import ROOT, databases

ROUNDS = 30


def endurance() -> Iterator[Row]:
    """What was acknowledged, how often somebody was cut off, what does not hold afterwards: nothing may."""
    with databases() as kinds:
        for kind, address in kinds:
            with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
                done = subprocess.run(
                    [sys.executable, "-m", "tests.endurance.process", str(ROUNDS), "1"],
                    cwd=ROOT,
                    env=surroundings(address("endurance"), Path(folder)),
                    stdout=subprocess.PIPE,
                    check=True,
                )
            left = json.loads(done.stdout)
            faults = list(wrong(left))
            yield Row(
                f"{ROUNDS} rounds of kill -9, {kind}",
                f"{sum(left['acknowledged'].values()):,} writes acknowledged, {left['unanswered']} requests cut off, "
                f"{left['interrupted']} jobs cut off: {'；'.join(faults) or 'nothing lost, nothing twice'}",
                kept=not faults,
            )
