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
from gongkai.applications.models.work import Assignment

__all__ = [
    "Applicant",
    "ApplicantKind",
    "Application",
    "Assignment",
    "CaseFile",
    "Decision",
    "Deflection",
    "Doing",
    "Draft",
    "Event",
    "FileUse",
    "Identity",
    "Medium",
    "Route",
    "Wanted",
    "Way",
]
