"""A command gets a PostgreSQL of its own, and nothing of it stays."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOL = [sys.executable, str(ROOT / "tools" / "with_postgres.py")]
LOOK = """
import os, sys, psycopg
with psycopg.connect(os.environ["GONGKAI_DATABASE"]) as connection:
    print(connection.execute("show data_directory").fetchone()[0])
sys.exit(7)
"""


@pytest.fixture
def postgres() -> None:
    if not (shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))):
        pytest.skip("PostgreSQL is not installed")


@pytest.mark.usefixtures("postgres")
def test_command_reaches_its_own_cluster_which_goes_with_it() -> None:
    done = subprocess.run([*TOOL, sys.executable, "-c", LOOK], capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr
    assert not Path(done.stdout.strip()).exists()


def test_without_a_command_it_says_how_to_use_it() -> None:
    done = subprocess.run(TOOL, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "usage" in done.stderr
