"""Sixteen people at once: one wins each step, the others are told, nothing is lost and nothing is half done."""

from pathlib import Path

from tests.records.databases import left_by
from tests.signoff.process import CROWD, THINGS


def test_sixteen_people_at_once(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.signoff.process")
    said, logged = left["said"], left["logged"]
    assert left["codes"] == [0] * 3 * CROWD
    assert sum(said.values()) == 3 * CROWD * THINGS
    assert left["rounds"] == said["start"] == logged["signoff.start"] == THINGS
    assert left["opinions"] == said["propose"] == logged["signoff.propose"]
    assert 2 * THINGS <= left["opinions"] <= 3 * THINGS
    assert left["changes"] == said["change"] == logged["signoff.change"] == 4 * THINGS
    assert left["wrong"] == left["faults"] == []
