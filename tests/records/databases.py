"""Databases that several processes share: that of the tests is in memory, or inside a transaction."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import connect, sql

from tests.conftest import ROOT

LIMIT = 600  # seconds that a scenario may take


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of an empty database, of the kind that the tests run on; gone at the end."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/own.sqlite3"
        return
    given = connection.settings_dict
    server = {key: given[key.upper()] for key in ("user", "password", "host", "port")}
    name = f"own_{secrets.token_hex(6)}"
    with connect(dbname="postgres", autocommit=True, **server) as administration:
        administration.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"postgresql://{server['user']}:{server['password']}@{server['host']}:{server['port']}/{name}"
        finally:
            administration.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def left_by(folder: Path, *words: object, silent: bool = True) -> dict[str, Any]:
    """What `python -m` with these words tells, as JSON, of a database of its own that it has worked on.

    `silent`: nothing may be said on standard error.
    """
    with own_database(folder) as database:
        done = subprocess.run(
            [sys.executable, "-m", *map(str, words)],
            cwd=ROOT,
            env=surroundings(database, folder),
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert not (silent and done.stderr), done.stderr
    left: dict[str, Any] = json.loads(done.stdout)
    return left


def surroundings(database: str, folder: Path) -> dict[str, str]:
    """The environment of a process that works on it."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
        "GONGKAI_SECRET_KEY": "for tests only",
        "GONGKAI_DATABASE": database,
        "GONGKAI_DATA": str(folder),
        "GONGKAI_FILES": str(folder / "files"),
        "GONGKAI_CLAMD": "",
    }
