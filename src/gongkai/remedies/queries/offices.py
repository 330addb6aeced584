"""Reads: which supervising office takes complaints about a body.   依据：条例第四十七条"""

from datetime import date

from django.db.models import Q

from gongkai.agencies.models import Agency, Membership
from gongkai.applications.queries.online import takes_online
from gongkai.law.roles import Role
from gongkai.remedies.models import COMPLAINT_NO

HIGHEST = 10
"""So many levels are looked up at most."""


def office_for(against_id: int, on: date) -> int | None:
    """The nearest body above, or the body itself where none is above it, that has a supervisor and gives numbers; else None."""
    found = Agency.objects.filter(pk=against_id).first()
    above = found.parent if found and found.parent else found
    for _ in range(HIGHEST):
        if above is None:
            return None
        if _supervises(above, on):
            return above.pk
        above = above.parent
    return None


def _supervises(office: Agency, on: date) -> bool:
    there = Membership.objects.filter(agency=office, role=Role.SUPERVISOR, begins_on__lte=on)
    works = there.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).exists()
    return works and takes_online(office.pk, office.organ_code, on, COMPLAINT_NO)
