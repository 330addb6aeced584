"""Writes: versions of the disclosure guide.   依据：条例第十二条"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.agencies import access
from gongkai.agencies.actions.changes import take_turn
from gongkai.agencies.models import Agency, Guide
from gongkai.agencies.queries.guides import GUIDE_LABELS, GUIDE_NEEDED
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

LONGEST = 10_000
"""Characters of a text that has no shorter limit."""


@transaction.atomic
def write_guide(
    *,
    agency_id: int,
    fields: Mapping[str, str],
    since: date,
    by: Actor,
    at: datetime,
    base: int | None = None,
) -> int:
    """Keep a new version of an agency's guide, in force from a day on, and return its number. Older ones stay.

    `fields` are texts by the names of GUIDE_LABELS; `base` is the version that the writer had before them (0: none). By
    公开专员 or 办公室主任 of the agency, 主管部门 of it or of a body above, or the operator. Refused without unit, address,
    hours or telephone, for a day outside the life of the agency, for a guide that says what the newest one says, and
    where somebody else has written another one since `base`.
    """
    duty = access.require_writing_guide(by, agency_id)
    fields = {name: fields.get(name, "").strip() for name in GUIDE_LABELS}
    _check(fields)
    take_turn()
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise Refused("没有这个机关。")
    if not (agency.begins_on or date.min) <= since <= (agency.ends_on or date.max):
        raise Refused("施行日期不在该机关的存续期间之内，请核对。")
    newest = _require_progress(agency_id, {**fields, "since": since}, base)
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


def _require_progress(agency_id: int, fields: Mapping[str, object], base: int | None) -> int:
    """The number of the newest version; Refused where it is not the one that was changed, or says the same."""
    newest = Guide.objects.filter(agency=agency_id).order_by("-version").first()
    number = newest.version if newest else 0
    if base is not None and base != number:
        raise Refused(f"在您编写期间，已有人保存了第{number}版。请打开最新一版，核对后再修改。")
    if newest and all(getattr(newest, name) == value for name, value in fields.items()):
        raise Refused("没有变化：内容与最新一版相同。")
    return number


def _check(fields: Mapping[str, str]) -> None:
    messages = [
        f"没有填写{GUIDE_LABELS[name]}。"
        for name in GUIDE_LABELS
        if name in GUIDE_NEEDED and not fields[name]
    ]
    for name, value in fields.items():
        limit = getattr(Guide._meta.get_field(name), "max_length", None) or LONGEST
        if len(value) > limit:
            messages.append(f"{GUIDE_LABELS[name]}超过{limit}个字，请缩短。")
        if "\0" in value:
            messages.append(f"{GUIDE_LABELS[name]}中有不能保存的字符。")
    if messages:
        raise Refused(*messages)
