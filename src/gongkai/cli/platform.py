"""What a command needs that works on the platform's database: Django, the settings, tables that are up to date."""

import importlib
import os
import sqlite3
from pathlib import Path

from gongkai.cli.chinese import Refused

SETTINGS = "gongkai.settings"


def set_up(*, database: bool = True) -> None:
    """Start Django on the database that the environment names; `database`: it has to be there.

    Refused where something is missing, with what to do. Import actions and queries only afterwards.
    """
    try:
        django = importlib.import_module("django")
    except ModuleNotFoundError:
        raise Refused("这个命令需要网页部分，请先安装：pip install 'gongkai[web]'") from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except ValueError as error:  # of settings.py, about a variable
        raise Refused(str(error)) from error
    if database:
        _require_database()


def _require_database() -> None:
    """Refused without a database, or with one whose tables are older than the program."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - once Django is there
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    place = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not _is_there(place):
        raise Refused(f"没有找到数据库 {place}。请检查环境变量 GONGKAI_DATABASE 和 GONGKAI_DATA。")
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, sqlite3.Error) as error:
        raise Refused(f"无法连接数据库：{error}".strip()) from error
    if behind:
        raise Refused(
            f"数据库的表与程序版本不符。请先运行：DJANGO_SETTINGS_MODULE={SETTINGS} python -m django migrate"
        )


def _is_there(place: str) -> bool:
    """Connecting would make an empty database where there is none."""
    return place.startswith("file:") or place == ":memory:" or Path(place).exists()
