"""How much one visitor may ask: the size of a file, and how often in an hour."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from gongkai.guard import actions as guard
from gongkai.guard.http.address import client_address, household
from gongkai.guard.http.uploads import MEGABYTE


def largest_file() -> int:
    """Bytes that one file may have."""
    return int(settings.CHECKUP_MEGABYTES) * MEGABYTE


def allowed(request: HttpRequest, what: str = "checkup") -> bool:
    """Count this checkup, or whatever else costs as much, against the visitor's hour; False when the hour is used up."""
    visitor = household(client_address(request))
    return guard.allowed(what, visitor, settings.CHECKUP_PER_HOUR, at=timezone.now())
