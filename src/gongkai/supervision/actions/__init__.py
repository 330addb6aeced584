"""Writes of supervision: examinations, orders of them, reminders."""

from gongkai.supervision.actions.examining import examine, make, order

__all__ = ["examine", "make", "order"]
