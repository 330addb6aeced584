"""The inbox: 400 agencies with 1,200 open sign-offs against 10 agencies with 30."""

from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import flat

GROWTH = 1.6  # times as long with many agencies as with few
NAMES = (
    "待办 of an officer",
    "已办 of an officer",
    "menu of an officer",
    "督办 of the supervisor of all",
    "menu of the supervisor of all",
)


def signoff() -> Iterator[Row]:
    """Each read, as the pages make it: of what a supervisor watches, forty times as much is sorted."""
    yield from flat("inboxes", NAMES, GROWTH)
