"""Databases that several processes share: that of the tests is in memory, or inside a transaction."""

import atexit
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.db import connection
from psycopg import connect, sql

from tests.conftest import ROOT

LIMIT = 600  # seconds that a scenario may take


@contextmanager
def own_database(folder: Path, *, empty: bool = False) -> Iterator[str]:
    """The address of a database of one's own, of the kind that the tests run on, with its tables; gone at the end.

    `empty`: without any table.
    """
    if connection.vendor == "sqlite":
        own = folder / "own.sqlite3"
        if not empty:
            shutil.copy(_migrated(), own)
            own.chmod(0o600)  # as the program wants it: for nobody else
        yield _address(own)
        return
    name = f"own_{secrets.token_hex(6)}"
    _administer("CREATE DATABASE {} TEMPLATE {}", name, "template1" if empty else _migrated())
    try:
        yield _address(name)
    finally:
        _administer("DROP DATABASE {} WITH (FORCE)", name)


@cache
def _migrated() -> str:
    """A database with its tables and nothing else, to be copied, gone with this process: a path or, on PostgreSQL, a name.

    Migrating takes so long that each process of the tests does it once.
    """
    folder = Path(mkdtemp(prefix="gongkai-migrated-"))
    atexit.register(shutil.rmtree, folder)
    made = str(folder / "migrated.sqlite3")
    if connection.vendor != "sqlite":
        made = f"migrated_{secrets.token_hex(6)}"
        _administer("CREATE DATABASE {}", made)
        atexit.register(_administer, "DROP DATABASE {} WITH (FORCE)", made)
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    subprocess.run(command, cwd=ROOT, env=surroundings(_address(made), folder), check=True)
    return made


def _address(of: Path | str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{of}"
    given = connection.settings_dict
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{of}"


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
