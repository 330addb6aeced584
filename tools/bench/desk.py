"""The desk: 400 agencies with 1,200 open sign-offs against 10 agencies with 30, page by page as a browser asks for them."""

from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import flat

# The address, and who asks.
PAGES = {
    "工作台 of an officer": ("/desk/", "officer"),
    "待办 page of an officer": ("/desk/todo/", "officer"),
    "工作台 of the supervisor of all": ("/desk/", "supervisor"),
    "督办 page of the supervisor of all": ("/desk/watch/", "supervisor"),
    "机构 page of the supervisor of all": ("/desk/agencies/", "supervisor"),
}


def desk() -> Iterator[Row]:
    """Each page, whole."""
    yield from flat("pages", PAGES)
