"""An import that is killed again and again: nothing is lost, nothing comes twice.

GONGKAI_TEST_KILLS sets how many rounds of killing there are.
"""

import os
import random
from pathlib import Path

from tests.publication.imports import ROWS
from tests.records.databases import left_by

KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "8"))


def test_import_is_killed(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.publication.imports", KILLS, random.randrange(1_000_000))
    wrong = {n for n in range(ROWS) if n % 10 == 0 or n % 100 == 99}
    right = sorted(f"旧站:{n}" for n in range(ROWS) if n not in wrong)
    assert left["imported"] == right
    assert left["numbers"] == [f"000014349/2026-{n:05}" for n in range(1, len(right) + 1)]
    assert left["public"] == left["editions"] == len(right)
    assert left["counts"] == [len(right), 0, len(wrong), ROWS]
    assert left["fault_rows"] == sorted(n + 1 for n in wrong)
    assert left["remarks"] == 2 * sum(1 for n in range(ROWS) if n % 50 == 1)
    assert (left["outcome"], left["chain"]) == ("done", [])
