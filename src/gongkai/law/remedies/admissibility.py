"""Which letters can be sued against.   依据：法释〔2025〕8号第一条；法释〔2011〕17号第一、二条；法释〔2018〕1号第一条"""

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis, instrument
from gongkai.law.params import NotInForce
from gongkai.law.rules import Rule, declare
from gongkai.law.wording import day as in_words

_ARA, _ALL_I, _SPC11, _SPC25 = (instrument(key) for key in ("ARA", "ALL_I", "SPC11", "SPC25"))


class Answer(StrEnum):
    """Whether a court hears a suit against a letter."""

    SUABLE = "suable"
    REVIEW_FIRST = "review_first"
    DISPUTED = "disputed"
    NOT_SUABLE = "not_suable"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "suable": "可以起诉",
            "review_first": "复议后可以起诉",
            "disputed": "法院多不予受理",
            "not_suable": "不能单独起诉",
        }[self.value]


_RULES = {
    Answer.SUABLE: declare(
        "M501",
        "无法提供、不予处理、与申请不符、侵犯第三方权益的，可以起诉",
        _SPC25.article("1"),
        _SPC11.article("1"),
    ),
    Answer.REVIEW_FIRST: declare(
        "M502", "不予公开的，对复议决定可以起诉", _SPC25.article("1"), _ARA.article("23")
    ),
    Answer.DISPUTED: declare(
        "M503", "重复、信访、出版物等答复，认定属实的法院多不予受理", _SPC25.article("1")
    ),
    Answer.NOT_SUABLE: declare(
        "M504",
        "过程性告知、内部文书和收费决定不能单独起诉",
        _ALL_I.article("1"),
        _SPC11.article("2"),
        _SPC25.article(),
    ),
}


@dataclass(frozen=True, slots=True)
class Suability:
    """Whether a letter can be sued against, why, and how well that is known (evidence as in data/params)."""

    letter: str
    answer: Answer
    why: str
    since: date
    rule: Rule
    basis: Basis
    evidence: str


def suable(letter: str, on: date) -> Suability:
    """Whether a letter of a kind, given on a day, can be sued against; KeyError for a kind that does not exist.

    Raises NotInForce for a day before the first rule about it is known.
    """
    values = letters()[letter]
    after = bisect_right(values, on, key=lambda value: value.since)
    if not after:
        raise NotInForce(f"“{letter}”能否起诉，自{in_words(values[0].since)}起才有规定。")
    return values[after - 1]


@cache
def letters() -> dict[str, tuple[Suability, ...]]:
    """What holds for each kind of letter through time, oldest first."""
    text = files("gongkai.law").joinpath("data/suable.toml").read_text("utf-8")
    return {
        letter: tuple(_read(letter, value) for value in group["values"])
        for group in tomllib.loads(text)["group"]
        for letter in group["letters"]
    }


def _read(letter: str, value: dict[str, Any]) -> Suability:
    answer = Answer(value["answer"])
    basis = instrument(value["instrument"]).article(value["article"])
    return Suability(letter, answer, value["why"], value["since"], _RULES[answer], basis, value["evidence"])
