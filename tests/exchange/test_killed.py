"""Killed between sending and noting: the message goes out once more under the same id, and none is lost."""

from pathlib import Path

from tests.records.databases import left_by


def test_a_killed_worker_repeats_and_loses_nothing(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.exchange.process", "killed")
    assert left["between"] == 2
    assert left["soon"] == 0, "the turn of the killed one is not over yet"
    assert left["arrived"] == 2
    assert left["waiting"] == 0
    first, second = left["keys"]
    assert left["got"] == [first, first, second]
