"""The inbox: 400 agencies with 1,200 open sign-offs against 10 agencies with 30."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from tools.bench.rounds import Row

SMALL, LARGE = 10, 400  # agencies, with three open sign-offs each
MILLISECONDS = 150
QUERIES = 15
TIMES = 31
# What is read, and at most how many times as slow it may be: what the supervisor watches is forty times as much.
NAMES = {
    "待办 of an officer": 1.5,
    "已办 of an officer": 1.5,
    "menu of an officer": 1.5,
    "督办 of the supervisor of all": 3.0,
    "menu of the supervisor of all": 3.0,
}
SETUP = "import django; django.setup(); from tools.bench import {side}; {side}.main({agencies})"
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def reader(
    folder: Path, agencies: int, *, side: str = "inboxes"
) -> Iterator[Callable[[str], tuple[float, int]]]:
    """What a read takes on a database of so many agencies: asked of a process of its own, as often as wanted."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
        "GONGKAI_SECRET_KEY": "for measuring only",
        "GONGKAI_DATABASE": f"sqlite:///{folder}/{agencies}.sqlite3",
        "GONGKAI_DATA": str(folder),
    }
    command = [sys.executable, "-c", SETUP.format(side=side, agencies=agencies)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True) as child:
        asked, told = cast("IO[str]", child.stdin), cast("IO[str]", child.stdout)

        def ask(what: str) -> tuple[float, int]:
            print(what, file=asked, flush=True)
            milliseconds, queries = json.loads(told.readline())
            return milliseconds, queries

        yield ask
        asked.close()


def signoff() -> Iterator[Row]:
    """Each read on the large database, as a share of what it may take; then against the small one."""
    with (
        tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name,
        reader(Path(name), SMALL) as small,
        reader(Path(name), LARGE) as large,
    ):
        for what, flat in NAMES.items():
            pairs = [(small(what), large(what)) for _ in range(TIMES)]
            took = statistics.median(big[0] for _, big in pairs)
            growth = statistics.median(big[0] / little[0] for little, big in pairs)
            queries = max(big[1] for _, big in pairs)
            figure = f"{took:.1f} ms, {queries} queries"
            yield Row(what, figure, took / MILLISECONDS, f"{MILLISECONDS} ms", 1)
            yield Row(f"{what}, queries", str(queries), queries / QUERIES, f"{QUERIES} queries", 1)
            yield Row(f"{what}, growth", "", growth, f"{SMALL} agencies instead of {LARGE}", flat)
