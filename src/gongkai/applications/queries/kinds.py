"""The coded lists of applications, for pages: what a form offers to choose from and how a list names it."""

from gongkai.applications.models import (
    ApplicantKind,
    Asker,
    Delivery,
    Doing,
    FileUse,
    Identity,
    Medium,
    Route,
    Verdict,
    Way,
)

__all__ = [
    "ApplicantKind",
    "Asker",
    "Delivery",
    "Doing",
    "FileUse",
    "Identity",
    "Medium",
    "Route",
    "Verdict",
    "Way",
]
