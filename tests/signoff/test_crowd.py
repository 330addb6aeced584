"""Sixteen people at once: one wins each step, the others are told, nothing is lost and nothing is half done."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.records.databases import own_database, surroundings
from tests.signoff.process import CROWD, THINGS

LIMIT = 300


def test_sixteen_people_at_once(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        done = subprocess.run(
            [sys.executable, "-m", "tests.signoff.process"],
            cwd=ROOT,
            env=surroundings(database, tmp_path),
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    left = json.loads(done.stdout)
    said, logged = left["said"], left["logged"]
    assert left["codes"] == [0] * 3 * CROWD
    assert sum(said.values()) == 3 * CROWD * THINGS
    assert left["rounds"] == said["start"] == logged["signoff.start"] == THINGS
    assert left["opinions"] == said["propose"] == logged["signoff.propose"]
    assert 2 * THINGS <= left["opinions"] <= 3 * THINGS
    assert left["changes"] == said["change"] == logged["signoff.change"] == 4 * THINGS
    assert left["wrong"] == left["faults"] == []
