"""Pages of long lists: the next one begins after a mark, so that page 500 costs what page 1 costs."""

from datetime import UTC, datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

LARGEST = 2**63
COUNTED = 10_000
"""Beyond this many, a list says "more than": counting everything would cost as much as reading it."""

Row = TypeVar("Row", bound=Model)


def newest_first(found: QuerySet[Row], moment: str, before: str) -> QuerySet[Row]:
    """Rows by a moment, newest first, from after a mark on; a mark that is none is the beginning."""
    ordered = found.order_by(f"-{moment}", "-pk")
    read = _read(before)
    if read is None:
        return ordered
    at, pk = read
    return ordered.filter(**{f"{moment}__lte": at}).exclude(**{moment: at, "pk__gte": pk})


def is_mark(text: str) -> bool:
    """Whether a text can be the mark of a row."""
    return _read(text) is not None


def _read(text: str) -> tuple[datetime, int] | None:
    when, _, number = text.partition("_")
    try:
        at, pk = datetime.fromisoformat(when).astimezone(UTC), int(number)
    except (ValueError, OverflowError):
        return None
    return (at, pk) if 0 <= pk < LARGEST else None


def mark(row: Model, moment: str) -> str:
    """The mark of the last row that was shown."""
    return f"{getattr(row, moment).isoformat()}_{row.pk}"


def counted(found: QuerySet[Row]) -> tuple[int, bool]:
    """How many rows there are, and whether there are more than are counted."""
    total = found.order_by().values("pk")[: COUNTED + 1].count()
    return min(total, COUNTED), total > COUNTED
