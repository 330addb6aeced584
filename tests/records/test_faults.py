"""Many writers at once, and writers that are killed: nothing is lost, nothing comes twice, the chain holds.

GONGKAI_TEST_KILLS sets how many rounds of killing there are.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.records.databases import own_database, surroundings

KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "20"))
TIMES = 20
LIMIT = 300


def run(folder: Path, *words: str) -> dict[str, Any]:
    """Run a scenario of process.py; what is in its database afterwards."""
    with own_database(folder) as database:
        done = subprocess.run(
            [sys.executable, "-m", "tests.records.process", *words],
            cwd=ROOT,
            env=surroundings(database, folder),
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    left: dict[str, Any] = json.loads(done.stdout)
    return left


def test_many_writers_at_once(tmp_path: Path) -> None:
    left = run(tmp_path, "crowd", str(TIMES))
    count = TIMES * 16
    assert left["codes"] == [0] * 16
    assert sorted(left["said"]) == list(range(1, count + 1))
    assert left["numbers"] == list(range(1, count + 1))
    assert (left["last"], left["head"], left["faults"]) == (count, count, [])


def test_writers_are_killed(tmp_path: Path) -> None:
    """What was said to be committed is there; what is there beyond it is whole; no number is skipped."""
    left = run(tmp_path, "killed", str(KILLS), str(random.randrange(1_000_000)))
    assert left["numbers"] == list(range(1, left["last"] + 1))
    assert set(left["said"]) <= set(left["numbers"])
    assert len(left["said"]) == len(set(left["said"])) >= KILLS
    assert (left["head"], left["faults"], left["damaged"]) == (left["last"], [], [])
