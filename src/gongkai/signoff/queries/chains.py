"""Chains in force."""

from gongkai.law.signing.chains import Stages, read, shipped
from gongkai.signoff.models import Chain

SHIPPED = "gongkai"
"""Who set a chain that is but the written down one of the program; also where one set for all was taken away again."""


def newest(agency_id: int | None, kind: str) -> Chain | None:
    """The newest chain that was set for exactly this agency, or for all (None)."""
    return Chain.objects.filter(agency=agency_id, kind=kind).order_by("-version").first()


def kinds_set(agency_id: int | None) -> frozenset[str]:
    """The kinds for which an agency has a chain of its own, or (None) for which one was set for all."""
    versions = Chain.objects.filter(agency=agency_id).order_by("version")
    last = {one.kind: one for one in versions}
    return frozenset(kind for kind, one in last.items() if one.steps and one.set_by != SHIPPED)


def chain_of(agency_id: int, kind: str) -> Stages:
    """The chain that the things of a kind go through at an agency: its own, else the one for all."""
    own = newest(agency_id, kind)
    return own.facts() if own and own.steps else shipped_or_set(kind)


def shipped_or_set(kind: str) -> Stages:
    """The chain for agencies that have none of their own: as the operator set it, else as it comes with the program."""
    default = newest(None, kind)
    return read(default.steps) if default and default.set_by != SHIPPED else shipped(kind)
