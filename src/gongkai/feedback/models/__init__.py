"""Tables of what readers say of the site."""

from gongkai.feedback.models.fault import Deed, Fault, FaultEvent, FaultKind, FaultState
from gongkai.feedback.models.rating import Rating, Use

__all__ = [
    "Deed",
    "Fault",
    "FaultEvent",
    "FaultKind",
    "FaultState",
    "Rating",
    "Use",
]
