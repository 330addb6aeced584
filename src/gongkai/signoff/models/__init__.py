"""Tables: chains as agencies set them, a round for each thing to be approved, what everybody said. Kinds of things."""

from gongkai.signoff.models.chain import Chain
from gongkai.signoff.models.opinion import Countersign, Opinion, Part
from gongkai.signoff.models.round import Revision, Round, Turn

__all__ = ["Chain", "Countersign", "Opinion", "Part", "Revision", "Round", "Turn"]
