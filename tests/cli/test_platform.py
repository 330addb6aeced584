"""Commands that need the platform, where it is not as it should be: as processes, since Django starts once."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.records.databases import surroundings, with_tables


def verify(database: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gongkai", "audit", "verify"],
        cwd=ROOT,
        env=surroundings(database, folder),
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_database_is_not_made(tmp_path: Path) -> None:
    done = verify(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("没有找到数据库")
    assert list(tmp_path.iterdir()) == []


def test_tables_of_another_version(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/own.sqlite3"
    (tmp_path / "own.sqlite3").touch()
    done = verify(database, tmp_path)
    assert done.returncode == 2
    assert "python -m django migrate" in done.stderr
    with_tables(tmp_path / "own.sqlite3")  # as that command makes them
    done = verify(database, tmp_path)
    assert (done.returncode, done.stdout.split("。")[0]) == (0, "共核对 0 条，没有问题")


def test_server_that_does_not_answer(tmp_path: Path) -> None:
    done = verify("postgresql://a:b@127.0.0.1:1/none", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("无法连接数据库")


def test_address_that_is_none(tmp_path: Path) -> None:
    done = verify("mysql://a/b", tmp_path)
    assert done.returncode == 2
    assert "GONGKAI_DATABASE 应以" in done.stderr
