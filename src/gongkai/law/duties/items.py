"""What is to be published, by which kind of body.   依据：条例第十二、十九至二十二、四十九条"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis, instrument
from gongkai.law.duties import grounds
from gongkai.law.report.schema import Level
from gongkai.law.rules import DECLARED, Rule


@dataclass(frozen=True, slots=True)
class DutyItem:
    """One kind of information that is published of an organ's own accord.

    `levels`: the bodies that publish it; `governments`: for departments, of which governments only (empty: of all).
    `elements`: what is to be told about it. `clocks`, `withdraw`: ids of clocks. `normative`: it has a validity.
    `yearly`: it is due on a date of every year.
    """

    id: str
    title: str
    rule: Rule
    basis: Basis
    evidence: str
    levels: tuple[Level, ...] = tuple(Level)
    governments: tuple[Level, ...] = ()
    elements: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ("publish",)
    withdraw: str = ""
    normative: bool = False
    yearly: bool = False


@cache
def items() -> dict[str, DutyItem]:
    """All items of the Regulation by id."""
    text = files("gongkai.law").joinpath("data/duties/items.toml").read_text("utf-8")
    return {key: _read(key, entry) for key, entry in tomllib.loads(text).items()}


def _read(key: str, entry: dict[str, Any]) -> DutyItem:
    return DutyItem(
        id=key,
        title=entry["title"],
        rule=DECLARED[entry["rule"]],
        basis=instrument("REG").article(entry["article"]),
        evidence="V",
        levels=tuple(Level(level) for level in entry.get("levels", Level)),
        governments=tuple(Level(level) for level in entry.get("governments", ())),
        elements=tuple(entry.get("elements", ())),
        clocks=tuple(entry.get("clocks", ())),
        withdraw=entry.get("withdraw", ""),
        normative=entry.get("normative", False),
        yearly=entry.get("yearly", False),
    )


def item(item_id: str) -> DutyItem:
    """The item with this id; KeyError if there is none."""
    return items()[item_id]


def added_item(
    item_id: str, title: str, basis: Basis, levels: Iterable[Level], evidence: str = "V*"
) -> DutyItem:
    """An item that a superior organ adds to those of the Regulation.   依据：条例第二十二条"""
    return DutyItem(item_id, title, grounds.ADDED, basis, evidence, tuple(levels))


def applies(wanted: DutyItem, level: Level, government: Level | None = None) -> bool:
    """Whether a body has to publish an item; `government`: for a department, of which government it is.

    A department of an unknown government has every item that a department can have.   依据：条例第二十、二十一条
    """
    if level not in wanted.levels:
        return False
    if level is not Level.DEPARTMENT or government is None or not wanted.governments:
        return True
    return government in wanted.governments


def items_for(
    level: Level, government: Level | None = None, added: Iterable[DutyItem] = ()
) -> tuple[DutyItem, ...]:
    """All items that a body has to publish, in the order of the Regulation, then those that superiors added.

    依据：条例第十二、二十至二十二、四十九条
    """
    return tuple(one for one in (*items().values(), *added) if applies(one, level, government))


def rule_for(wanted: DutyItem, level: Level) -> Rule:
    """The rule by which a body of this level publishes an item: art. 21 speaks of townships apart."""
    township = wanted.rule is grounds.LOCAL and level is Level.TOWNSHIP
    return grounds.TOWNSHIP if township else wanted.rule
