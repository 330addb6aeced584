"""One side of the bench of publication, in a process of its own: imports items, then tells what is asked.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.accounts.models import User
from gongkai.agencies.models import Membership
from gongkai.documents.items.sources import open_source
from gongkai.publication import actions
from gongkai.publication.actions.importing import begin_import, start_import
from gongkai.publication.actions.importing_work import work_through
from gongkai.publication.queries import Into
from gongkai.records.access import OPERATOR
from tests.publication.office import OFFICER, approved, column, office
from tests.signoff.office import Office
from tools.bench.pages import taken
from tools.bench.publication import MARKS, PAGES, PUBLISHED

PARAGRAPHS = 10
SPARE = 5  # editions more than are published


def row(number: int) -> dict[str, str]:
    """An item as an older platform has it, of some 600 characters."""
    year = 2008 + number % 18
    text = "".join(
        f"<p>第{place}条 为规范第{number}号虚构检查工作，保障公民、法人和其他组织依法获取政府信息，提高工作透明度，制定本办法。</p>"
        for place in range(PARAGRAPHS)
    )
    return {
        "id": str(number),
        "title": f"关于第{number}次虚构检查的通知",
        "body": text,
        "column": "tzgg",
        "document_no": f"云虚发〔{year}〕{number // 18 + 1}号",
        "written_on": f"{year}-03-02",
        "published_at": f"{year}-03-{number % 28 + 1:02} 10:{number % 60:02}",
        "topic": "other",
        "genre": "notice",
    }


def imported(at: Office, size: int) -> dict[str, object]:
    """Seconds and memory of so many rows, from a file to public items."""
    place = Path(settings.DATA) / "old.jsonl"
    with place.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(row(number), ensure_ascii=False)}\n" for number in range(size))
    memory: list[float] = []

    def told(end: int) -> None:
        if end in MARKS:
            memory.append(_megabytes())

    now = timezone.now()
    with open_source(place) as source:
        run_id = start_import(
            agency_id=at.agency.pk, source=source, into=Into.PUBLIC, platform="旧站", by=OPERATOR, at=now
        )
        begin_import(run_id=run_id, by=OPERATOR, at=now)
        started = time.perf_counter()
        if not work_through(run_id=run_id, source=source, by=OPERATOR, told=told):
            raise RuntimeError("the import did not come to its end")
        seconds = time.perf_counter() - started
    place.unlink()
    return {"rows": size, "seconds": seconds, "memory": memory}


def _megabytes() -> float:
    """What the process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def officer(at: Office) -> Client:
    """The disclosure officer of the agency, logged in."""
    user = User.objects.get(username=at[OFFICER].username)
    Membership.objects.create(user=user, agency=at.agency, role=OFFICER, begins_on=date(2025, 1, 1))
    user.set_unusable_password()  # none to be changed first
    user.save()
    client = Client()
    client.force_login(user)
    client.get("/desk/me/")  # the first page of a session notes it
    return client


def publish(at: Office, editions: Iterator[int]) -> tuple[float, int]:
    """The milliseconds and queries of one publication."""
    edition_id = next(editions)
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=timezone.now())
        seconds = time.perf_counter() - started
    writes = [
        query
        for query in captured
        if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    return 1000 * seconds, len(writes)


def main(size: int) -> None:
    """Make the database; then, for each name on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    call_command("migrate", verbosity=0)
    column()
    at = office()
    done = imported(at, size)
    editions = iter([approved(at) for _ in range(PUBLISHED + SPARE)])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE"
            )  # as its own upkeep does within a minute, at a moment that nobody chooses
    client = officer(at)
    known: dict[str, Callable[[], object]] = {
        "imported": lambda: done,
        "publish": lambda: publish(at, editions),
    }
    for line in sys.stdin:
        name = line.strip()
        print(json.dumps(taken(client, PAGES[name]) if name in PAGES else known[name]()), flush=True)
