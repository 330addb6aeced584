"""Many rows of one kind, one after another, each in a transaction of its own."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

BATCH = 500


def in_turn(waiting: QuerySet[Any], settle: Callable[[int], bool]) -> tuple[int, int]:
    """Settle each row by its key, in the order of the keys; how many there were, and how many of them it changed.

    One that fails stops no other: the first failure is raised when all have had their turn, so that the job is tried again.
    """
    last = many = changed = 0
    failed: list[Exception] = []
    rows = waiting.order_by("pk")
    while batch := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        for key in batch:
            try:
                changed += settle(key)
            except Exception as error:  # noqa: BLE001 - raised below, when the others have had their turn
                failed.append(error)
        last, many = batch[-1], many + len(batch)
    if failed:
        raise failed[0]
    return many, changed
