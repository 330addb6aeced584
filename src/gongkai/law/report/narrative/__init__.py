"""The figures in the prose of a report: found, understood, related to each other."""

from gongkai.law.report.narrative.figures import Figure, figures
from gongkai.law.report.narrative.roles import Role

__all__ = ["Figure", "Role", "figures"]
