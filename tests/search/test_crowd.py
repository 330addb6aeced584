"""Many write and ask at once, and the index is made anew meanwhile: nothing is lost, nothing half done is ever seen."""

from pathlib import Path

from tests.records.databases import left_by
from tests.search.writers import ASKERS, WRITERS


def test_writers_askers_and_an_index_made_anew(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.search.writers", "crowd")
    assert left["codes"] == [0] * (WRITERS + ASKERS + 1)
    assert sorted(left["said"]) == ["anew"] * 3 + ["written"] * WRITERS
    assert left["found"] == left["there"]
    assert left["faults"] == []
    assert left["sound"]


def test_an_index_made_anew_survives_being_killed(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.search.writers", "killed")
    assert left["codes"] == [0] * 5
    assert sorted(left["said"]) == ["anew", "written", "written", "written"]
    assert left["between"]["faults"] == left["faults"] == []
    assert left["between"]["sound"]
    assert left["found"] == left["there"]
    assert left["waiting"] == left["behind"] == 0
    assert left["lists"][-1]
    assert len(left["lists"]) <= 2
