"""One side of the bench of content health, in a process of its own: makes agencies with items, then tells what is asked.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import sys
import time
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency, Membership
from gongkai.law.roles import Role
from gongkai.publication.models import Column, ColumnKind, Edition, Item, Stand
from gongkai.supervision.actions import make
from gongkai.supervision.queries.examining import PAGE, assessments
from tools.bench.health import EACH, PAGES

COLUMNS = 30
BODY = "<p>" + "为规范虚构检查工作，保障公民、法人和其他组织依法获取政府信息，制定本办法。" * 16 + "</p>"
BLOCK = 2_000


def agencies(size: int) -> list[Agency]:
    """A county with so many bodies."""
    top = Agency.objects.create(
        slug="xian", name="虚构县", kind="government", level="county", region="虚构省"
    )
    Agency.objects.bulk_create(
        Agency(
            slug=f"ju{number}",
            name=f"虚构县第{number}局",
            kind="department",
            level="department",
            region="虚构省",
            parent=top,
        )
        for number in range(size - 1)
    )
    return list(Agency.objects.order_by("pk"))


def columns() -> list[Column]:
    """Columns that all have, of every kind."""
    kinds = list(ColumnKind)
    return [
        Column.objects.create(
            key=f"k{number}", title=f"栏目{number}", kind=kinds[number % 5], begins_on=date(2019, 5, 15)
        )
        for number in range(COLUMNS)
    ]


def items(bodies: list[Agency], shelves: list[Column]) -> None:
    """So many items each, over four years; the last columns stay empty at every sixth body."""
    now = datetime.now(UTC)
    for start in range(0, len(bodies) * EACH, BLOCK):
        rows = []
        for number in range(start, min(start + BLOCK, len(bodies) * EACH)):
            body = bodies[number // EACH]
            shelf = shelves[number % (COLUMNS - (5 if body.pk % 6 == 0 else 0))]
            at = now - timedelta(days=number % EACH * 5 + 1)
            rows.append(
                Item(agency=body, column=shelf, title=f"第{number}件", touched_at=at, published_at=at)
            )
        made = Item.objects.bulk_create(rows)
        editions = Edition.objects.bulk_create(
            Edition(
                item=item,
                number=1,
                title=item.title,
                body=BODY,
                text=BODY,
                summary="" if item.pk % 50 == 0 else "概述",
                written_on=item.touched_at.date(),
                opened_at=item.touched_at,
                saved_at=item.touched_at,
                published_at=item.touched_at,
            )
            for item in made
        )
        for item, edition in zip(made, editions, strict=True):
            item.public, item.stand, item.index_no = edition, Stand.PUBLIC, f"x/{item.pk}"
            item.first_published_at = item.touched_at
        Item.objects.bulk_update(made, ["public", "stand", "index_no", "first_published_at"], batch_size=500)


def night(ids: list[int], on: date) -> tuple[float, int]:
    """The milliseconds and queries of a night over all of them, as the job does it."""
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        for start in range(0, len(ids), PAGE):
            make(assessments(ids[start : start + PAGE], on), on=on, at=timezone.now())
        taken = time.perf_counter() - started
    return 1000 * taken, len(captured)


def client(top: Agency) -> Client:
    """The supervisor of all of them, logged in."""
    user = User.objects.create(username="supervisor", name="虚构示例", created_at=timezone.now())
    Membership.objects.create(user=user, agency=top, role=Role.SUPERVISOR, begins_on=date(2025, 1, 1))
    user.set_unusable_password()
    user.save()
    made = Client()
    made.force_login(user)
    made.get("/desk/me/")
    return made


def page(browser: Client, address: str) -> tuple[float, int]:
    """The milliseconds and queries of one page."""
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        answer = browser.get(address)
        taken = time.perf_counter() - started
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return 1000 * taken, len(captured)


def main(size: int) -> None:
    """Make the database; then, for each name on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    settings.SECOND_FACTOR_ROLES = []
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    call_command("migrate", verbosity=0)
    bodies = agencies(size)
    items(bodies, columns())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    browser, ids, nights = client(bodies[0]), [body.pk for body in bodies], 0
    for line in sys.stdin:
        if (what := line.strip()) == "night":
            nights += 1
            told = night(ids, timezone.localdate() - timedelta(days=10 - nights))
        else:
            told = page(browser, PAGES[what].format(slug=bodies[-1].slug))
        print(json.dumps(told), flush=True)
