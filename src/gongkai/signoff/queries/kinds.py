"""The kinds of things that are signed off."""

from gongkai.signoff.models.kinds import DECLARED, Kind

__all__ = ["Kind", "kinds", "label"]


def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which they were declared."""
    return tuple(DECLARED.values())


def label(kind: str) -> str:
    """What officers call a kind."""
    return DECLARED[kind].label if kind in DECLARED else kind
