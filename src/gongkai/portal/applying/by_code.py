"""Number and code: whoever has both opens what they belong to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.http import HttpRequest, HttpResponse

from gongkai.portal.applying import limits
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.records.actions.refused import Refused

LONGEST_NUMBER = 100

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Door:
    """What one kind of number and code opens. `kind`: by which name tries are counted; what is said where one of both is
    left out, where nothing is found, and to whoever tries too often.
    """

    kind: str
    left_out: str
    not_found: str
    too_many: Trouble


class Asking(Protocol):
    """The page that asks for number and code, with the number that was typed and what is wrong."""

    def __call__(self, request: HttpRequest, number: str, message: str) -> HttpResponse:
        """Show it."""


def by_code(
    request: HttpRequest,
    door: Door,
    *,
    asking: Asking,
    find: Callable[[str, str], Found | None],
    opened: Callable[[Found, str, str], HttpResponse],
) -> HttpResponse:
    """What number and code open, or the page that asks for them.

    The answer is the same whichever was wrong, and whether there is such a number. `find` may raise Refused.
    """
    if request.method != "POST":
        return asking(request, request.GET.get("bh", "").replace("\0", "")[:LONGEST_NUMBER], "")
    number, code = request.POST.get("number", ""), request.POST.get("code", "")
    typed = number.replace("\0", "").strip()[:LONGEST_NUMBER]
    if not number.strip() or not code.strip():
        return asking(request, typed, door.left_out)
    if not limits.may_ask(request, number, door.kind):
        return trouble(request, door.too_many)
    try:
        found = find(number, code)
    except Refused as refusal:
        return asking(request, typed, str(refusal))
    return asking(request, typed, door.not_found) if found is None else opened(found, number, code)
