"""Writes: what is public is taken back or comes back; what is withheld is looked at again."""

from datetime import date, datetime

from django.db import transaction

from gongkai.documents.holidays import installed_calendar
from gongkai.law.duties.reevaluation import reevaluate
from gongkai.publication import access
from gongkai.publication.actions.drafting import begin_again
from gongkai.publication.actions.holding import hold, subject
from gongkai.publication.actions.indexing import follow
from gongkai.publication.actions.statements import end_statements
from gongkai.publication.models import Evaluation, Item, Stand, Why, Withdrawal, Withholding
from gongkai.publication.queries.withheld import facts_of
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.access import require_person


@transaction.atomic
def withdraw(
    *,
    item_id: int,
    why: Why,
    told: str,
    by: Actor,
    at: datetime,
    note: str = "",
    overturned_on: date | None = None,
) -> int:
    """Take back what is public, at once; returns the number of the withdrawal. It is found no longer.

    `told` is the reason that the public reads in place of the text. Harmful content is removed: not even its title is
    shown. `overturned_on` is wanted for a decision that was changed or revoked (行政处罚法第四十八条). The record stays whole.
    Refused without the reason and for what is not public; PermissionDenied for others than those who take back.
    """
    item = hold(item_id)
    duty = access.require_removing(by, item.agency_id)
    reason = refuse_without(told, 300, "撤回理由")
    refuse_longer(note, 500, "内部说明")
    if item.stand != Stand.PUBLIC or item.public_id is None:
        raise Refused("这条信息没有公开，不需要撤回。")
    if why is Why.OVERTURNED and overturned_on is None:
        raise Refused("请填写决定被变更、撤销的日期：应当在三日内撤回并说明理由。")
    if overturned_on is not None and overturned_on > civil_day(at):
        raise Refused("决定被变更、撤销的日期晚于今天，请核对。")
    made = Withdrawal.objects.create(
        item=item,
        edition_id=item.public_id,
        why=why,
        told=reason,
        note=note.strip(),
        overturned_on=overturned_on,
        by_id=require_person(by),
        at=at,
    )
    stand = Stand.REMOVED if why is Why.HARMFUL else Stand.WITHDRAWN
    Item.objects.filter(pk=item.pk).update(stand=stand, touched_at=at)
    follow([item.pk], at)
    log(
        "publication.withdraw",
        subject(item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=item.agency_id,
        reason=reason,
        details={"why": why.value, "edition": item.public_id},
    )
    return made.pk


@transaction.atomic
def restore(*, item_id: int, because: str, by: Actor, at: datetime) -> None:
    """Show again, unchanged, what was taken back. Refused without a reason, and for what was removed as harmful."""
    item = hold(item_id)
    duty = access.require_publishing(by, item.agency_id)
    reason = refuse_without(because, 200, "恢复公开的理由")
    if item.stand != Stand.WITHDRAWN:
        raise Refused("只有已撤回的信息可以恢复公开。")
    item.withdrawals.filter(restored_at__isnull=True).update(restored_at=at)
    Item.objects.filter(pk=item.pk).update(stand=Stand.PUBLIC, touched_at=at)
    follow([item.pk], at)
    end_statements(item.agency_id, [item.column_id], by, at, duty)
    log(
        "publication.restore",
        subject(item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=item.agency_id,
        reason=reason,
    )


@transaction.atomic
def evaluate(*, withholding_id: int, outcome: str, why: str, by: Actor, at: datetime) -> int | None:
    """Record that withheld information was looked at again: "keep" it, or "open" it (动态调整).

    Kept, it is due again after the period of the law. To be opened, a new edition is begun, whose number is returned: it
    is reviewed and signed as any other, and once it is public the item leaves the register. Refused without a reason, while
    such an edition is in work, and for what has left the register.
    依据：条例第十八条
    """
    if outcome not in ("keep", "open"):
        raise ValueError("outcome is keep or open")
    held = Withholding.objects.filter(pk=withholding_id).first()
    if held is None or held.ended_at is not None:
        raise Refused("这条信息已不在登记中，请刷新后再看。")
    item = hold(held.item_id)
    duty = access.require_publishing(by, item.agency_id)
    reason = refuse_without(why, 500, "评估意见")
    Evaluation.objects.create(withholding=held, outcome=outcome, why=reason, by_id=require_person(by), at=at)
    log(
        "publication.evaluate",
        subject(item.pk),
        by=by,
        at=at,
        duty=duty,
        agency_id=item.agency_id,
        reason=reason[:200],
        details={"outcome": outcome},
    )
    facts = facts_of(held, evaluated_on=civil_day(at))
    held.look_on = reevaluate(facts, civil_day(at), installed_calendar()).due_on
    held.save(update_fields=["look_on"])
    return begin_again(item, held.edition, by, at, duty) if outcome == "open" else None


@transaction.atomic
def declassify(*, withholding_id: int, on: date, by: Actor, at: datetime) -> None:
    """Note that a state secret was declassified on a day: it is then due to be looked at again.

    依据：保守国家秘密法第二十四条
    """
    held = Withholding.objects.filter(pk=withholding_id, ended_at__isnull=True).first()
    if held is None:
        raise Refused("这条信息已不在登记中，请刷新后再看。")
    duty = access.require_publishing(by, held.agency_id)
    if on > civil_day(at):
        raise Refused("解密日期晚于今天，请核对。")
    held.declassified_on, held.look_on = on, min(held.look_on, on)
    held.save(update_fields=["declassified_on", "look_on"])
    log(
        "publication.declassify",
        subject(held.item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        details={"on": on.isoformat()},
    )
