"""Other systems in the world of the desk: one that hands in, one that is told, with a message that was not taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.agencies.queries import AgencyRow
from gongkai.exchange import actions
from gongkai.exchange.models import Attempt, Delivery, HandedIn, Scope, System, Token, Webhook
from gongkai.exchange.models.kinds import CHOSEN
from gongkai.records.access import OPERATOR
from tests.desk.opens import AUDITOR, HEAD, OFFICER, SECURITY, SUPERVISOR, SYSTEM, Opens

SEES = {OFFICER, HEAD, SUPERVISOR, SYSTEM, SECURITY, AUDITOR}
SEES_BELOW = {SUPERVISOR, SYSTEM, SECURITY, AUDITOR}
EXCHANGE = {
    "exchange": Opens(SEES),
    "exchange_system_new": Opens({SECURITY}),
    "exchange_system": Opens(SEES, SEES_BELOW),
    "exchange_system_do": Opens({SECURITY, SYSTEM, HEAD, SUPERVISOR}, {SUPERVISOR, SYSTEM, SECURITY}),
    "exchange_webhook_new": Opens({SECURITY}),
    "exchange_webhook": Opens(SEES, SEES_BELOW),
    "exchange_webhook_do": Opens({SECURITY, SYSTEM, HEAD, SUPERVISOR}, {SUPERVISOR, SYSTEM, SECURITY}),
    "exchange_message": Opens(SEES, SEES_BELOW),
    "exchange_message_again": Opens({SECURITY, SYSTEM}, {SYSTEM, SECURITY}),
}
"""The rows of `expected` about other systems."""

NAME, HOOK = "审批系统", "上级平台"


@dataclass(frozen=True)
class Exchanging:
    """The numbers of what an agency has."""

    system: int
    token: int
    webhook: int
    message: int


def exchanging(agency: AgencyRow, at: datetime, item_id: int | None = None, mark: str = "") -> Exchanging:
    """What an agency has, made once; `mark` is put into all that can be read of it."""
    held = System.objects.filter(agency=agency.id, name__endswith=NAME).first()
    if held is None:
        return _made(agency, at, item_id, mark)
    told = Webhook.objects.get(agency=agency.id)
    return Exchanging(
        held.pk, Token.objects.get(system=held).pk, told.pk, Delivery.objects.get(webhook=told).pk
    )


def _made(agency: AgencyRow, at: datetime, item_id: int | None, mark: str) -> Exchanging:
    why: dict[str, Any] = {"agency_id": agency.id, "by": OPERATOR, "at": at}
    system = actions.open_system(name=f"{mark}{NAME}", scopes=list(Scope), **why)
    actions.make_token(system_id=system, days=300, by=OPERATOR, at=at)
    address = f"https://hook.example.invalid/{mark}"
    webhook, _ = actions.open_webhook(name=f"{mark}{HOOK}", address=address, events=CHOSEN, **why)
    message = actions.try_out(webhook_id=webhook, by=OPERATOR, at=at)
    Attempt.objects.create(delivery_id=message, at=at, status=500, trouble=f"{mark}对方答复 500")
    if item_id and not HandedIn.objects.filter(item=item_id).exists():
        HandedIn.objects.create(system_id=system, item_id=item_id, number=f"{mark}17", at=at)
    return Exchanging(system, Token.objects.get(system=system).pk, webhook, message)
