"""What every act on another system begins and ends with: hold it while it is open, write the act down."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from gongkai.exchange.models import System, Webhook
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

Other = TypeVar("Other", System, Webhook)

MISSING = "没有这个{what}，或者它不属于您管理的机关。请刷新后再看。"
CLOSED = "这个{what}已经停用。"
_WORDS = {System: "业务系统", Webhook: "推送"}
_SUBJECTS = {System: "exchange_system", Webhook: "webhook"}


def hold(kind: type[Other], number: int) -> Other:
    """An open one, held until the transaction ends; Refused if there is none."""
    held = kind._default_manager.select_for_update().filter(pk=number).first()
    if held is None:
        raise Refused(MISSING.format(what=_WORDS[kind]))
    if held.closed_at is not None:
        raise Refused(CLOSED.format(what=_WORDS[kind]))
    return held


def told(
    action: str,
    held: System | Webhook,
    by: Actor,
    at: datetime,
    duty: Duty | None = None,
    *,
    reason: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Log what was done with one, or by it."""
    log(
        action,
        f"{_SUBJECTS[type(held)]}:{held.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        reason=reason,
        details=details,
    )
