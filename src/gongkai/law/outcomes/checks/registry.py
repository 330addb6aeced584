"""Every check of a proposed decision is one function, registered under its rule.   依据：条例第三十至四十条"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai.law.basis import Basis
from gongkai.law.findings import Finding, Severity
from gongkai.law.outcomes.catalogue import Group, Outcome, Variant, outcomes
from gongkai.law.outcomes.decision import NOT_GOVERNMENT_INFORMATION, Decision, Withheld
from gongkai.law.outcomes.settings import Settings
from gongkai.law.rules import Rule, declare


@dataclass(frozen=True)
class Given:
    """What a check may look at: the decision, the row and variant that it names, the settings.

    `variant` is None where the decision names none that the row has.
    """

    decision: Decision
    outcome: Outcome
    variant: Variant | None
    settings: Settings

    @cached_property
    def parts(self) -> tuple["Part", ...]:
        """Each ground that something is not given on: the decision's own, or those of the parts withheld."""
        decision = self.decision
        whole = Withheld("", decision.outcome, decision.variant, decision.reason)
        own = () if self.discloses else (Part("outcome", whole),)
        return own + tuple(
            Part(f"withheld[{index}]", withheld) for index, withheld in enumerate(decision.withheld)
        )

    @property
    def discloses(self) -> bool:
        """Whether information is given out, in whole or in part."""
        return self.outcome.group in (Group.GRANTED, Group.PARTIAL)

    @property
    def gives_out(self) -> bool:
        """Whether something that was not public so far is given out."""
        return self.discloses and self.decision.variant != "already_public"

    @property
    def withholds(self) -> bool:
        """Whether something is refused under articles 14 to 16, or on a ground that does not exist."""
        return any(not part.known or (part.outcome and part.outcome.withholds) for part in self.parts)

    def grounds(self, outcome_id: str) -> bool:
        """Whether the decision, or a part of it, rests on this row."""
        return any(part.withheld.outcome == outcome_id for part in self.parts)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is not given, and where the decision says so."""

    where: str
    withheld: Withheld

    @property
    def outcome(self) -> Outcome | None:
        """The row that it falls under; None if there is no such row."""
        return outcomes().get(self.withheld.outcome)

    @property
    def known(self) -> bool:
        """Whether its ground is a row of table three, or that it is no government information."""
        return self.outcome is not None or self.withheld.outcome == NOT_GOVERNMENT_INFORMATION

    @property
    def variant(self) -> Variant | None:
        """The kind of the row that it falls under; None if the row has no such kind."""
        variants = self.outcome.variants if self.outcome else ()
        return next((variant for variant in variants if variant.id == self.withheld.variant), None)

    @property
    def name(self) -> str:
        """How a message speaks of it."""
        return f"“{self.withheld.what}”" if self.withheld.what else "所申请的信息"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check yields; the registry adds rule and basis. `basis` is set where one rule rests on another text by date."""

    where: str
    message: str
    stated: str | None = None
    expected: str | None = None
    severity: Severity = Severity.ERROR
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One registered check: its rule, when it has something to look at, and the look itself."""

    rule: Rule
    applies: Callable[[Given], bool]
    look: Callable[[Given], Iterator[Fault]]

    def findings(self, given: Given) -> Iterator[Finding]:
        """What the check has to say, with its rule and article."""
        return (self.finding(fault) for fault in self.look(given))

    def finding(self, fault: Fault) -> Finding:
        """A fault with the rule and its article."""
        return Finding(
            rule=self.rule.id,
            severity=fault.severity,
            where=fault.where,
            message=fault.message,
            basis=fault.basis or self.rule.basis,
            stated=fault.stated,
            expected=fault.expected,
        )


CHECKS: dict[str, Check] = {}


def always(_: Given) -> bool:
    """For a check that looks at every decision."""
    return True


def rests_on(*outcome_ids: str) -> Callable[[Given], bool]:
    """For a check of decisions that rest, wholly or for a part, on one of these rows."""

    def applies(given: Given) -> bool:
        return any(given.grounds(outcome_id) for outcome_id in outcome_ids)

    return applies


def check(
    rule_id: str, title: str, *bases: Basis, when: Callable[[Given], bool] = always
) -> Callable[[Callable[[Given], Iterator[Fault]]], Callable[[Given], Iterator[Fault]]]:
    """Register a check: it looks at the decisions that `when` says. A rule id may be used once."""
    rule = declare(rule_id, title, *bases)

    def register(look: Callable[[Given], Iterator[Fault]]) -> Callable[[Given], Iterator[Fault]]:
        CHECKS[rule_id] = Check(rule, when, look)
        return look

    return register


def ended(until: date | None, on: date) -> bool:
    """Whether a period has run out before this day; one without a known end has not."""
    return until is not None and on > until
