"""Whoever is really killed while taking out who applied leaves nothing half done; the next run does all of it, once."""

import signal
from pathlib import Path

from tests.applications.closing import PERSONAL, SEALED
from tests.applications.forgetting import STAGES
from tests.records.databases import left_by

KILLED = -signal.SIGKILL


def test_killed_at_any_stage_nothing_is_half_done_and_the_next_run_does_it(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.applications.forgetting")
    assert left["readable"] == [each for each in PERSONAL if each not in SEALED]
    # Each was killed with writes of its own under way, and none of them is there afterwards.
    assert left["killed"] == [
        {"stage": stage, "code": KILLED, "said": "changed", "whole": True} for stage in STAGES
    ]
    assert left["codes"] == [0, 0]
    assert (left["done"], left["events"], left["logged"]) == (1, 1, 1)
    # The job that removes the bytes: killed after the first file, it takes the rest when it runs again, and nothing after that.
    assert left["removed"]["killed"] == {"code": KILLED, "said": "same", "whole": True, "gone": 1}
    assert left["digests"] > 1
    assert left["removed"]["codes"] == [0, 0]
    assert (left["removed"]["gone"], left["removed"]["again"]) == (left["digests"], 0)
    assert left["left"] == []
    assert left["faults"] == []
