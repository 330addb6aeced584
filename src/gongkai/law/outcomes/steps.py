"""The five questions in whose order an answer is found.   依据：江苏省政府信息公开申请办理答复规范"""

from dataclasses import dataclass
from functools import cache

from gongkai.law.basis import instrument
from gongkai.law.outcomes.catalogue import Outcome, Variant, outcomes
from gongkai.law.outcomes.source import data
from gongkai.law.rules import Rule, declare

ORDER = declare("O201", "先问补不补、该不该、有没有，再问给不给、当不当", instrument("JS").article())


@dataclass(frozen=True, slots=True)
class Step:
    """One question: what to look at, and with which results it may end the matter."""

    id: str
    name: str
    question: str
    does: tuple[str, ...]
    endings: tuple[tuple[Outcome, Variant], ...]
    evidence: str
    rule: Rule


@cache
def steps() -> tuple[Step, ...]:
    """The questions in their order; each result stands at the one question that leads to it."""
    return tuple(
        Step(
            id=entry["id"],
            name=entry["name"],
            question=entry["question"],
            does=tuple(entry["does"]),
            endings=_endings(entry["id"]),
            evidence=entry["evidence"],
            rule=ORDER,
        )
        for entry in data()["step"]
    )


def _endings(step_id: str) -> tuple[tuple[Outcome, Variant], ...]:
    return tuple(
        (outcome, variant)
        for outcome in outcomes().values()
        for variant in outcome.variants
        if variant.step == step_id
    )
