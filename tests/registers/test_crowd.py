"""Sixteen deliveries at once, and one that is killed again and again: as if they had come one after the other, whole."""

from pathlib import Path

from tests.records.databases import left_by
from tests.registers.process import CROWD, KILLED_ROWS, ROWS


def test_sixteen_deliveries_at_once(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.registers.process", "crowd")
    assert left["codes"] == [0] * CROWD
    assert [stage for stage, _ in left["said"]] == ["applied"] * CROWD
    assert len(left["titles"]) == len(set(left["titles"])) == left["sum"] == left["found"] == ROWS + CROWD
    # All came for the same moment: the one that was begun last prevails for what they have in common.
    assert left["common"] == [left["newest"]]
    assert left["applied"] == CROWD
    assert (left["staged"], left["faults"]) == (0, [])


def test_a_killed_delivery_is_applied_once_and_whole(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.registers.process", "killed")
    assert left["codes"] == [0]
    assert left["kills"] > 0
    assert {records for _, _, records in left["halves"]} <= {49, KILLED_ROWS}
    assert len(left["titles"]) == left["sum"] == left["found"] == KILLED_ROWS
    assert left["contents"] == ["准予从事虚构的经营活动。"]
    assert left["applied"] == 2
    assert (left["staged"], left["faults"]) == (0, [])
