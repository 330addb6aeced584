"""Reads of the exchange with other systems."""

from gongkai.exchange.models import Event, Scope
from gongkai.exchange.models.kinds import CHOSEN

__all__ = ["CHOSEN", "Event", "Scope"]
