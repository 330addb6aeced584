"""Writes: readers tell of faults and say whether a page was of use; agencies answer."""

from gongkai.feedback.actions.answering import answer, pass_on, reveal_contact
from gongkai.feedback.actions.reporting import Receipt, Told, find, report
from gongkai.records.actions.refused import Refused

__all__ = ["Receipt", "Refused", "Told", "answer", "find", "pass_on", "report", "reveal_contact"]
