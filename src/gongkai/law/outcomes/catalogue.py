"""The results of handling an application: table three as the one coded list.   依据：条例第十四至十六、三十至三十九条

Letter, legal ground, remedy notice and the cell of the annual report all follow from the result.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.law import exemptions
from gongkai.law.ledger import Party
from gongkai.law.outcomes.grounds import Ground, declare_ground, read_grounds
from gongkai.law.outcomes.letters import Letter, letter
from gongkai.law.outcomes.source import data
from gongkai.law.remedies.notices import Remedy
from gongkai.law.report.schema import Row, forms
from gongkai.law.rules import Rule


class Group(StrEnum):
    """The parts of table three that results stand in; an id begins with the name of its part."""

    GRANTED = "granted"
    PARTIAL = "partial"
    DENIED = "denied"
    UNABLE = "unable"
    UNPROCESSED = "unprocessed"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "granted": "予以公开",
            "partial": "部分公开",
            "denied": "不予公开",
            "unable": "无法提供",
            "unprocessed": "不予处理",
            "other": "其他处理",
        }[self.value]


class Nature(StrEnum):
    """Whether the law leaves a choice: it binds, it allows, or nothing is refused and the applicant is told where to turn."""

    MUST = "must"
    MAY = "may"
    NOT_REFUSED = "not_refused"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "must": "符合条件的，应当这样答复",
            "may": "符合条件的，可以这样答复",
            "not_refused": "不是拒绝公开，只告知如何另行办理",
        }[self.value]


_OF_EXEMPTION = {
    exemptions.Nature.MUST_NOT: Nature.MUST,
    exemptions.Nature.MAY: Nature.MAY,
    exemptions.Nature.ELSEWHERE: Nature.NOT_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold before a result may be used; `checks` are the ids of the rules that look after it."""

    id: str
    text: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that the file must hold, since the organ bears the burden of proof in court."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is to be asked before the answer, why, with which letter. `always`: this result is not open without it."""

    party: Party
    text: str
    letter: Letter
    ground: Ground
    always: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which a row of table three applies; the only one of a row without kinds has the id "".

    `letters`: the standard letter first; none where the letter of the other application serves. `step`: the question at
    which the result is found.
    """

    id: str
    name: str
    rule: Rule
    grounds: tuple[Ground, ...]
    nature: Nature
    conditions: tuple[Condition, ...]
    consultations: tuple[Asking, ...]
    letters: tuple[Letter, ...]
    proofs: tuple[Proof, ...]
    step: str

    def grounds_on(self, on: date) -> tuple[Ground, ...]:
        """The articles that an answer of this day rests on, the one that must be cited first."""
        return tuple(ground for ground in self.grounds if ground.in_force(on))

    @property
    def remedy(self) -> Remedy:
        """The way that is open against the standard letter, as the law stands now; NONE where there is no such letter."""
        return self.letters[0].remedy if self.letters else Remedy.NONE


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result row of table three. `label` is the row as the form prints it; `name` the same without numbering.

    `exemption` names the entry of gongkai.law.exemptions that a refusal rests on. `counts_as` is the row in which it is
    counted where the form of the year has no row of its own.
    """

    id: str
    label: str
    group: Group
    variants: tuple[Variant, ...]
    exemption: str
    counts_as: str

    @property
    def name(self) -> str:
        """The words for screens and lists: 属于国家秘密."""
        return re.sub(r"^（.）|^\d+\.|（.*", "", self.label)

    @property
    def has_variants(self) -> bool:
        """Whether a decision must say which variant applies."""
        return bool(self.variants[0].id)

    @property
    def withholds(self) -> bool:
        """Whether it refuses disclosure under articles 14 to 16; a special inquiry refuses nothing (art. 36)."""
        return self.group is Group.DENIED and self.variants[0].nature is not Nature.NOT_REFUSED

    def variant(self, variant_id: str = "") -> Variant:
        """One of its variants; KeyError if it has none of this id."""
        return {variant.id: variant for variant in self.variants}[variant_id]


def outcome(outcome_id: str) -> Outcome:
    """The result with this id; KeyError if there is none (工作秘密 is none)."""
    return outcomes()[outcome_id]


@cache
def outcomes() -> dict[str, Outcome]:
    """All results by id, in the order of the form."""
    return {entry["id"]: _read(entry) for entry in data()["outcome"]}


def _rows() -> dict[str, Row]:
    return {row.id: row for form in forms().values() for row in form.outcomes}


def _read(entry: dict[str, Any]) -> Outcome:
    shared = {key: value for key, value in entry.items() if key not in ("id", "variant", "exemption")}
    kinds = exemptions.exemption(entry["exemption"]).kinds if "exemption" in entry else ()
    if "exemption" in entry:
        shared["nature"] = _OF_EXEMPTION[exemptions.exemption(entry["exemption"]).nature]
    named = [{"id": kind.id, "name": kind.label} for kind in kinds] + entry.get("variant", [])
    return Outcome(
        id=entry["id"],
        label=_rows()[entry["id"]].label,
        group=Group(entry["id"].partition("_")[0]),
        variants=tuple(_variant(entry["id"], {**shared, **own}) for own in named or [{"id": "", "name": ""}]),
        exemption=entry.get("exemption", ""),
        counts_as=entry.get("counts_as", entry["id"]),
    )


def _variant(outcome_id: str, entry: dict[str, Any]) -> Variant:
    known = data()
    return Variant(
        id=entry["id"],
        name=entry["name"],
        rule=_RULES[outcome_id, entry["rule"]],
        grounds=read_grounds(entry["grounds"]),
        nature=Nature(entry["nature"]),
        conditions=tuple(_condition(key, known["condition"][key]) for key in entry["when"]),
        consultations=tuple(
            _asking(known["consultation"][key], always=always)
            for always, keys in ((True, entry.get("consult", ())), (False, entry.get("consult_where", ())))
            for key in keys
        ),
        letters=tuple(letter(letter_id) for letter_id in entry["letters"]),
        proofs=tuple(Proof(key, known["proof"][key]["label"]) for key in entry["proofs"]),
        step=entry["step"],
    )


def _condition(key: str, entry: dict[str, Any]) -> Condition:
    return Condition(key, entry["text"], tuple(entry.get("checks", ())))


def _asking(entry: dict[str, Any], *, always: bool) -> Asking:
    asked = letter(entry["letter"])
    return Asking(Party(entry["party"]), entry["text"], asked, asked.grounds[0], always)


_RULES: dict[tuple[str, str], Rule] = {
    (entry["id"], stated["rule"]): declare_ground(stated)
    for entry in data()["outcome"]
    for stated in (entry, *entry.get("variant", ()))
    if "rule" in stated
}
