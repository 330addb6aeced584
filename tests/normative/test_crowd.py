"""Many write at once, some are killed: each document gets one number, each number one document, and nothing is half done."""

from pathlib import Path
from typing import Any

from tests.normative.process import CROWD, THINGS
from tests.records.databases import left_by

ALL = sorted(f"云虚规〔2026〕{n}号" for n in range(1, THINGS + 1))


def assert_whole(left: dict[str, Any]) -> None:
    assert left["faults"] == []
    assert left["half"] == 0
    assert left["numbers"] == left["given"] == left["steps"]


def test_all_number_the_same_documents_at_once(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.normative.process", "numbering")
    assert left["codes"] == [0] * CROWD
    assert left["said"] == {"issue": THINGS, "refused": THINGS * (CROWD - 1)}
    assert_whole(left)
    assert left["numbers"] == ALL
    assert left["logged"] == THINGS


def test_a_number_is_entered_once_however_many_try(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.normative.process", "entering")
    assert left["codes"] == [0] * CROWD
    assert left["said"] == {"enter": THINGS, "refused": THINGS * (CROWD - 1)}
    assert len(left["numbers"]) == len(set(left["numbers"])) == THINGS
    assert (left["half"], left["faults"]) == (0, [])


def test_killed_writers_leave_nothing_half_done(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.normative.process", "killed")
    assert left["codes"] == [0] * CROWD
    assert_whole(left["between"])
    assert_whole(left)
    assert left["numbers"] == ALL
