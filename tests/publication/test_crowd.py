"""Many publish at once, some are killed: each item goes out once, as it was approved, with a number of its own, no gap."""

from pathlib import Path
from typing import Any

from tests.publication.office import ORGAN_CODES
from tests.publication.process import CROWD, THINGS
from tests.records.databases import left_by


def without_gap(numbers: list[str]) -> bool:
    """Whether the numbers of each agency go from 1 on."""
    series = [[each for each in numbers if each.startswith(f"{code}/")] for code in ORGAN_CODES.values()]
    return all([int(each[-5:]) for each in taken] == [*range(1, len(taken) + 1)] for taken in series) and len(
        numbers
    ) == sum(map(len, series))


def assert_whole(left: dict[str, Any]) -> None:
    assert left["wrong"] == left["faults"] == []
    assert left["public"] == left["given"] == left["logged"] == left["found"]
    assert without_gap(left["public"])


def test_publishers_and_writers_at_once(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.publication.process", "crowd")
    assert left["codes"] == [0] * (CROWD + 2)
    said = left["said"]
    assert said["publish"] == len(left["public"])
    assert len(left["public"]) + said.get("change", 0) == THINGS
    assert_whole(left)


def test_killed_publishers_leave_nothing_half_done(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.publication.process", "killed")
    assert left["codes"] == [0]
    assert_whole(left["between"])
    assert_whole(left)
    assert len(left["public"]) == THINGS
    assert len(left["between"]["public"]) + left["said"].get("publish", 0) == THINGS


def test_what_is_taken_back_while_another_indexes_it_is_not_found(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.publication.process", "searched")
    assert left["codes"] == [0, 0]
    assert left["said"] == {"withdraw": THINGS // 2, "put": THINGS // 2}
    assert left["wrong"] == left["faults"] == []
    assert left["public"] == left["found"]
    assert len(left["found"]) == THINGS // 2
