"""How a request for correction is answered: which letter, what it must say.   依据：条例第四十一条"""

from collections.abc import Mapping
from enum import StrEnum

from gongkai.law.outcomes.letters import Letter, letter

REMEDY = "remedy_notice"
"""Printed by the letter itself."""


class Answer(StrEnum):
    """The answers that the Regulation knows."""

    CORRECTED = "corrected"
    REFUSED = "refused"
    FORWARDED = "forwarded"
    DIRECTED = "directed"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "corrected": "予以更正",
            "refused": "不予更正",
            "forwarded": "转送有权更正的机关",
            "directed": "告知向有权更正的机关提出",
        }[self.value]

    @property
    def letter(self) -> Letter:
        """The document that tells it."""
        return letter(_LETTERS[self])


_LETTERS = {
    Answer.CORRECTED: "rectify_done",
    Answer.REFUSED: "rectify_refused",
    Answer.FORWARDED: "rectify_forward",
    Answer.DIRECTED: "rectify_forward",
}


class Ground(StrEnum):
    """Why a record is not corrected: one of the conditions of article 41 is not met."""

    ACCURATE = "accurate"
    NO_EVIDENCE = "no_evidence"
    NOT_OWN = "not_own"
    NOT_PROVIDED = "not_provided"

    @property
    def label(self) -> str:
        """The words that officers and citizens see."""
        return {
            "accurate": "经核对，记录准确",
            "no_evidence": "没有证据证明记录不准确",
            "not_own": "不是与申请人自身相关的信息",
            "not_provided": "不是行政机关提供的政府信息",
        }[self.value]


def lacking(answer: Answer, says: Mapping[str, str]) -> dict[str, str]:
    """What the letter of an answer must say and `says` does not, by particular: what it is called.   依据：条例第四十一条"""
    return {
        one.id: one.label
        for one in answer.letter.states
        if one.id != REMEDY and not says.get(one.id, "").strip()
    }
