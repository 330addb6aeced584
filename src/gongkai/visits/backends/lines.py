"""The folder of lines. nginx writes there (copies/backends/visit_log.py), or the platform where it serves the pages itself.

A file holds the visits of one hour and is named by it, with the difference to UTC: `2026-11-23T16+08:00.txt`. A line is the address of a
page: no time, no address of a visitor, no program, no words that were looked for.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings

ENDING = ".txt"
HOUR = timedelta(hours=1)
SETTLED = timedelta(minutes=10)
"""After the end of an hour nobody writes into its file any more."""
LONGEST = 1000
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d)([+-]\d\d:\d\d)\.txt")


def counted() -> bool:
    """Whether this installation counts visits."""
    return settings.VISITS is not None


def append(page: str, at: datetime) -> None:
    """One visit more. OSError where the folder cannot be written."""
    there = _folder() / f"{at.astimezone(UTC):%Y-%m-%dT%H}+00:00{ENDING}"
    line = f"{page[:LONGEST]}\n".encode()
    try:
        opened = os.open(there, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    except FileNotFoundError:
        there.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(there, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(opened, line)  # one call: lines of several processes stay whole
    finally:
        os.close(opened)


def settled(at: datetime) -> list[tuple[str, datetime]]:
    """The files of hours that are over, oldest first, each with when its hour began; other files are left alone."""
    found = [(name, begun) for name in _lying() if (begun := begun_at(name)) is not None]
    return sorted(
        ((name, begun) for name, begun in found if begun + HOUR + SETTLED <= at), key=lambda each: each[1]
    )


def begun_at(name: str) -> datetime | None:
    """When the hour of a file began; None for what is no file of ours."""
    said = _NAME.fullmatch(name)
    if said is None:
        return None
    try:
        return datetime.fromisoformat(f"{said[1]}:00:00{said[2]}")
    except ValueError:
        return None


def read(name: str) -> Counter[str]:
    """How often each page stands in a file, by its address with what was escaped; nothing of a file that is gone."""
    pages: Counter[str] = Counter()
    with suppress(FileNotFoundError), (_folder() / name).open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n") and len(line) <= LONGEST:
                pages[unquote(line.decode("utf-8", "replace").rstrip("\n"))] += 1
    return pages


def remove(name: str) -> None:
    """Take a file away."""
    (_folder() / name).unlink(missing_ok=True)


def _folder() -> Path:
    """Asked only where visits are counted."""
    if settings.VISITS is None:
        raise LookupError("visits are not counted here")
    return Path(settings.VISITS)


def _lying() -> Iterator[str]:
    with suppress(FileNotFoundError):
        yield from (each.name for each in _folder().iterdir())
