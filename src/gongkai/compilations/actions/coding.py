"""Writes: short addresses are given, once for each thing."""

import secrets
from datetime import datetime

from gongkai.compilations.models import Code, Place, Section, Topic

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that look alike on paper: 0, o, 1, l, i."""
LENGTH = 7
"""So many that those in use are not found by trying: 31 to the power of 7."""


def give_code(
    topic: Topic, at: datetime, *, section: Section | None = None, place: Place | None = None
) -> None:
    """Give a short address; one that happens to be taken is drawn anew."""
    key = drawn()
    while Code.objects.filter(key=key).exists():
        key = drawn()
    Code.objects.create(key=key, topic=topic, section=section, place=place, made_at=at)


def drawn() -> str:
    """A key at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
