"""Processes that are killed at any moment: nothing acknowledged is lost, every job comes to its effect once.

GONGKAI_TEST_KILLS sets how many rounds of killing there are.
"""

import os
import random
from pathlib import Path
from typing import Any

from tests.records.databases import left_by

KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "12"))
JOBS = max(120, 10 * KILLS)


def run(folder: Path, *words: object) -> dict[str, Any]:
    """Run a scenario of process.py on a database of its own; what is in it afterwards."""
    return left_by(folder, "tests.records.jobs.process", *words, silent=False)


def test_workers_killed_at_any_moment(tmp_path: Path) -> None:
    """No job lost, none done twice, none stuck."""
    after = run(tmp_path, "killed_workers", KILLS, JOBS, random.randrange(1_000_000))
    assert after["interrupted"], "nobody was killed in the middle of a job: nothing was proved"
    assert after["effects"] == {f"effect/{number}": 1 for number in range(JOBS)}
    assert after["states"] == {"SUCCESSFUL": JOBS}
    assert (after["marks"], after["leases"], after["dead"]) == (JOBS, 0, 0)
    assert after["codes"] == [0] * 4


def test_writers_killed_at_any_moment(tmp_path: Path) -> None:
    """Whatever was acknowledged is there, and for every write that is there its job ran, and no other."""
    after = run(tmp_path, "killed_writers", max(3, KILLS // 4), random.randrange(1_000_000))
    written = {key.split("/")[1]: n for key, n in after["effects"].items() if key.startswith("written/")}
    worked = {key.split("/")[1]: n for key, n in after["effects"].items() if key.startswith("effect/")}
    assert written == worked
    # The last one may be committed and not yet acknowledged.
    for number, acknowledged in after["acknowledged"].items():
        assert acknowledged <= written[number] <= acknowledged + 1


def test_sigterm_lets_the_job_in_hand_finish(tmp_path: Path) -> None:
    after = run(tmp_path, "told_to_stop")
    assert (after["codes"], after["waiting"]) == ([0], 1)
    assert after["effects"] == {"effect/1": 1}
    assert after["leases"] == 0


def test_job_that_hangs_ends_its_worker_and_is_dead_after_its_tries(tmp_path: Path) -> None:
    after = run(tmp_path, "overdue")
    assert after["codes"] == [70, 70, 0]
    assert (after["dead"], after["leases"], after["effects"]) == (1, 0, {})


def test_lease_that_ends_within_the_transaction(tmp_path: Path) -> None:
    after = run(tmp_path, "overtaken")
    assert (after["effects"], after["marks"], after["leases"]) == ({"effect/1": 1}, 1, 0)
    # On PostgreSQL the second one waits at the mark of the first, whose end then fails.
    assert (after["second"], after["codes"]) == (
        (True, [9]) if after["vendor"] == "postgresql" else (False, [0])
    )
