"""Tables of supervision: examinations, what they found, what was ordered, of what somebody was reminded."""

from gongkai.supervision.models.examination import Examination, Finding, Order, Reminder

__all__ = ["Examination", "Finding", "Order", "Reminder"]
