"""Reads of the index: questions answered, suggestions, whether it is whole."""

from gongkai.search.backends.looked import Order, Unusable
from gongkai.search.models import EntryKind
from gongkai.search.queries.asked import Answer, Asked, Counted, Hit
from gongkai.search.queries.finding import FURTHEST, find
from gongkai.search.queries.suggesting import Suggestion, suggest

__all__ = [
    "FURTHEST",
    "Answer",
    "Asked",
    "Counted",
    "EntryKind",
    "Hit",
    "Order",
    "Suggestion",
    "Unusable",
    "find",
    "suggest",
]
