"""Writes: what is sealed is shown whole, once, and the log says to whom and why."""

from datetime import datetime

from django.db import transaction

from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer
from gongkai.records.actions.revealing import NoReason, reveal
from gongkai.remedies.access import Act
from gongkai.remedies.actions.holding import hold, subject
from gongkai.remedies.models import Participant
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing
from gongkai.sealing.value import Sealed

FIELDS = {"name": "姓名、名称", "contact": "联系方式"}


@transaction.atomic
def reveal_participant(
    *, chain_id: int, participant_id: int, field: str, reason: str, by: Actor, at: datetime
) -> str:
    """Show who takes part, or how they are reached. Refused without a reason, and where there is nothing to show."""
    held = hold(chain_id, Act.REVEAL, by=by, at=at)
    refuse_longer(reason, 300, "查看的事由")
    if field not in FIELDS:
        raise Refused("没有这一项。")
    found = Participant.objects.filter(pk=participant_id, chain=chain_id)
    value = found.values_list(field, flat=True).first()
    if not isinstance(value, Sealed):
        raise Refused(f"没有填写{FIELDS[field]}。")
    try:
        return reveal(
            value,
            what=FIELDS[field],
            subject=subject(chain_id),
            reason=reason,
            by=by,
            at=at,
            duty=held.duty,
            agency_id=held.chain.agency_id,
        )
    except (NoReason, Unsealable, KeysMissing) as error:
        raise Refused(str(error)) from error
