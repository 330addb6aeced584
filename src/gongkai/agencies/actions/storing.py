"""Writes: the lives of agencies, as the decisions leave them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from gongkai.agencies.models import Agency, FormerSelf
from gongkai.agencies.queries.lives import FIELDS, Life


def store_lives(changes: Iterable[tuple[Life, Life]], *, reason: str) -> None:
    """Write the difference between lives before and after a decision, in a constant number of statements.

    Former selves that stay what they were keep their reason.
    """
    pairs = [(before, after) for before, after in changes if before != after]
    _store_present(pairs)
    _store_past(pairs, reason)


def _store_present(pairs: Sequence[tuple[Life, Life]]) -> None:
    """Field by field, and only the rows where it is other: that is what one statement for many rows costs."""
    columns = [(_columns(before), _columns(after)) for before, after in pairs]
    rows = [Agency(pk=after.id, **now) for (_, after), (_, now) in zip(pairs, columns, strict=True)]
    for name in (*FIELDS, "begins_on", "ends_on", "remark"):
        changed = [row for row, (past, now) in zip(rows, columns, strict=True) if past[name] != now[name]]
        Agency.objects.bulk_update(changed, [name])


def _columns(life: Life) -> dict[str, Any]:
    return {
        **asdict(life.newest),
        "begins_on": life.begins_on,
        "ends_on": life.ends_on,
        "remark": life.remark,
    }


def _store_past(pairs: Sequence[tuple[Life, Life]], reason: str) -> None:
    stored = {
        (self.agency_id, self.until): self
        for self in FormerSelf.objects.filter(agency__in=[before.id for before, _ in pairs])
    }
    gone, made = [], []
    for before, after in pairs:
        old, new = set(before.stretches[:-1]), set(after.stretches[:-1])
        gone += [stored[before.id, stretch.until].pk for stretch in old - new]
        for stretch in sorted(new - old, key=lambda stretch: stretch.until):
            earlier = stored.get((after.id, stretch.until))
            made.append(
                FormerSelf(
                    agency_id=after.id,
                    until=stretch.until,
                    reason=earlier.reason if earlier else reason,
                    **asdict(stretch.shape),
                )
            )
    FormerSelf.objects.filter(pk__in=gone).delete()
    FormerSelf.objects.bulk_create(made)
