"""What must hold when everybody has stopped, whatever was killed in between."""

from collections.abc import Iterator
from typing import Any


def wrong(left: dict[str, Any]) -> Iterator[str]:
    """What does not hold of what `process.py` told."""
    said, opinions, logged = left["acknowledged"], left["opinions"], left["logged"]
    held = {
        "nobody met anything but a missing answer": left["odd"] == [],
        "all ended as they should": left["codes"] == [0, 0],
        "every acknowledged opinion is there": set(said) - {"written", "checked"} <= set(opinions),
        "no opinion was given twice": len(opinions) == len(set(opinions)),
        "every opinion is logged, and no other": len(opinions) == logged.get("signoff.propose", 0),
        "every acknowledged number is there": said.get("written", 0) <= left["written"],
        "every number is logged, and no other": left["written"] == logged.get("tests.write", 0),
        "the job of every number came to its effect once": left["effects"] == {"1": left["written"]},
        "whoever asked for a check got one": bool(left["checks"]) >= bool(said.get("checked")),
        "every check is logged, and no other": len(left["checks"]) == logged.get("records.check_log", 0),
        "every check read each entry once and found it whole": all(
            check == [True, 0] for check in left["checks"]
        ),
        "every check came to its end": left["unended"] == 0,
        "no job is left": left["dead"] == 0,
        "the chain of the log is whole": left["faults"] == [],
    }
    yield from (what for what, holds in held.items() if not holds)
