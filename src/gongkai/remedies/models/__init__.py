"""Tables of remedies."""

from gongkai.remedies.models.chain import Chain, Participant
from gongkai.remedies.models.complaint import Complainant, Complaint, ComplaintEvent, ComplaintFile
from gongkai.remedies.models.event import Event, EventFile
from gongkai.remedies.models.numbers import CHAIN_NO, COMPLAINT_NO
from gongkai.remedies.models.sources import CHAINS

__all__ = [
    "CHAINS",
    "CHAIN_NO",
    "COMPLAINT_NO",
    "Chain",
    "Complainant",
    "Complaint",
    "ComplaintEvent",
    "ComplaintFile",
    "Event",
    "EventFile",
    "Participant",
]
