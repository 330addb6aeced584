"""Which remedy is open, and what the law leaves open about it: named settings of a jurisdiction with their defaults."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import instrument


class Remedy(StrEnum):
    """Which way is open against a letter.

    LIMITED: courts usually dismiss the suit where the letter has its facts right. NONE: a step on the way to the answer.
    """

    REVIEW_FIRST = "review_first"
    CHOICE = "choice"
    LIMITED = "limited"
    NONE = "none"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "review_first": "先申请行政复议，再提起行政诉讼",
            "choice": "行政复议或者行政诉讼",
            "limited": "行政复议或者行政诉讼（法院多不予受理）",
            "none": "不单独告知救济途径",
        }[self.value]


@dataclass(frozen=True, slots=True)
class RemedySettings:
    """The disputed points of a jurisdiction; without arguments those of the fact sheet.

    `partial`: the way open against the withheld part of a partial answer (REVIEW_FIRST or CHOICE).
    `silence`: the way open where no answer came in time (REVIEW_FIRST or CHOICE).
    `limited_prints`: whether a letter of the class LIMITED prints the choice of review or suit.
    """

    partial: Remedy = Remedy.REVIEW_FIRST
    silence: Remedy = Remedy.CHOICE
    limited_prints: bool = True


DEFAULT = RemedySettings()


@dataclass(frozen=True, slots=True)
class Matter:
    """What the time limits need to know of the answer of one round.

    `remedy` is the class of the letter; `partial`: it gives one part and withholds another; `told`: it said how, where and
    within which time it can be challenged; `due_on`: by when the answer was due, from which silence is counted.
    """

    remedy: Remedy = Remedy.CHOICE
    partial: bool = False
    told: bool = True
    due_on: date | None = None


def under_review_law_of_2023(on: date) -> bool:
    """Whether the revised review law governs what happens on a day; it brought review first, and its own periods."""
    since = instrument("ARA").since
    return since is not None and on >= since


def remedy_on(remedy: Remedy, on: date) -> Remedy:
    """The way that is open against a letter of this day: review came to stand first with the law of 2023.

    依据：行政复议法（2023年修订）第二十三条第一款第四项
    """
    return Remedy.CHOICE if remedy is Remedy.REVIEW_FIRST and not under_review_law_of_2023(on) else remedy
