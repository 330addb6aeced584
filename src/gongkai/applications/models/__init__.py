"""Tables of disclosure on request."""

from gongkai.applications.models.application import Applicant, Application, Wanted
from gongkai.applications.models.decision import Decision
from gongkai.applications.models.draft import Deflection, Draft
from gongkai.applications.models.event import CaseFile, Event
from gongkai.applications.models.kinds import (
    ApplicantKind,
    Doing,
    FileUse,
    Identity,
    Medium,
    Route,
    Way,
)
from gongkai.applications.models.letter import Delivery, Letter
from gongkai.applications.models.material import Material
from gongkai.applications.models.prepared import Prepared
from gongkai.applications.models.proposal import Proposal, Verdict
from gongkai.applications.models.rectification import (
    Asker,
    Rectification,
    RectifyEvent,
    RectifyFile,
    RectifyLetter,
    Requester,
)
from gongkai.applications.models.redaction import RedactionOrder
from gongkai.applications.models.reply_link import ReplyLink
from gongkai.applications.models.work import Assignment

__all__ = [
    "Applicant",
    "ApplicantKind",
    "Application",
    "Asker",
    "Assignment",
    "CaseFile",
    "Decision",
    "Deflection",
    "Delivery",
    "Doing",
    "Draft",
    "Event",
    "FileUse",
    "Identity",
    "Letter",
    "Material",
    "Medium",
    "Prepared",
    "Proposal",
    "Rectification",
    "RectifyEvent",
    "RectifyFile",
    "RectifyLetter",
    "RedactionOrder",
    "ReplyLink",
    "Requester",
    "Route",
    "Verdict",
    "Wanted",
    "Way",
]
