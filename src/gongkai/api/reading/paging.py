"""Pages of lists: a cursor says behind which row the next one begins, so that nothing is read twice while others publish."""

import base64
import binascii
from typing import Annotated, Any

from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.api import problems
from gongkai.api.problems import Problem
from gongkai.records.queries.paging import is_mark

MOST = 100
USUAL = 50
LONGEST = 200
_LAST = 2**63 - 1
NO_CURSOR = "参数 cursor 不是上一页给出的游标。请去掉它，从头读起。"

NEXT = Field(description="下一页的游标；没有下一页的为 null")


class Page(Schema):
    """A page of a list."""

    next: str | None = NEXT


Limit = Annotated[int, Query(ge=1, le=MOST, description=f"一页多少条，1 到 {MOST}")]
"""The parameter for the size of a page."""
Cursor = Annotated[str, Query(max_length=LONGEST, description="上一页给出的游标 next；第一页不填")]
"""The parameter for the place in a list."""


def packed(mark: object) -> str:
    """A mark as a cursor, which means nothing to others."""
    return base64.urlsafe_b64encode(str(mark).encode()).decode().rstrip("=")


def unpacked(text: str) -> str:
    """The mark of a cursor; Problem for what is none."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError) as wrong:
        raise Problem(400, problems.WRONG, NO_CURSOR) from wrong


def number(text: str) -> int:
    """The number of the row behind which a page begins; Problem for what is no cursor of such a list."""
    mark = unpacked(text) if text else "0"
    if not (mark.isascii() and mark.isdecimal() and int(mark) <= _LAST):
        raise Problem(400, problems.WRONG, NO_CURSOR)
    return int(mark)


def moment(text: str) -> str:
    """The mark of a list by time; Problem for what is no cursor of such a list."""
    mark = unpacked(text) if text else ""
    if mark and not is_mark(mark):
        raise Problem(400, problems.WRONG, NO_CURSOR)
    return mark


def whole(rows: list[Any], size: int, mark: Any) -> tuple[list[Any], str | None]:
    """Of one row more than a page holds: the page, and the cursor of the next. `mark`: what gives the mark of a row."""
    page = rows[:size]
    return page, packed(mark(page[-1])) if len(rows) > size else None
