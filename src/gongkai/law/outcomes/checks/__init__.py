"""Checks of a proposed decision; importing this package registers every rule.   依据：条例第三十至四十条"""

from gongkai.law.findings import Finding
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.outcomes.checks import (
    agreement,
    closing,
    consulting,
    disclosing,
    parts,
    refusing,
    sending,
)
from gongkai.law.outcomes.checks.registry import CHECKS, Check, Given
from gongkai.law.outcomes.decision import Decision
from gongkai.law.outcomes.settings import DEFAULT, Settings
from gongkai.law.rules import Rule

__all__ = [
    "CHECKS",
    "agreement",
    "check",
    "closing",
    "consulting",
    "disclosing",
    "examined",
    "parts",
    "refusing",
    "sending",
]


def check(decision: Decision, settings: Settings = DEFAULT) -> list[Finding]:
    """What is wrong with a proposed decision, in the order of the rules; only errors should hold it back.

    A result that table three does not know gives one finding, since nothing else can be judged.
    依据：条例第三十至四十条
    """
    given = _given(decision, settings)
    if given is None:
        listed = CHECKS["O101"]
        unknown = agreement.unlisted(decision.outcome)
        return [listed.finding(unknown)]
    return [finding for found in _applying(given) for finding in found.findings(given)]


def examined(decision: Decision, settings: Settings = DEFAULT) -> tuple[Rule, ...]:
    """The rules that had something to look at in a decision, whether or not they found anything."""
    given = _given(decision, settings)
    return (CHECKS["O101"].rule,) if given is None else tuple(found.rule for found in _applying(given))


def _given(decision: Decision, settings: Settings) -> Given | None:
    outcome = outcomes().get(decision.outcome)
    if outcome is None:
        return None
    variants = {variant.id: variant for variant in outcome.variants}
    return Given(decision, outcome, variants.get(decision.variant), settings)


def _applying(given: Given) -> list[Check]:
    return [found for _, found in sorted(CHECKS.items()) if found.applies(given)]
