"""Tables of the exchange with other systems."""

from gongkai.exchange.models.kinds import Event, Scope
from gongkai.exchange.models.systems import Answer, HandedIn, System, Token, UseOfDay
from gongkai.exchange.models.webhooks import Attempt, Delivery, Webhook

__all__ = [
    "Answer",
    "Attempt",
    "Delivery",
    "Event",
    "HandedIn",
    "Scope",
    "System",
    "Token",
    "UseOfDay",
    "Webhook",
]
