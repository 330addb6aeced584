"""Tables of channels: carriers, posts with their figures and proofs, imports, tasks."""

from gongkai.channels.models.carrier import Carrier
from gongkai.channels.models.importing import Intake, IntakeVoid
from gongkai.channels.models.kinds import HANGING, NEW_MEDIA, PLACES, CarrierKind, Filing, Group
from gongkai.channels.models.post import (
    LatestTally,
    Photo,
    Piece,
    Post,
    PostVoid,
    Standing,
    Tally,
    TallyVoid,
)
from gongkai.channels.models.task import Level, Reminder, Rule, Task, TaskDrop

__all__ = [
    "HANGING",
    "NEW_MEDIA",
    "PLACES",
    "Carrier",
    "CarrierKind",
    "Filing",
    "Group",
    "Intake",
    "IntakeVoid",
    "LatestTally",
    "Level",
    "Photo",
    "Piece",
    "Post",
    "PostVoid",
    "Reminder",
    "Rule",
    "Standing",
    "Tally",
    "TallyVoid",
    "Task",
    "TaskDrop",
]
