"""Reads: applications and chains by the numbers that people type."""

from django.db.models.functions import Upper

from gongkai.applications.models import Application
from gongkai.remedies.models import Chain


def application_of(agency_id: int, number: str) -> int | None:
    """The application of an agency with this number; None where there is none."""
    if "\0" in number:
        return None
    found = Application.objects.filter(agency=agency_id).alias(upper=Upper("number"))
    return found.filter(upper=number.strip().upper()).values_list("pk", flat=True).first()


def chain_of(agency_id: int, number: str) -> int | None:
    """The chain of an agency with this number; None where there is none."""
    if "\0" in number:
        return None
    found = Chain.objects.filter(agency=agency_id, number=number.strip().upper())
    return found.values_list("pk", flat=True).first()
