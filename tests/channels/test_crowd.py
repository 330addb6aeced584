"""Many enter and take back the same posts at once, some are killed: figures stay what is counted by hand."""

from pathlib import Path
from typing import Any

from tests.channels.process import CROWD, DAYS, TEXTS
from tests.records.databases import left_by

CARRIERS = 2
ALL = (TEXTS + 1) * CARRIERS * DAYS


def assert_whole(left: dict[str, Any]) -> None:
    assert left["faults"] == []
    assert left["tables"] == [left["by_hand"]]
    assert left["listed"] == left["by_hand"][0]
    assert left["leading"] == left["texts"]


def test_figures_under_concurrent_writers(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.channels.process", "at_once")
    assert left["codes"] == [0] * CROWD
    assert sum(left["said"].values()) == CROWD * ALL
    assert left["entered"] == left["said"]["put"] >= ALL
    assert left["texts"] > TEXTS
    assert_whole(left)


def test_killed_writers_leave_figures_that_add_up(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.channels.process", "killed")
    assert left["codes"] == [0] * CROWD
    assert_whole(left["between"])
    assert_whole(left)
