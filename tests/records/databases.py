"""Databases that several processes share: that of the tests is in memory, or inside a transaction."""

import json
import os
import secrets
import shutil
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

_copies: list[str] = []
"""At most one: the database of these tests as it was when it had just been migrated. On SQLite a file, else a name."""


@contextmanager
def migrated_copy(folder: Path) -> Iterator[None]:
    """Keep a copy of the database of the tests, which nothing has been written to yet, for `own_database`."""
    if connection.vendor == "sqlite":
        copy = str(folder / "migrated.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [copy])
    else:
        copy = f"migrated_{secrets.token_hex(6)}"
        connection.close()  # nobody may be in a database that is copied
        _administer("CREATE DATABASE {} TEMPLATE {}", copy, connection.settings_dict["NAME"])
    _copies.append(copy)
    yield
    _copies.clear()
    if connection.vendor != "sqlite":
        _administer("DROP DATABASE {}", copy)


@contextmanager
def own_database(folder: Path, *, empty: bool = False) -> Iterator[str]:
    """The address of a database of one's own, of the kind that the tests run on, with its tables; gone at the end.

    `empty`: without any table.
    """
    copy = None if empty else next(iter(_copies), None)
    with _on_disk(folder, copy) if connection.vendor == "sqlite" else _on_server(copy) as database:
        if not (copy or empty):
            _migrate(database, folder)
        yield database


@contextmanager
def _on_disk(folder: Path, copy: str | None) -> Iterator[str]:
    own = folder / "own.sqlite3"
    if copy:
        shutil.copy(copy, own)
        own.chmod(0o600)  # as the program wants it: for nobody else
    yield f"sqlite:///{own}"


@contextmanager
def _on_server(copy: str | None) -> Iterator[str]:
    given, name = connection.settings_dict, f"own_{secrets.token_hex(6)}"
    _administer("CREATE DATABASE {} TEMPLATE {}", name, copy or "template1")
    try:
        yield f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{name}"
    finally:
        _administer("DROP DATABASE {} WITH (FORCE)", name)


def _migrate(database: str, folder: Path) -> None:
    """Half a minute, where these tests have no database themselves that could be copied."""
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    subprocess.run(command, cwd=ROOT, env=surroundings(database, folder), check=True)


def _administer(statement: str, *names: str) -> None:
    """Say this to the server of PostgreSQL, from another database than those that are named."""
    given = connection.settings_dict
    server = {key: given[key.upper()] for key in ("user", "password", "host", "port")}
    with connect(dbname="postgres", autocommit=True, **server) as administration:
        administration.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def left_by(folder: Path, *words: object, silent: bool = True, empty: bool = False) -> dict[str, Any]:
    """What `python -m` with these words tells, as JSON, of a database of its own that it has worked on.

    `silent`: nothing may be said on standard error. `empty`: the process begins with no table at all.
    """
    with own_database(folder, empty=empty) as database:
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
