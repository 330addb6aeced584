"""Few agencies against many, each in a process with a database of its own, on SQLite and on PostgreSQL."""

import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, cast

from psycopg import connect, sql

from tools.bench.rounds import Row
from tools.with_postgres import cluster

SMALL, LARGE = 10, 400  # agencies, with three open sign-offs each
MILLISECONDS = 150
QUERIES = 15
TIMES = 31
FLAT = 1.3  # times as long with many agencies as with few
ROOT = Path(__file__).resolve().parents[2]
SETUP = "import django; django.setup(); from tools.bench import {module}; {module}.main({size})"

Address = Callable[[str], str]
Ask = Callable[[str], Any]


@contextmanager
def databases() -> Iterator[tuple[tuple[str, Address], ...]]:
    """What kinds there are, each with how the address of an empty database of a name is had. All gone at the end."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder, cluster() as server:

        def created(name: str) -> str:
            with connect(server, autocommit=True) as administration:
                administration.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            return f"{server.rpartition('/')[0]}/{name}"

        yield ("SQLite", lambda name: f"sqlite:///{folder}/{name}.sqlite3"), ("PostgreSQL", created)


@contextmanager
def side(module: str, size: int, database: str, **more: str) -> Iterator[Ask]:
    """A process that fills a database and then tells what is asked of it, as JSON, as often as wanted.

    `more`: variables of its environment.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "gongkai.settings",
            "GONGKAI_SECRET_KEY": "for measuring only",
            "GONGKAI_SEALING_KEYS": "bench:" + base64.b64encode(bytes(32)).decode(),
            "GONGKAI_DATABASE": database,
            "GONGKAI_DATA": folder,
            **more,
        }
        (Path(folder) / "static").mkdir()
        command = [sys.executable, "-c", SETUP.format(module=module, size=size)]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True
        ) as child:
            asked, told = cast("IO[str]", child.stdin), cast("IO[str]", child.stdout)

            def ask(what: str) -> Any:
                print(what, file=asked, flush=True)
                return json.loads(told.readline())

            yield ask
            asked.close()


def flat(module: str, names: Iterable[str], growth: float = FLAT) -> Iterator[Row]:
    """Each of these reads with many agencies: how long, how many queries, how much longer than with few."""
    with databases() as kinds:
        for kind, address in kinds:
            with (
                side(module, SMALL, address(f"{module}_{SMALL}")) as small,
                side(module, LARGE, address(f"{module}_{LARGE}")) as large,
            ):
                for name in names:
                    pairs = [(small(name), large(name)) for _ in range(TIMES)]
                    yield replace(_row(name, kind, pairs), target=growth)


def _row(name: str, kind: str, pairs: list[tuple[tuple[float, int], tuple[float, int]]]) -> Row:
    few, many = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    queries = max(big[1] for _, big in pairs)
    growth = statistics.median(big[0] / little[0] for little, big in pairs)
    return Row(
        f"{name}, {kind}",
        f"{many:.1f} ms of {MILLISECONDS}, {queries} queries of {QUERIES}",
        growth,
        f"with {SMALL} agencies: {few:.1f} ms",
        kept=many <= MILLISECONDS and queries <= QUERIES,
    )
