"""Writes: the package with which a published report goes to the platform of a superior body; that it was made is logged."""

from datetime import datetime
from io import BytesIO

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.annual_reports import access
from gongkai.annual_reports.queries.versions import current
from gongkai.documents.annual.package import Deposit, Packed, packed
from gongkai.documents.annual.printing import printed
from gongkai.documents.writing.as_json import from_json
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


def pack(*, agency_id: int, year: int, by: Actor, at: datetime) -> tuple[bytes, Packed]:
    """The newest version of a report in every kind of file with a manifest, and what to tell the receiver by another way.

    Refused where there is no published report; Unreadable where a file cannot be made; PermissionDenied for others than its
    writers.
    """
    duty = access.require_writing(by, agency_id)
    found = current().filter(agency=agency_id, year=year).first()
    if found is None:
        raise Refused("这一年度的报告还没有发布，不能制作交换包。")
    body, out = Agency.objects.get(pk=agency_id), BytesIO()
    deposit = Deposit(body.name, year, from_json(found.content), body.organ_code, found.version)
    made = packed([deposit], out, sender=body.name, made_at=at, writer=printed)
    _note(agency_id, year, found.version, made, by=by, at=at, duty=duty)
    return out.getvalue(), made


@transaction.atomic
def _note(
    agency_id: int, year: int, version: int, made: Packed, *, by: Actor, at: datetime, duty: Duty | None
) -> None:
    log(
        "annual_reports.pack",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        version=made.digest,
        details={"year": year, "version": version, "files": made.files},
    )
