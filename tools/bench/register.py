"""One side of the bench of documents that govern, in a process of its own: a register, then what is asked of it.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.documents.normative_sheets import CHANGES, DOCUMENTS, to_xlsx
from gongkai.law import normative as law
from gongkai.law.normative import Effect
from gongkai.law.roles import Role
from gongkai.normative.actions.importing import import_register
from gongkai.normative.models import Document
from gongkai.normative.queries.counting import count
from gongkai.normative.queries.facts import every
from gongkai.normative.queries.listing import Sought, documents, states, whole
from gongkai.records.access import OPERATOR
from tests.signoff import office
from tools.bench.normative import PAGES, PAST, ROWS
from tools.bench.pages import logged_in, taken

SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
BODIES = len(SIGNS)
EVERY = 5  # one document of so many changes others
TOUCHED = 10  # so many
BEGIN, DAYS = date(2005, 1, 1), 7_600
AT = datetime(2026, 3, 2, 4, tzinfo=UTC)
ON = date.fromisoformat(PAST)
LAST = date(2014, 12, 31)
Line = dict[str, str]


def rows(size: int, code: str) -> dict[str, list[Line]]:
    """So many documents of twenty bodies over twenty years, a third with a period; one of five changes ten older ones."""
    days = [BEGIN + timedelta(n * DAYS // size) for n in range(size)]
    names = [f"{code}{SIGNS[n % BODIES]}〔{on.year}〕{n + 1}号" for n, on in enumerate(days)]
    made = [
        {
            "number": names[n],
            "title": f"第{n + 1}号虚构办法（{code}）",
            "agency": f"b{n % BODIES}",
            "issued_on": on.isoformat(),
            "published_on": on.isoformat(),
            "valid_until": (on + timedelta(1_826)).isoformat() if n % 3 == 0 else "",
        }
        for n, on in enumerate(days)
    ]
    chance, changes = random.Random(7), []  # noqa: S311 - a made-up register
    for n in range(EVERY, size, EVERY):
        older = [at for at in range(n) if at % EVERY]
        for place, of in enumerate(chance.sample(older, min(TOUCHED, len(older)))):
            changes.append(_change(names[of], names[n], days[n], place, n))
    return {DOCUMENTS: made, CHANGES: changes}


def _change(of: str, cause: str, on: date, place: int, n: int) -> Line:
    """The first two are repealed, an article of the others is amended."""
    told = {"of": of, "cause": cause, "on": on.isoformat()}
    if place < 2:
        return {**told, "effect": Effect.REPEALED.label}
    return {**told, "effect": Effect.AMENDED.label, "article": "三", "text": f"第{n}号的虚构文字。"}


def brought(size: int, code: str, agency_id: int, *, dry_run: bool = False) -> None:
    import_register(
        agency_id=agency_id,
        data=to_xlsx(rows(size, code)),
        name="register.xlsx",
        by=OPERATOR,
        at=AT,
        despite=True,
        dry_run=dry_run,
    )


def anew(works: Callable[[law.Register, tuple[law.Move, ...]], object]) -> Callable[[], object]:
    """All facts read and all lives worked out, then asked."""

    def asked() -> object:
        facts = every()
        return works(facts.register, facts.moves)

    return asked


def timed(work: Callable[[], object]) -> tuple[float, int]:
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        work()
    return 1000 * (time.perf_counter() - started), len(captured)


def _listed() -> None:
    sought = Sought(on=ON)
    documents(whole(), sought, AT.date())
    states(whole(), sought, AT.date())


def reads(agency_id: int) -> dict[str, Callable[[], object]]:
    """What is measured without its page."""

    def stood(told: law.Register, _: tuple[law.Move, ...]) -> list[object]:
        return [each.standing(ON) for each in told.histories.values()]

    def counted(told: law.Register, moves: tuple[law.Move, ...]) -> object:
        return law.prove(law.counts(law.lives(told, moves)[0], LAST, ON))

    def imported() -> None:
        with transaction.atomic():
            brought(ROWS, "新", agency_id, dry_run=True)

    return {
        "documents on a past day": _listed,
        "documents on a past day, anew": anew(stood),
        "counts": lambda: count(None, LAST, ON),
        "counts, anew": anew(counted),
        "import": imported,
    }


def main(size: int) -> None:
    """Make the database; then, for each name on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    call_command("migrate", verbosity=0)
    top = office.agency("top")
    for n in range(BODIES):
        office.agency(f"b{n}", top)
    brought(size, "云", top.pk)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own upkeep does within a minute
    client = logged_in(office.user("above"), Role.SUPERVISOR, "top")
    shown = _amended()
    works = reads(top.pk)
    for line in sys.stdin:
        name = line.strip()
        told = timed(works[name]) if name in works else taken(client, PAGES[name].format(document=shown))
        print(json.dumps(told), flush=True)


def _amended() -> int:
    """A document that was changed more than once, of the middle of the register."""
    changed: Iterable[Any] = (
        Document.objects.filter(validity="amended").order_by("pk").values_list("pk", flat=True)
    )
    found = list(changed)
    return int(found[len(found) // 2])
