"""Writes: versions of the disclosure guide.   依据：条例第十二条"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from gongkai.agencies import access
from gongkai.agencies.actions.changes import take_turn
from gongkai.agencies.actions.refused import Refused
from gongkai.agencies.models import Agency, Guide
from gongkai.records.access import Actor
from gongkai.records.actions.log import log

_NEEDED = {
    "unit": "政府信息公开工作机构",
    "address": "办公地址",
    "hours": "办公时间",
    "telephone": "联系电话",
}


@transaction.atomic
def write_guide(  # noqa: PLR0913 - the fields of a guide
    *,
    agency_id: int,
    unit: str,
    address: str,
    hours: str,
    telephone: str,
    since: date,
    by: Actor,
    at: datetime,
    fax: str = "",
    internet: str = "",
    text: str = "",
) -> int:
    """Keep a new version of an agency's guide, in force from a day on, and return its number. Older ones stay.

    By 公开专员 or 办公室主任 of the agency, 主管部门 of it or of a body above, or the operator. Refused where one of the
    particulars that the regulation asks for is missing, and for a day outside the life of the agency.
    """
    duty = access.require_writing_guide(by, agency_id)
    fields = {
        "unit": unit.strip(),
        "address": address.strip(),
        "hours": hours.strip(),
        "telephone": telephone.strip(),
        "fax": fax.strip(),
        "internet": internet.strip(),
        "text": text.strip(),
    }
    _check(fields)
    take_turn()
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise Refused("没有这个机关。")
    if not (agency.begins_on or date.min) <= since <= (agency.ends_on or date.max):
        raise Refused("施行日期不在该机关的存续期间之内，请核对。")
    newest = Guide.objects.filter(agency=agency_id).aggregate(top=Max("version"))["top"] or 0
    made = Guide.objects.create(
        agency=agency, version=newest + 1, since=since, written_at=at, written_by=by.username, **fields
    )
    log(
        "agencies.write_guide",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        version=f"v{made.version}",
        details={"since": since.isoformat()},
    )
    return made.version


def _check(fields: dict[str, str]) -> None:
    messages = [f"没有填写{label}。" for name, label in _NEEDED.items() if not fields[name]]
    for name, value in fields.items():
        limit = getattr(Guide._meta.get_field(name), "max_length", None)
        if limit and len(value) > limit:
            messages.append(f"“{value[:20]}……”超过{limit}个字，请缩短。")
    if messages:
        raise Refused(*messages)
