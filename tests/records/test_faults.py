"""Many writers at once, and writers that are killed: nothing is lost, nothing comes twice, the chain holds.

GONGKAI_TEST_KILLS sets how many rounds of killing there are.
"""

import os
import random
from pathlib import Path
from typing import Any

from tests.records.databases import left_by

KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "20"))
TIMES = 20


def run(folder: Path, *words: object) -> dict[str, Any]:
    """Run a scenario of process.py; what is in its database afterwards."""
    return left_by(folder, "tests.records.process", *words)


def test_many_writers_at_once(tmp_path: Path) -> None:
    left = run(tmp_path, "crowd", TIMES)
    count = TIMES * 16
    assert left["codes"] == [0] * 16
    assert sorted(left["said"]) == list(range(1, count + 1))
    assert left["numbers"] == list(range(1, count + 1))
    assert (left["last"], left["head"], left["faults"]) == (count, count, [])


def test_many_take_numbers_while_the_pattern_changes(tmp_path: Path) -> None:
    """Sixteen processes and two that set the pattern: no gap, no number and no words twice, what was said is there."""
    left = run(tmp_path, "changing", str(TIMES))
    assert left["codes"] == [0] * 18
    assert [n for n, _ in left["given"]] == list(range(1, left["last"] + 1))
    assert len({text for _, text in left["given"]}) == left["last"]
    assert {text for _, text in left["given"]} == {text for _, text in left["said"]}
    assert (len(left["said"]), left["faults"], left["head"]) == (left["last"], [], 2 * TIMES)


def test_two_agencies_of_one_code_at_once(tmp_path: Path) -> None:
    """Whoever comes first gives the numbers, without a gap; the other one is refused each time."""
    left = run(tmp_path, "clashing", str(TIMES))
    assert left["codes"] == [0] * 16
    given = [(agency, text) for agency, text in left["said"] if text != "refused"]
    assert len({agency for agency, _ in given}) == 1
    assert sorted(text for _, text in given) == [f"000014349/2026-{n:05}" for n in range(1, 8 * TIMES + 1)]


def test_writers_are_killed(tmp_path: Path) -> None:
    """What was said to be committed is there; what is there beyond it is whole; no number is skipped."""
    left = run(tmp_path, "killed", KILLS, random.randrange(1_000_000))
    assert left["numbers"] == list(range(1, left["last"] + 1))
    assert set(left["said"]) <= set(left["numbers"])
    assert len(left["said"]) == len(set(left["said"])) >= KILLS
    assert (left["head"], left["faults"], left["damaged"]) == (left["last"], [], [])
