"""Tables of channels: carriers, posts with their figures and proofs, imports, tasks."""

from gongkai.channels.models.carrier import Carrier
from gongkai.channels.models.importing import Intake, IntakeVoid
from gongkai.channels.models.kinds import HANGING, NEW_MEDIA, PLACES, CarrierKind, Filing, Group
from gongkai.channels.models.post import (
    FirstPost,
    LatestTally,
    Photo,
    Piece,
    Post,
    PostVoid,
    Tally,
    TallyVoid,
)
from gongkai.channels.models.task import Rule, Task, TaskDrop

__all__ = [
    "HANGING",
    "NEW_MEDIA",
    "PLACES",
    "Carrier",
    "CarrierKind",
    "Filing",
    "FirstPost",
    "Group",
    "Intake",
    "IntakeVoid",
    "LatestTally",
    "Photo",
    "Piece",
    "Post",
    "PostVoid",
    "Rule",
    "Tally",
    "TallyVoid",
    "Task",
    "TaskDrop",
]
