"""Writes: what a place has set about interpretation, and figures of a period that are kept as they were."""

from datetime import date, datetime

from django.db import transaction

from gongkai.law.normative import DocumentKind
from gongkai.normative import access
from gongkai.normative.models import InterpretationRule, KeptMeasures
from gongkai.normative.queries.interpretation_measures import picture
from gongkai.normative.queries.interpretation_rules import RuleRow
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

MOST_DAYS, LEAST_PERCENT = 250, 20


@transaction.atomic
def set_rule(*, agency_id: int | None, rule: RuleRow, by: Actor, at: datetime) -> int:
    """Say what counts from now on for the documents of an agency, or of all (None), of one kind or all; the number of the rule.

    By whoever keeps its register; for all by a supervisor at the top. Refused for numbers that mean nothing.
    """
    duty = access.require_placing_for_all(by) if agency_id is None else access.require_keeping(by, agency_id)
    if rule.kind and rule.kind not in set(DocumentKind):
        raise Refused("没有这一类文件，请重新选择。")
    if rule.fault is not None and not 0 < rule.fault <= MOST_DAYS:
        raise Refused(f"严重超期的天数应当在1到{MOST_DAYS}个工作日之间。")
    if not LEAST_PERCENT <= rule.alike_percent <= 100:
        raise Refused(f"相似的比例应当在{LEAST_PERCENT}%到100%之间。")
    made = InterpretationRule.objects.create(
        agency_id=agency_id,
        kind=rule.kind,
        plan_first=rule.plan_first,
        departments_interpret=rule.departments_interpret,
        together=rule.together,
        fault_working_days=rule.fault,
        alike_percent=rule.alike_percent,
        at=at,
        by=by.username,
    )
    log(
        "normative.set_interpretation_rule",
        f"agency:{agency_id}" if agency_id else "platform",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details={
            "rule": made.pk,
            "kind": rule.kind,
            "together": rule.together,
            "plan_first": rule.plan_first,
        },
    )
    return made.pk


@transaction.atomic
def keep_measures(
    *, agency_id: int, below: bool, since: date, until: date, on: date, by: Actor, at: datetime
) -> int:
    """Keep rate and shares of a period as they are on a day, each with numerator and denominator; the number of the row.

    `below`: with all agencies that whoever keeps them reaches. By whoever keeps the register of the agency.
    """
    duty = access.require_keeping(by, agency_id)
    if since > until:
        raise Refused("开始日期晚于结束日期，请核对。")
    reach = by.reach(access.READERS) if below and by is not OPERATOR else {agency_id}
    found = picture(by, reach, since, until, on).whole.measures
    made = KeptMeasures.objects.create(
        agency_id=agency_id,
        below=below,
        since=since,
        until=until,
        interpreted=found.rate.numerator,
        needed=found.rate.denominator,
        forms={form.value: [share.numerator, share.denominator] for form, share in found.forms},
        at=at,
        by=by.username,
    )
    log(
        "normative.keep_measures",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details={"measures": made.pk, "interpreted": made.interpreted, "needed": made.needed},
    )
    return made.pk
