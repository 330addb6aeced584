"""A database in which the help that somebody needs lies open, brought up to date and back: run by test_sealed."""

import base64
import json
import sys
from datetime import UTC, date, datetime
from uuid import uuid4

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.sealing.value import text_of

BEFORE = [("applications", "0002_rectifications")]
AFTER = [("applications", "0003_sealed_help")]
MANY = 501  # one more than is sealed at once
HELP = "视力不好，请用大字。"


def column() -> list[str]:
    """What the database itself holds, whatever the program makes of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT help_needed FROM applications_application ORDER BY id")
        return [text for (text,) in cursor.fetchall()]


def to(state: list[tuple[str, str]]) -> list[str]:
    """The column after the tables were brought to a state."""
    MigrationExecutor(connection).migrate(state)
    return column()


def main() -> None:
    django.setup()
    settings.SEALING_KEYS = "test:" + base64.b64encode(bytes(32)).decode()
    MigrationExecutor(connection).migrate(BEFORE)
    apps = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    agency = apps.get_model("agencies", "Agency")._default_manager.create(
        slug="jyj", name="云岭县教育局", kind="department", level="department", region="虚构省"
    )
    rows = apps.get_model("applications", "Application")._default_manager
    rows.bulk_create(
        rows.model(
            agency=agency,
            number=f"YS{number}",
            ticket=uuid4(),
            way="portal",
            arrived_on=date(2026, 3, 2),
            submitted_at=datetime(2026, 3, 2, 4, tzinfo=UTC),
            applicant_kind="natural_person",
            title="虚构规划",
            medium="paper",
            route="post",
            help_needed=f"{HELP}{number}" if number else "",
            state="confirming_receipt",
            settled_on=date(2026, 3, 2),
            code=f"code{number}",
        )
        for number in range(MANY + 1)
    )
    plain, sealed = column(), to(AFTER)
    from gongkai.applications.models import Application  # how its column is read stays the same

    field = Application._meta.get_field("help_needed")
    opened = [text_of(field.from_db_value(text, None, connection)) for text in sealed]
    back = to(BEFORE)
    sys.stdout.write(
        json.dumps(
            {
                "open": [text for text in sealed if HELP in text],
                "empty": sealed.count(""),
                "same": opened == plain == back,
                "many": len(plain),
            }
        )
    )


if __name__ == "__main__":
    main()
