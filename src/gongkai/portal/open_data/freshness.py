"""Whether what a program has already is still right: from the log, without making the answer.

Everything that is shown follows from the database and the day. Whatever is done stands in the log; what is done inside the
house alone shows nowhere. So the last entry that shows and the day name the state of all data.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils.timezone import make_aware

from gongkai.portal.remembered import INSIDE
from gongkai.records.queries.deeds import last_deed

SETTLED = timedelta(minutes=10)
"""Entries carry the instant at which an act began; one that is older than this was written down before any that is to come."""
SHAPES = "1"
"""Another one whenever the files say the same in other words."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of all public data. `modified_at`: since when it is so, None while that is too near to be told by the second."""

    mark: str
    modified_at: datetime | None


def state(request: HttpRequest, on: date, now: datetime) -> State:
    """The state at an instant; one query. The addresses in the answers hang on the host."""
    seq, at = last_deed(but=INSIDE) or (0, None)
    begun = make_aware(datetime.combine(on, time()))
    settled = at is None or at <= now - SETTLED
    modified = max(at, begun) if at else begun
    mark = f"{SHAPES}-{seq}-{on:%Y%m%d}-{request.scheme}-{request.get_host()}"
    return State(mark, modified if settled else None)
