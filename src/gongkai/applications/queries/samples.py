"""Reads: the application of the demo that visitors may look up, as accounts of the demo are known to everybody."""

from uuid import UUID

from gongkai.applications.models import Application

SAMPLE = UUID("6f1d7c1e-52a4-4d53-9a53-2f9b6f0c1d10")
"""What its form carried. The query code follows from it and from the key of the installation."""


def sample_number() -> str:
    """The number of that application; empty where there is none."""
    return Application.objects.filter(ticket=SAMPLE).values_list("number", flat=True).first() or ""
