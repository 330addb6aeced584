"""What the law leaves to the organ about its decisions: named settings of a jurisdiction, each with its default."""

from dataclasses import dataclass

from gongkai.law.outcomes.decision import Approver
from gongkai.law.remedies.settings import DEFAULT as REMEDIES
from gongkai.law.remedies.settings import RemedySettings


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; without arguments those of the fact sheet.

    `approver`: who approves an answer at least; `approver_of_refusals`: who approves one that withholds something.
    `remedies`: the disputed points about review and suit.
    """

    approver: Approver = Approver.UNIT_HEAD
    approver_of_refusals: Approver = Approver.LEADER
    remedies: RemedySettings = REMEDIES


DEFAULT = Settings()
