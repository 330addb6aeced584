"""The steps of a document's life, as data/normative_steps.toml has them.   依据：规章制定程序条例，国办发〔2018〕37号"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis, instrument
from gongkai.law.findings import Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.kinds import DocumentKind
from gongkai.law.rules import DECLARED, Rule

OWN, VALID_UNTIL = "own", "valid_until"
"""What a clock can count from besides a step: the beginning of its own step, the end of the period of validity."""
DECLARING = grounds
"""The rules that the data names are declared there."""


class Step(StrEnum):
    """The steps, in the order in which they are gone."""

    NEED_CHECK = "need_check"
    DRAFT = "draft"
    ASSESSMENT = "assessment"
    COMMENT = "comment"
    FEEDBACK = "feedback"
    LEGALITY_REVIEW = "legality_review"
    COMPETITION_REVIEW = "competition_review"
    DELIBERATION = "deliberation"
    REGISTER_NUMBER_ISSUE = "register_number_issue"
    PUBLISH = "publish"
    INTERPRET = "interpret"
    FILE = "file"
    EVALUATE = "evaluate"
    END = "end"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return specs()[self].title


class When(StrEnum):
    """For which matters a step is taken."""

    ALWAYS = "always"
    IMPORTANT = "important"
    COMMENT = "comment"
    MARKET = "market"
    INTERPRETED = "interpreted"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class StepSpec:
    """A step: which documents take it and when, what comes before it, its clocks by kind, its articles.

    `start`: the step that its clock counts from, OWN or VALID_UNTIL; "" where there is no clock.
    """

    step: Step
    title: str
    kinds: tuple[DocumentKind, ...]
    when: When
    needs: tuple[Step, ...]
    rule: Rule
    clocks: Mapping[DocumentKind, str]
    start: str
    bases: tuple[Basis, ...]
    evidence: Mapping[DocumentKind, str]

    def severity(self, kind: DocumentKind) -> Severity:
        """How much it weighs that the step is missing: what was not read in the law never blocks anybody."""
        return Severity.ERROR if self.evidence[kind] == "V" else Severity.WARNING


@cache
def specs() -> dict[Step, StepSpec]:
    """All steps in their order."""
    text = files("gongkai.law").joinpath("data/normative_steps.toml").read_text("utf-8")
    return {Step(key): _read(Step(key), entry) for key, entry in tomllib.loads(text).items()}


def _read(step: Step, entry: dict[str, Any]) -> StepSpec:
    kinds = tuple(DocumentKind(kind) for kind in entry["kinds"])
    evidence = entry["evidence"]
    return StepSpec(
        step=step,
        title=entry["title"],
        kinds=kinds,
        when=When(entry.get("when", When.ALWAYS)),
        needs=tuple(Step(before) for before in entry.get("needs", ())),
        rule=DECLARED[entry["rule"]],
        clocks={DocumentKind(kind): clock for kind, clock in entry.get("clock", {}).items()},
        start=entry.get("from", ""),
        bases=tuple(
            instrument(basis["instrument"]).article(basis.get("article", "")) for basis in entry["bases"]
        ),
        evidence={kind: evidence if isinstance(evidence, str) else evidence[kind] for kind in kinds},
    )
