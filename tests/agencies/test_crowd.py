"""Decisions that may not both come true, taken by several processes at the same moment."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.agencies.process import ROUNDS
from tests.conftest import ROOT
from tests.records.databases import own_database, surroundings


@pytest.mark.django_db
def test_rings_twins_and_second_roles_do_not_slip_through(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        done = subprocess.run(
            [sys.executable, "-m", "tests.agencies.process"],
            cwd=ROOT,
            env=surroundings(database, tmp_path),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["vendor"] == connection.vendor
    assert result["codes"] == [0, 0, 0, 0], done.stderr
    assert result["contradictions"] == []
    assert result["moved"] == ROUNDS  # one of each pair
    assert (result["mixed"], result["appointed"]) == (0, ROUNDS)
    assert result["twins"] == ROUNDS
    assert result["faults"] == []
