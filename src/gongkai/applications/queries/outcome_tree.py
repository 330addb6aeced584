"""Reads: the results of table three as a tree under the five questions, each in plain words for a day.

依据：江苏省政府信息公开申请办理答复规范；国办公开办函〔2021〕30号 表三
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.applications.queries.deciding import choosable
from gongkai.law.outcomes.catalogue import Group, Outcome
from gongkai.law.outcomes.description import VariantDescription, describe
from gongkai.law.outcomes.steps import steps


@dataclass(frozen=True, slots=True)
class Choice:
    """One result with its kind. `value` is `outcome` or `outcome.variant`, as a form says it."""

    value: str
    group: Group
    name: str
    nature: str
    when: tuple[str, ...]
    grounds: tuple[tuple[str, str], ...]
    consultation: tuple[str, ...]
    letter: str
    proofs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One of the five questions, what to look at, and the results that it may end with, by the part of table three."""

    id: str
    name: str
    question: str
    does: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]

    @property
    def values(self) -> frozenset[str]:
        """The results that it may end with."""
        return frozenset(one.value for _, found in self.groups for one in found)


@lru_cache(maxsize=8)
def questions(on: date) -> tuple[Question, ...]:
    """The five questions with every result that can be chosen on a day, each under the one question that leads to it."""
    by_step: dict[str, list[Choice]] = {}
    for chosen, variants in choosable(on):
        described = {one.variant.id: one for one in describe(chosen, on).variants}
        for variant in variants:
            by_step.setdefault(variant.step, []).append(_choice(chosen, described[variant.id]))
    return tuple(
        Question(step.id, step.name, step.question, step.does, _grouped(by_step.get(step.id, [])))
        for step in steps()
    )


def choices(on: date) -> dict[str, Choice]:
    """The same results by their value."""
    return {one.value: one for each in questions(on) for _, found in each.groups for one in found}


def _choice(chosen: Outcome, one: VariantDescription) -> Choice:
    variant = one.variant
    return Choice(
        value=f"{chosen.id}.{variant.id}" if variant.id else chosen.id,
        group=chosen.group,
        name=f"{chosen.name}：{variant.name}" if variant.name else chosen.name,
        nature=one.nature,
        when=one.when,
        grounds=one.grounds,
        consultation=one.consultation,
        letter=one.letters[0] if one.letters else "",
        proofs=tuple((proof.id, proof.label) for proof in variant.proofs),
    )


def _grouped(found: list[Choice]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    groups = dict.fromkeys(one.group for one in found)
    return tuple((group.label, tuple(one for one in found if one.group is group)) for group in groups)
