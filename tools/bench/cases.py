"""One side of the bench of applications, in a process of its own: cases and public items in a database, then page by page.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    Doing,
    Event,
    Medium,
    Route,
    Wanted,
    Way,
)
from gongkai.applications.queries.clocks import where
from gongkai.documents.holidays import installed_calendar
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.roles import Role
from gongkai.search.models import Entry
from tests.signoff import office
from tools.bench.applications import PAGES
from tools.bench.pages import logged_in, taken
from tools.bench.searching import load, made

BLOCK = 2_000
AGENCIES = 40
OPEN = 20  # one of so many is still open
NOTES = 30  # what is on the file of the case whose page is opened
AT = datetime(2026, 3, 2, 4, tzinfo=UTC)


def populate(size: int) -> None:
    """So many cases, shared among agencies; one of twenty open, the others answered, as they are after some years."""
    agencies = list(Agency.objects.order_by("pk").values_list("pk", flat=True)[:AGENCIES])
    today = datetime.now(UTC).date()
    for begin in range(0, size, BLOCK):
        numbers = range(begin, min(begin + BLOCK, size))
        ledgers = {number: _ledger(number, today) for number in numbers}
        rows = Application.objects.bulk_create(
            _application(number, agencies[number % len(agencies)], ledgers[number], today)
            for number in numbers
        )
        Applicant.objects.bulk_create(
            Applicant(
                application=row, name=f"虚构{number % 997}", telephone="13900009876", address="虚构路1号"
            )
            for row, number in zip(rows, numbers, strict=True)
        )
        Wanted.objects.bulk_create(
            Wanted(application=row, position=1, name=row.title, key=f"{number % 5_000:064}")
            for row, number in zip(rows, numbers, strict=True)
        )
        Event.objects.bulk_create(
            event
            for row, number in zip(rows, numbers, strict=True)
            for event in _events(row, ledgers[number])
        )
    Event.objects.bulk_create(
        Event(application=shown(), kind=Doing.NOTED, on=AT.date(), at=AT, by=f"u{place}", note="备注")
        for place in range(NOTES)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE"
            )  # as its own upkeep does within a minute, at a moment that nobody chooses


def shown() -> Application:
    """The case whose page is opened."""
    return Application.objects.filter(agency__slug="n0").latest("pk")


def _ledger(number: int, today: date) -> Ledger:
    if number % OPEN == 0:
        return Ledger(today - timedelta(days=number % 25), Way.COUNTER.channel)
    arrived = today - timedelta(days=60 + number % 1_500)
    reply = installed_calendar().after(arrived, 1 + number % 20)
    return Ledger(arrived, Way.COUNTER.channel, (Fact(Kind.REPLIED, reply, result="granted"),))


def _application(number: int, agency_id: int, ledger: Ledger, today: date) -> Application:
    stands = where(ledger, today)
    return Application(
        agency_id=agency_id,
        number=f"YS{number:07}",
        code=f"{number:08}",
        ticket=UUID(int=number + 1),
        way=Way.COUNTER,
        arrived_on=ledger.received_on,
        submitted_at=datetime(*ledger.received_on.timetuple()[:3], 4, tzinfo=UTC),
        applicant_kind=list(ApplicantKind)[number % 6],
        title=f"第{number}号虚构地块的征收补偿安置方案",
        medium=Medium.PAPER,
        route=Route.POST,
        state=stands.clock.state,
        settled_on=today,
        receipt_on=stands.receipt_on,
        due_on=stands.clock.due_on,
        closed_on=stands.clock.closed_on,
        handled_on=stands.handled_on,
        row=stands.row,
    )


def _events(row: Application, ledger: Ledger) -> Iterator[Event]:
    yield Event(application=row, kind=Doing.SUBMITTED, on=row.arrived_on, at=row.submitted_at, by="applicant")
    for fact in ledger.facts:
        yield Event(application=row, kind=fact.kind, on=fact.on, at=AT, by="operator", result=fact.result)


def browsers() -> dict[str, Client]:
    """An officer of one agency, and the supervisor of all of them."""
    top = office.agency("top")
    Agency.objects.exclude(pk=top.pk).update(parent=top)
    return {
        "officer": logged_in(office.user("officer"), Role.DISCLOSURE_OFFICER, "n0"),
        "supervisor": logged_in(office.user("supervisor"), Role.SUPERVISOR, "top"),
        "": Client(),
    }


def typed() -> list[str]:
    """What a visitor has typed so far, title after title: two signs, three, up to eight."""
    titles = Entry.objects.order_by("pk").values_list("title", flat=True)[:100]
    return [title[:length] for title in titles for length in range(2, 9)]


def main(size: int) -> None:
    """Make the database; then, for each name of a page on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    call_command("migrate", verbosity=0)
    load(size)
    made()
    populate(size)
    known, case, words = browsers(), shown().pk, typed()
    suggestions = reverse("apply_suggestions", args=["n0"])
    for line in sys.stdin:
        name = line.strip()
        if name.startswith("typing"):
            word = words[int(name.split()[1]) * 11 % len(words)]  # titles and lengths in turn
            print(json.dumps(taken(known[""], f"{suggestions}?q={word}")), flush=True)
        else:
            address, who, _ = PAGES[name]
            print(json.dumps(taken(known[who], address.format(case=case))), flush=True)
