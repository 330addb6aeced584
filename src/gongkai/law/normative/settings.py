"""What is left to places about documents that govern: named settings, each with its default."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.law.duties.settings import Settings as Duties
from gongkai.law.params import param


class Counted(StrEnum):
    """From which day a document counts as one that there is: the day it was made, or the day it came into force."""

    ISSUED = "issued"
    EFFECTIVE = "effective"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; without arguments those of the fact sheet. None: as data/params/normative.toml says.

    `duties`: the periods of comment, review, filing, interpretation and validity that a place has set.
    `counted_from`: from which day a document counts in table two.
    `expiry_is_repeal`: whether documents whose period is over are counted among the repealed ones of table two.
    `plan_first`: whether a draft without a plan for its interpretation is not accepted.
    `together`: whether a document is held back until its interpretation can go out with it; else it may follow in time.
    `departments_interpret`: whether documents of departments need an interpretation as those of governments do.
    `listed_only`: whether a document that the last clean-up did not list may no longer be used.
    `fault_working_days`: after how many working days a late interpretation is a fault.
    `trial_shortest_months`: the shortest period of a document on trial.
    `trial_longest_months`: the longest period of a document on trial.
    """

    duties: Duties = field(default_factory=Duties)
    counted_from: Counted = Counted.ISSUED
    expiry_is_repeal: bool = False
    plan_first: bool = True
    together: bool = True
    departments_interpret: bool = True
    listed_only: bool = True
    fault_working_days: int | None = None
    trial_shortest_months: int | None = None
    trial_longest_months: int | None = None

    def fault(self, on: date) -> int:
        """After how many working days a late interpretation is a fault; NotInForce before 2008."""
        return _own(self.fault_working_days, "interpretation_fault_working_days", on)

    def trial(self, on: date) -> tuple[int, int]:
        """The shortest and the longest period of a document on trial, in months; NotInForce before 2008."""
        return (
            _own(self.trial_shortest_months, "document_trial_shortest_months", on),
            _own(self.trial_longest_months, "document_trial_longest_months", on),
        )


def _own(chosen: int | None, name: str, on: date) -> int:
    known = param(name).on(on).value
    return known if chosen is None else chosen


DEFAULT = Settings()
