"""Entries of the log for tests: written through the action, by people with invented names."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from gongkai.law.roles import Role
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
HANDLER = Duty(Role.HANDLER, agency_id=7, reach=frozenset({7}))
CLERK = Actor("jing-ban", "经办甲（虚构示例）", duties=(HANDLER,), address="192.0.2.7", request_id="r-1")


def write(count: int = 1, **fields: Any) -> list[int]:
    """So many entries, each in a transaction of its own; returns their numbers."""
    made = []
    for number in range(count):
        with transaction.atomic():
            given: dict[str, Any] = {"action": "applications.reply", "subject": "application:1"}
            given |= {"by": CLERK, "at": NOON, "details": {"第": number}} | fields
            made.append(log(**given))
    return made
