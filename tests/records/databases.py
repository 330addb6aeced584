"""Databases that several processes share: that of the tests is in memory, or inside a transaction."""

import fcntl
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from psycopg import connect, sql
from pytest_django import DjangoDbBlocker

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
            with_tables(own)
        yield _address(own)
        return
    name = f"own_{secrets.token_hex(6)}"
    _administer(
        "CREATE DATABASE {} TEMPLATE {}", name, "template1" if empty else _migrated(connection.vendor)
    )
    try:
        yield _address(name)
    finally:
        _administer("DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def world(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written to the database of the tests meanwhile is there for all tests until the end, and gone then.

    For fixtures of a module, whose world takes its time; what a test does itself is taken back after it as ever.
    """
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined] # as Django marks that of a test: what is durable may begin in it
    with blocker.unblock(), around:
        yield
        transaction.set_rollback(True)


def begin_migrated() -> None:
    """Let the database of the tests begin as a copy of a migrated one, so that migrating it finds nothing to do.

    Called before it is made.
    """
    if connection.vendor == "sqlite":
        connection_created.connect(_filled)
    else:
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = _migrated(connection.vendor)


def _filled(*, connection: Any, **_: Any) -> None:
    """Copy the tables into the database in memory, at its first connection."""
    connection_created.disconnect(_filled)
    assert connection.is_in_memory_db()
    with closing(sqlite3.connect(_migrated(connection.vendor))) as source:
        source.backup(connection.connection)


def with_tables(file: Path) -> None:
    """Make a SQLite database with its tables, as a server finds it that was there before."""
    shutil.copy(_migrated("sqlite"), file)
    file.chmod(0o600)  # as the program wants it: for nobody else


@cache
def _migrated(vendor: str) -> str:
    """A database with its tables and nothing else, to be copied: a path or, on PostgreSQL, a name.

    Migrating takes so long that one process of the tests does it for all, and for those that come after it, until the
    tables change.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return (_kept_file if vendor == "sqlite" else _kept_database)(_tables())


KEPT = ROOT / ".pytest_cache" / "migrated"
HOURS = 2
"""How long one is kept after a run of the tests has begun with it; a run takes less."""


def _tables() -> str:
    """A name for what makes the tables, the packages that bring some among it: any change of it makes another one."""
    told = sha256(sys.version.encode())
    package = ROOT / "src" / "gongkai"
    for path in sorted(path for each in MAKING for path in package.glob(each)):
        told.update(f"\n{path.relative_to(package)}\n".encode() + path.read_bytes())
    for path in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info")):
        told.update(f"{path.name}\n".encode())
    return told.hexdigest()[:16]


MAKING = ("*/migrations/*.py", "*/models.py", "*/models/**/*.py", "sealing/*.py", "settings.py")


def _kept_file(tables: str) -> str:
    made = KEPT / f"{tables}.sqlite3"
    if not made.exists():
        for old in KEPT.glob("*.sqlite3"):
            if _long_ago(old):
                old.unlink()
        begun = made.with_suffix(".begun")
        begun.unlink(missing_ok=True)
        _migrate(f"sqlite:///{begun}")
        with closing(sqlite3.connect(begun)) as whole:
            whole.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
        begun.rename(made)
    made.touch()
    return str(made)


def _kept_database(tables: str) -> str:
    checkout = f"migrated_{sha256(str(ROOT).encode()).hexdigest()[:8]}_"
    made, there = f"{checkout}{tables}", _named(checkout)
    if made not in there:
        for old in there:
            if _long_ago(KEPT / old):
                _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", old)
        begun = f"begun_{secrets.token_hex(6)}"
        _administer("CREATE DATABASE {}", begun)
        _migrate(_address(begun))
        _administer("ALTER DATABASE {} RENAME TO {}", begun, made)
    (KEPT / made).touch()
    return made


def _long_ago(used: Path) -> bool:
    """Whether no run has begun with it for some time; `used` is touched by each that does."""
    return not used.exists() or used.stat().st_mtime < time() - HOURS * 3600


def _migrate(database: str) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    subprocess.run(command, cwd=ROOT, env=surroundings(database, KEPT), check=True)


def _address(of: Path | str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{of}"
    given = connection.settings_dict
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{of}"


def _administer(statement: str, *names: str) -> None:
    """Say this to the server of PostgreSQL, from another database than those that are named."""
    with connect(dbname="postgres", autocommit=True, **_server()) as administration:
        administration.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _named(beginning: str) -> list[str]:
    """The databases of the server whose names begin so."""
    with connect(dbname="postgres", **_server()) as administration:
        found = administration.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (beginning,)
        )
        return [name for (name,) in found]


def _server() -> dict[str, Any]:
    given = connection.settings_dict
    return {key: given[key.upper()] for key in ("user", "password", "host", "port")}


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
