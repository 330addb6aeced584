"""Every kind of document that an application may need, read from data/letters.toml.   依据：条例第二十九至四十五条"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.ledger import Party
from gongkai.law.outcomes.grounds import Ground, declare_ground, read_grounds
from gongkai.law.remedies.notices import Remedy
from gongkai.law.rules import Rule


class LetterKind(StrEnum):
    """What a document does: only an answer closes an application."""

    ANSWER = "answer"
    NOTICE = "notice"
    CONSULTATION = "consultation"
    RECTIFICATION = "rectification"
    RECORD = "record"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "answer": "答复",
            "notice": "过程性告知",
            "consultation": "征求意见",
            "rectification": "更正",
            "record": "内部记录",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Particular:
    """One thing that a document says, such as the scope of a search."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of document.

    `states` is what it must say, `states_where` what it must say where it applies. `remedy` is the way open against it and
    `remedy_also` what may be printed instead; `remedy_evidence` "?" marks a disputed reading. `rule` and `grounds` are
    empty for an answer: it rests on the ground of its row. `evidence` says how well name and contents are known.
    """

    id: str
    name: str
    kind: LetterKind
    to: Party
    states: tuple[Particular, ...]
    states_where: tuple[Particular, ...]
    remedy: Remedy
    remedy_also: tuple[Remedy, ...]
    remedy_evidence: str
    rule: Rule | None
    grounds: tuple[Ground, ...]
    evidence: str


def letter(letter_id: str) -> Letter:
    """The document with this id; KeyError if there is none."""
    return letters()[letter_id]


@cache
def letters() -> dict[str, Letter]:
    """All documents by id, in the order of the file."""
    return {entry["id"]: _read(entry) for entry in _data()["letter"]}


@cache
def particulars() -> dict[str, Particular]:
    """Everything that documents say, by id."""
    return {key: Particular(key, entry["label"]) for key, entry in _data()["particular"].items()}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.law").joinpath("data/letters.toml").read_text("utf-8"))


def _read(entry: dict[str, Any]) -> Letter:
    kind, remedy = LetterKind(entry["kind"]), Remedy(entry["remedy"])
    return Letter(
        id=entry["id"],
        name=entry["name"],
        kind=kind,
        to=Party(entry.get("to", Party.APPLICANT)),
        states=tuple(particulars()[key] for key in (*_shared(kind, remedy), *entry["states"])),
        states_where=tuple(particulars()[key] for key in entry.get("states_where", ())),
        remedy=remedy,
        remedy_also=tuple(Remedy(also) for also in entry.get("remedy_also", ())),
        remedy_evidence=entry.get("remedy_evidence", "V"),
        rule=_RULES.get(entry["id"]),
        grounds=read_grounds(entry.get("grounds", [])),
        evidence=entry["evidence"],
    )


def _shared(kind: LetterKind, remedy: Remedy) -> tuple[str, ...]:
    """What every answer says, and its remedy notice where one is due."""
    shared = _data()["shared"]
    if kind is not LetterKind.ANSWER:
        return ()
    return (*shared["states"], *(shared["remedy_states"] if remedy is not Remedy.NONE else ()))


_RULES: dict[str, Rule] = {
    entry["id"]: declare_ground(entry) for entry in _data()["letter"] if "rule" in entry
}
