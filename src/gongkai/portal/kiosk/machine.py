"""The machine at which somebody stands: in whose hall, and what its pages have in common."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow

IDLE = 60
"""Seconds that nobody touches anything, after which everything typed is gone."""
WARNED = 20
"""Seconds before that in which the page asks.   依据：WCAG 2.2.1"""
IDLE_UNASKED = 180
"""The same where a page cannot ask, since scripts do not run; IDLE where it shows what is somebody's own."""

KEYS = ("1234567890", "ABCDEFGHI", "JKLMNOPQR", "STUVWXYZ")
"""The keys on the screen, in the order of the alphabet: who seldom types finds them."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The agency in whose hall it stands, as it is on a day."""

    agency: AgencyRow
    on: date

    @property
    def slug(self) -> str:
        """What all its addresses begin with."""
        return self.agency.slug


def machine(slug: str) -> Machine:
    """The machine of an address; Http404 where there is no such agency."""
    found, on = agencies.find(slug), localdate()
    if found is None:
        raise Http404
    return Machine(agencies.as_of(found.id, on), on)


def frame(at: Machine, *, up: str = "", own: bool = False) -> dict[str, Any]:
    """What every page of it is told. `up`: the address of the page above, where it is not the first one; `own`: what is on
    it is somebody's own.
    """
    unasked = IDLE if own else IDLE_UNASKED
    told = {"machine": at, "slug": at.slug, "up": up, "keys": KEYS}
    return {**told, "idle": IDLE, "warned": WARNED, "unasked": unasked, "first": not up}
