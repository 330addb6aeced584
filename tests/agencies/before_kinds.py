"""A database as it was before the kinds of bodies were those of the law, brought up to date: run by test_migrations."""

import json
import sys

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("agencies", "0002_ground")]
AFTER = [("agencies", "0003_kinds_of_the_law")]


def kinds(state: list[tuple[str, str]]) -> list[str]:
    """What agencies and their former selves are, in a state of the tables."""
    apps = MigrationExecutor(connection).loader.project_state(state).apps
    models = [apps.get_model("agencies", name) for name in ("Agency", "FormerSelf")]
    return [
        kind
        for model in models
        for kind in model._default_manager.order_by("pk").values_list("kind", flat=True)
    ]


def main() -> None:
    django.setup()
    MigrationExecutor(connection).migrate(BEFORE)
    apps = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    place = {"level": "department", "region": "虚构省"}
    agency = apps.get_model("agencies", "Agency")._default_manager
    hospital = agency.create(slug="yuan", name="云岭县人民医院", kind="institution", **place)
    agency.create(slug="jyj", name="云岭县教育局", kind="department", **place)
    apps.get_model("agencies", "FormerSelf")._default_manager.create(
        agency=hospital, name="云岭县医院", kind="institution", until="2020-01-01", reason="更名", **place
    )
    MigrationExecutor(connection).migrate(AFTER)
    after = kinds(AFTER)
    MigrationExecutor(connection).migrate(BEFORE)
    back = kinds(BEFORE)
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps({"after": after, "back": back}))


if __name__ == "__main__":
    main()
