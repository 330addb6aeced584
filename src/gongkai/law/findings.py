"""What a check has to say: one finding, the same for reports, replies, imports and screens."""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.basis import Basis


class Severity(StrEnum):
    """How much a finding weighs; only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"error": "错误", "warning": "提醒", "info": "说明"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one rule.

    `where` is a cell id ("t3.granted.total"), a section id ("s6_other"), a place in the prose
    ("s1_overview/p3": section, paragraph counted from 1), "title" or "report".
    `stated` and `expected` are what the report says and what it ought to say, as an officer would read them.
    `cells` are all cells that the finding speaks of; `span` is the character range in the paragraph.
    """

    rule: str
    severity: Severity
    where: str
    message: str
    basis: Basis
    stated: str | None = None
    expected: str | None = None
    cells: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
