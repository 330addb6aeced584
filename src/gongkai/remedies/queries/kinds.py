"""The coded lists of remedies, for pages."""

from gongkai.remedies.models.kinds import (
    FACTS,
    OF_ANSWER,
    Cause,
    Claim,
    Claimant,
    ComplaintState,
    FileUse,
    Handling,
    Part,
    Stage,
)

__all__ = [
    "FACTS",
    "OF_ANSWER",
    "Cause",
    "Claim",
    "Claimant",
    "ComplaintState",
    "FileUse",
    "Handling",
    "Part",
    "Stage",
]
