"""Writes: a report is imported as a new version, and examined."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.annual_reports import access
from gongkai.annual_reports.actions.keeping import keep
from gongkai.annual_reports.queries.versions import current
from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: which version of the report on which year; `repeated` if it was there before."""

    year: int
    version: int
    repeated: bool = False


@transaction.atomic
def import_report(
    *, agency: str, data: bytes, name: str, by: Actor, at: datetime, origin: str = ""
) -> Imported:
    """Read a file and keep it as the newest version of the agency's report on the year that it states.

    Checks it against last year's report where there is one, and examines next year's report again. It is found
    in place of the version before. The same file twice in a row changes nothing. Raises Unreadable for a file that is
    no report or states no year, PermissionDenied for anybody but the operator.
    """
    access.require_import(by)
    body = Agency.objects.get(slug=agency)
    report = load_bytes(data, name)
    if report.report_year is None:
        raise Unreadable(f"{name}：没有找到报告年度，请在标题中写明“××年政府信息公开工作年度报告”。")
    year = report.report_year
    digest = sha256(data).hexdigest()
    newest = current().filter(agency=body, year=year).first()
    if newest and newest.original_id == digest:
        return Imported(year, newest.version, repeated=True)
    made = keep(report, body=body, year=year, data=data, name=name, origin=origin, by=by, at=at)
    return Imported(year, made.version)
