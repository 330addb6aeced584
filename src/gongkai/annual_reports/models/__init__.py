"""Tables: reports as they were read or published, and those that the platform compiles."""

from gongkai.annual_reports.models.handed import HandedIn, SentBack
from gongkai.annual_reports.models.kinds import Part, Scope, StepKind
from gongkai.annual_reports.models.versions import AnnualReport, Examination, OriginalFile
from gongkai.annual_reports.models.working import (
    Compiled,
    Contribution,
    Frozen,
    ManualFigure,
    RollUpRule,
    SectionText,
    Step,
    WorkingReport,
)

__all__ = [
    "AnnualReport",
    "Compiled",
    "Contribution",
    "Examination",
    "Frozen",
    "HandedIn",
    "ManualFigure",
    "OriginalFile",
    "Part",
    "RollUpRule",
    "Scope",
    "SectionText",
    "SentBack",
    "Step",
    "StepKind",
    "WorkingReport",
]
