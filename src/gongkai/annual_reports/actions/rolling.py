"""Writes: whether a body counts in what the government above it reports."""

from datetime import datetime

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.annual_reports import access
from gongkai.annual_reports.models import RollUpRule
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without

_MOST = 300


@transaction.atomic
def set_roll_up_rule(
    agency_id: int, *, counts: bool, first_year: int, reason: str, by: Actor, at: datetime
) -> int:
    """Say that a body counts in roll-ups from a year on, or that it does not, whatever its name tells. Returns its number.

    What was said for the same year is taken back. Refused without a reason.
    """
    duty = access.require_collecting(by, agency_id)
    if not Agency.objects.filter(pk=agency_id).exists():
        raise Refused("没有这个机关。")
    why = refuse_without(reason, _MOST, "理由")
    RollUpRule.objects.filter(agency=agency_id, first_year=first_year, taken_back_at=None).update(
        taken_back_at=at, taken_back_by=by.username
    )
    made = RollUpRule.objects.create(
        agency_id=agency_id, counts=counts, first_year=first_year, reason=why, at=at, by=by.username
    )
    log(
        "annual_reports.set_roll_up_rule",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        reason=why,
        details={"counts": counts, "first_year": first_year},
    )
    return made.pk


@transaction.atomic
def take_back_roll_up_rule(rule_id: int, *, why: str, by: Actor, at: datetime) -> None:
    """Take back what was said of a body; its name tells again. Refused if it does not hold any more."""
    rule = RollUpRule.objects.select_for_update().filter(pk=rule_id, taken_back_at=None).first()
    if rule is None:
        raise Refused("这条汇总规则不存在，或者已经撤销。")
    duty = access.require_collecting(by, rule.agency_id)
    said = refuse_without(why, _MOST, "撤销的理由")
    rule.taken_back_at, rule.taken_back_by = at, by.username
    rule.save(update_fields=["taken_back_at", "taken_back_by"])
    log(
        "annual_reports.take_back_roll_up_rule",
        f"agency:{rule.agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=rule.agency_id,
        reason=said,
        details={"counts": rule.counts, "first_year": rule.first_year},
    )
