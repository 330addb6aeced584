"""Reads: whose turn it is to review a text for secrets."""

from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.signoff.models import Turn
from gongkai.signoff.queries import options


def secrecy_turn(round_id: int, viewer: Actor) -> Turn | None:
    """The secrecy step at which somebody may speak now: of the agency, or of one that was asked to join; None without one."""
    found = options(round_id, viewer)
    steps = {each.step for each in found.steps} if found else set()
    if not steps:
        return None
    turns = Turn.objects.filter(round=round_id, role=Role.SECRECY_REVIEWER, step__in=steps).order_by("pk")
    return next((turn for turn in turns if viewer.holds({Role.SECRECY_REVIEWER}, turn.agency_id)), None)
