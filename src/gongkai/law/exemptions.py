"""What need not or must not be disclosed: the one coded list, read from data/exemptions.toml.   依据：条例第十四至十六、三十六条"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis, instrument


class Nature(StrEnum):
    """What an exemption does: forbids disclosure, allows to withhold, or leaves access to another law."""

    MUST_NOT = "must_not"
    MAY = "may"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {"must_not": "不得公开", "may": "可以不予公开", "elsewhere": "另有专门规定"}[self.value]


@dataclass(frozen=True, slots=True)
class ExemptionKind:
    """One kind of an exemption that the article itself names, such as 讨论记录."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption: what it is called, where it stands, what it does, which kinds the article names.

    `since`: the day on which the article took effect. `yields_to_law`: it gives way where a law, regulation or rule
    requires publication (art. 16, second paragraph). `note` is what an officer should know, in Chinese.
    """

    id: str
    label: str
    basis: Basis
    nature: Nature
    since: date
    note: str
    yields_to_law: bool = False
    kinds: tuple[ExemptionKind, ...] = ()

    def kind(self, kind_id: str) -> ExemptionKind:
        """One of its kinds; KeyError if the article does not name it."""
        return {kind.id: kind for kind in self.kinds}[kind_id]


@cache
def exemptions() -> dict[str, Exemption]:
    """All exemptions by id, in the order of the articles."""
    text = files("gongkai.law").joinpath("data/exemptions.toml").read_text("utf-8")
    return {key: _read(key, entry) for key, entry in tomllib.loads(text).items()}


def exemption(exemption_id: str) -> Exemption:
    """The exemption with this id; KeyError if there is none (a work secret, 工作秘密, is none).   依据：条例第十四至十六条"""
    return exemptions()[exemption_id]


def _read(key: str, entry: dict[str, Any]) -> Exemption:
    return Exemption(
        id=key,
        label=entry["label"],
        basis=instrument("REG").article(entry["article"]),
        nature=Nature(entry["nature"]),
        since=entry["since"],
        note=entry["note"],
        yields_to_law=entry.get("yields_to_law", False),
        kinds=tuple(ExemptionKind(**kind) for kind in entry.get("kinds", ())),
    )
