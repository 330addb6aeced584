"""Reads: inboxes, where a thing stands, what was said, chains in force. Rows are frozen."""

from gongkai.signoff.queries.chains import chain_of, kinds_set, shipped_or_set
from gongkai.signoff.queries.history import Happening, history
from gongkai.signoff.queries.inbox import Counts, Page, Row, Which, counts, inbox
from gongkai.signoff.queries.kinds import kinds
from gongkai.signoff.queries.options import Option, Options, options
from gongkai.signoff.queries.rounds import RoundRow, TurnRow, approved, round_of, urgent_rounds

__all__ = [
    "Counts",
    "Happening",
    "Option",
    "Options",
    "Page",
    "RoundRow",
    "Row",
    "TurnRow",
    "Which",
    "approved",
    "chain_of",
    "counts",
    "history",
    "inbox",
    "kinds",
    "kinds_set",
    "options",
    "round_of",
    "shipped_or_set",
    "urgent_rounds",
]
