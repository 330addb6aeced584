"""One side of the bench of the inbox, in a process of its own: makes a database, then measures each read that is named.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.roles import Role
from gongkai.signoff import queries
from gongkai.signoff.models import Turn
from gongkai.signoff.models.kinds import declare
from gongkai.signoff.queries import Which, working_days
from tests.signoff import office
from tools.bench.signoff import NAMES


def populate(agencies: int) -> None:
    """Three open sign-offs at each agency, at different steps; every tenth urgent, every third late."""

    roles = (Role.HANDLER, *office.STEPS.values())
    for number in range(agencies):
        at = office.office(f"n{number}", roles)
        for thing in range(3):
            because = "汛情" if (number * 3 + thing) % 10 == 0 else ""
            sent = office.send(at, urgent_because=because)
            steps = ["secrecy", "legal", "office"][:thing] if not because else []
            office.pass_all(sent, at, steps)
    late = Turn.objects.order_by("pk").values_list("pk", flat=True)[::3]
    Turn.objects.filter(pk__in=list(late)).update(due_on=office.MONDAY - timedelta(days=3))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE"
            )  # as its own upkeep does within a minute, at a moment that nobody chooses


def reads() -> dict[str, Callable[[], object]]:
    """What officers look at: somebody of one agency, and the supervisor of all."""

    numbers = list(Agency.objects.values_list("pk", flat=True))
    reviewer = User.objects.get(username="n3-secrecy_reviewer")
    officer = office.actor(reviewer, office.duty(Role.SECRECY_REVIEWER, Agency.objects.get(slug="n3").pk))
    supervisor = office.actor(office.user("above"), office.duty(Role.SUPERVISOR, *numbers))
    on = office.MONDAY
    works = (
        lambda: queries.inbox(officer, Which.TODO, on=on),
        lambda: queries.inbox(officer, Which.DONE, on=on),
        lambda: queries.counts(officer, on=on),
        lambda: queries.inbox(supervisor, Which.WATCH, on=on),
        lambda: queries.counts(supervisor, on=on),
    )
    return dict(zip(NAMES, works, strict=True))


def taken(read: Callable[[], object]) -> tuple[float, int]:
    """The milliseconds of a read, and its queries."""
    with CaptureQueriesContext(connection) as captured:
        read()
    started = time.perf_counter()
    read()
    return 1000 * (time.perf_counter() - started), len(captured)


def main(agencies: int) -> None:
    """Make the database; then, for each name of a read on standard input, print what it takes."""

    weeks = Calendar()
    patch.object(
        working_days, "installed_calendar", lambda: weeks
    ).start()  # holidays are not what is measured
    declare(office.TRIAL)
    call_command("migrate", verbosity=0)
    populate(agencies)
    known = reads()
    for line in sys.stdin:
        print(json.dumps(taken(known[line.strip()])), flush=True)
