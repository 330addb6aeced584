"""One side of the bench of the observatory, in a process of its own: bodies with ten reports each, then pages and files.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import cast

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import AnnualReport, Examination, OriginalFile
from gongkai.documents.writing.as_json import to_json
from gongkai.law.report.content import Cell, Report
from gongkai.law.report.schema import form_for
from tests.law.report.reports import balanced_2019, balanced_2021
from tests.signoff import office
from tools.bench.observatory import YEARS

AT = datetime(2026, 1, 12, 2, tzinfo=UTC)
LAST = 2028
ADDRESSES = {
    "overview": "/nb/gc/?zu=shi.department.department",
    "indicator": "/nb/gc/zb/?zb=t3.new_received.total&zu=shi.department.department",
    "body": "/zfxxgk/b0/nb/ln/",
    "csv": "/nb/sj/cells.csv",
    "jsonl": "/nb/sj/reports.jsonl",
    "xlsx": f"/nb/sj/{LAST}.xlsx",
}


def _report(year: int, by: Random) -> Report:
    form = form_for(year).id
    model = balanced_2019() if form == "format_2019" else balanced_2021()
    cells = {
        cell: Cell(value := by.randrange(400), str(value), f"page 3, table 1, row {place}, column 4")
        for place, cell in enumerate(model.form.cells)
    }
    prose = tuple(replace(section, paragraphs=section.paragraphs * 5) for section in model.sections)
    return replace(model, report_year=year, published_on=None, sections=prose, cells=cells)


def _stored(bodies: list[Agency]) -> None:
    by = Random(1)  # noqa: S311 - figures for measuring
    file = OriginalFile.objects.create(digest="0" * 64, data=b"")
    for year in range(LAST - YEARS + 1, LAST + 1):
        made = AnnualReport.objects.bulk_create(
            (
                AnnualReport(
                    agency=body,
                    year=year,
                    version=1,
                    imported_at=AT,
                    imported_by="bench",
                    file_name="a.json",
                    original=file,
                    content=to_json(_report(year, by)),
                )
                for body in bodies
            ),
            batch_size=50,
        )
        Examination.objects.bulk_create(
            Examination(report=each, examined_at=AT, findings=[], errors=0, warnings=0, notes=0)
            for each in made
        )


def _sent(answer: HttpResponseBase) -> int:
    """How many bytes were sent."""
    if answer.status_code != 200:
        raise SystemExit(f"the page answered {answer.status_code}")
    if isinstance(answer, StreamingHttpResponse):
        return sum(map(len, cast("Iterator[bytes]", answer.streaming_content)))
    return len(cast("HttpResponse", answer).content)


def _measured(work: Callable[[], int]) -> tuple[float, int, float, float]:
    """Milliseconds, queries, by how many megabytes the process has grown, megabytes sent."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    queries = 0

    def counted(execute: Callable[..., object], *given: object) -> object:
        nonlocal queries
        queries += 1
        return execute(*given)

    with connection.execute_wrapper(counted):
        size = work()
    took = 1000 * (time.perf_counter() - started)
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return took, queries, more, size / 1e6


def main(size: int) -> None:
    """Make the database; then, for each name on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    city = Agency.objects.create(
        slug="shi", name="云岭市人民政府", kind="government", level="prefecture", region="虚构省"
    )
    _stored([office.agency(f"b{number}", city) for number in range(size)])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own upkeep does within a minute
    client = Client()
    for line in sys.stdin:
        address = ADDRESSES[line.strip()]
        print(json.dumps(_measured(lambda address=address: _sent(client.get(address)))), flush=True)  # type: ignore[misc] # its own address
