"""Holiday notices between processes: decided once, entered once, seen by all, never put back by a slower one."""

from collections import Counter
from pathlib import Path

from tests.records.databases import left_by
from tests.records.notice_process import MANY

PROCESS = "tests.records.notice_process"


def test_notice_is_approved_once_however_many_approve(tmp_path: Path) -> None:
    left = left_by(tmp_path, PROCESS, "crowd")
    assert Counter(left["said"]) == {"approved": 1, "refused": MANY - 1}
    assert left["codes"] == [0] * MANY
    assert left["stages"] == left["steps"] == ["in_force"]
    assert left["logged"] == ["records.notices.enter", "records.notices.approve"]
    assert left["faults"] == []


def test_year_is_entered_once_however_many_enter_it(tmp_path: Path) -> None:
    left = left_by(tmp_path, PROCESS, "twins")
    assert Counter(left["said"]) == {"entered": 1, "refused": MANY - 1}
    assert left["codes"] == [0] * MANY
    assert left["stages"] == ["waiting"]


def test_other_processes_count_by_it_within_a_second(tmp_path: Path) -> None:
    left = left_by(tmp_path, PROCESS, "seen")
    assert (left["before"], left["after"], left["bare"]) == (False, True, "True")
    assert left["codes"] == [0]


def test_what_was_taken_back_is_put_back_by_nobody(tmp_path: Path) -> None:
    left = left_by(tmp_path, PROCESS, "racing")
    assert left["codes"] == [0] * (2 * MANY + 1)
    assert left["left"] == []
    assert left["stages"] == ["taken_back"]
