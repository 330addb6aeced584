"""The whole platform under kill -9: what was acknowledged is there, nothing is half done, every job came to its effect once.

GONGKAI_TEST_KILLS sets how many rounds of killing there are; `make bench ARGS='--only endurance'` has many, on both databases.
"""

import os
import random
from pathlib import Path

from tests.endurance.verdict import wrong
from tests.records.databases import left_by

KILLS = int(os.environ.get("GONGKAI_TEST_KILLS", "3"))


def test_web_server_and_worker_are_killed_at_any_moment(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.endurance.process", KILLS, random.randrange(1_000_000))
    assert list(wrong(left)) == [], left
    assert left["written"], "nothing was written: nothing was proved"
    assert left["unanswered"], "nobody was cut off: nothing was proved"
