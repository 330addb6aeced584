"""One side of the bench of compiled reports, in a process of its own: a city's year, then what is asked of it.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from gongkai.agencies.models import Agency
from gongkai.annual_reports.actions.compiling import compile_all, compile_report
from gongkai.annual_reports.models import Scope
from gongkai.annual_reports.queries.drafted import draft
from gongkai.annual_reports.queries.drilling import behind
from gongkai.annual_reports.queries.periods import statistics
from gongkai.annual_reports.queries.working import Working, working
from gongkai.applications.models import ApplicantKind, Application, Medium, Route, Way
from gongkai.channels.actions.standing import settle_posts
from gongkai.law.registers import definition
from gongkai.law.registers.timing import State
from gongkai.law.report.periods import Period
from gongkai.records.access import OPERATOR
from gongkai.registers import actions as registers
from gongkai.registers.actions import Handed
from gongkai.registers.models import Record, Tally
from tests.signoff import office
from tools.bench.compiling import CASES, DECISIONS, DOCUMENTS, ITEMS
from tools.bench.posts import public_items
from tools.bench.register import brought

AT = datetime(2026, 1, 12, 2, tzinfo=UTC)
QUARTER = Period.parse("2025Q3")
YEAR, BATCH = 2025, 2_000
LICENCE = "administrative_licence"
LICENCES = "t2.art20_5.admin_license.decisions_this_year"
ROWS = ("granted", "partial", "denied_process", "unable_not_held", "unprocessed_petition", "other_misc")


def _decided(agency: Agency, many: int) -> None:
    """So many licences of the year, and the sums over them."""
    source = registers.open_source(
        agency_id=agency.pk, register=LICENCE, name="审批系统", by=OPERATOR, at=AT - timedelta(days=400)
    )
    delivery = registers.begin(source_id=source, handed=Handed("a.csv", "0" * 64), by=OPERATOR, at=AT)
    marks = (1 << len(definition(LICENCE).counts)) - 1
    for start in range(0, many, BATCH):
        Record.objects.bulk_create(
            Record(
                register=LICENCE,
                agency=agency,
                key=f"{number:032x}",
                fingerprint=f"{number:032x}",
                as_of=AT,
                dated_on=date(YEAR, 1, 1) + timedelta(days=number % 365),
                title=f"关于准予第{number}号虚构事项的决定书",
                marks=marks,
                state=State.PUBLIC,
                made_by_id=delivery,
                changed_by_id=delivery,
                row=number,
            )
            for number in range(start, min(start + BATCH, many))
        )
    Tally.objects.create(
        register=LICENCE, agency=agency, year=YEAR, state=State.PUBLIC, late=False, marks=marks, n=many
    )


def _published(agency: Agency, many: int) -> None:
    """So many items of the year."""
    begin = datetime(YEAR, 1, 1, tzinfo=UTC)
    items = public_items([agency], [begin + timedelta(minutes=5 * number) for number in range(many)])
    with transaction.atomic():
        settle_posts(item_ids=[one.pk for one in items], piece_ids=[])


def _asked(agency: Agency, many: int, first: int) -> None:
    """So many applications, three quarters of them handled."""
    kinds = list(ApplicantKind)
    Application.objects.bulk_create(
        (
            Application(
                agency=agency,
                number=f"B{number}",
                code="B",
                ticket=UUID(int=number + 1),
                way=Way.PORTAL,
                arrived_on=(came := date(YEAR - 1, 11, 1) + timedelta(days=number % 400)),
                submitted_at=AT,
                applicant_kind=kinds[number % len(kinds)],
                title=f"第{number}号虚构事项",
                medium=Medium.PAPER,
                route=Route.POST,
                state="replied" if number % 4 else "in_review",
                settled_on=date(YEAR, 12, 31),
                receipt_on=came,
                handled_on=came + timedelta(days=20) if number % 4 else None,
                row=ROWS[number % len(ROWS)] if number % 4 else "",
            )
            for number in range(first, first + many)
        ),
        batch_size=BATCH,
    )


def _measured(work: Callable[[], object], *, kept: bool = False) -> tuple[float, int, float]:
    """Milliseconds, queries, and by how many megabytes the process has grown; what is written is taken back."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    queries = 0

    def counted(execute: Callable[..., object], *given: object) -> object:
        nonlocal queries
        queries += 1
        return execute(*given)

    with connection.execute_wrapper(counted), transaction.atomic():
        work()
        transaction.set_rollback(not kept)
    took = 1000 * (time.perf_counter() - started)
    return took, queries, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def main(size: int) -> None:
    """Make the database; then, for each name on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    call_command("migrate", verbosity=0)
    city = Agency.objects.create(
        slug="shi", name="云岭市人民政府", kind="government", level="prefecture", region="虚构省"
    )
    bodies = [office.agency(f"b{number}", city) for number in range(size)]
    brought(DOCUMENTS, "云", city.pk)
    _decided(bodies[0], DECISIONS)
    _published(bodies[0], ITEMS)
    _asked(bodies[0], CASES, 0)
    for place, each in enumerate(bodies[1:]):
        _asked(each, 25, CASES + 25 * place)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own upkeep does within a minute
    first = bodies[0].pk

    asks = _asks(first, city.pk)
    for line in sys.stdin:
        name = line.strip()
        if name in {"drill", "draft"}:
            asks["compile"]()
        print(json.dumps(_measured(asks[name], kept=name.startswith("roll up"))), flush=True)


def _asks(first: int, city: int) -> dict[str, Callable[[], object]]:
    """What may be asked of one agency and of the city."""

    def held() -> Working:
        found = working(first, YEAR, Scope.OWN)
        if found is None:
            raise LookupError(first)
        return found

    def gathered() -> object:
        return compile_all(city, YEAR, by=OPERATOR, at=AT)

    return {
        "compile": lambda: compile_report(first, YEAR, Scope.OWN, by=OPERATOR, at=AT),
        "drill": lambda: behind(held(), LICENCES),
        "draft": lambda: draft(held().id),
        "quarter": lambda: statistics(first, QUARTER, Scope.OWN, on=AT.date()),
        "quarter of all": lambda: statistics(city, QUARTER, Scope.ROLLED_UP, on=AT.date()),
        "roll up": gathered,
        "roll up again": gathered,
    }
