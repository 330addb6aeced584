"""The words of reports under way, for pages and commands that may not import its tables."""

from gongkai.annual_reports.models import Part, Scope, StepKind

__all__ = ["Part", "Scope", "StepKind"]
