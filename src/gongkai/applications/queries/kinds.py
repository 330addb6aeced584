"""The coded lists of applications, for pages: what a form offers to choose from and how a list names it."""

from gongkai.applications.models import ApplicantKind, Doing, FileUse, Identity, Medium, Route, Way

__all__ = ["ApplicantKind", "Doing", "FileUse", "Identity", "Medium", "Route", "Way"]
