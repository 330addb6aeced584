"""A document on its way: what is known of it, and which steps were begun, passed or failed on which days."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.law.normative.kinds import DocumentKind
from gongkai.law.normative.steps import Step, StepSpec, When, specs


class StepResult(StrEnum):
    """How a step stands: it was begun, passed, or failed."""

    BEGUN = "begun"
    PASSED = "passed"
    FAILED = "failed"


class EarlyEffect(StrEnum):
    """Why a rule may come into force sooner than thirty days after publication.   依据：规章制定程序条例第三十二条"""

    NATIONAL_SECURITY = "national_security"
    EXCHANGE_RATE = "exchange_rate"
    MONETARY_POLICY = "monetary_policy"
    WOULD_HINDER = "would_hinder"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "national_security": "涉及国家安全",
            "exchange_rate": "涉及外汇汇率",
            "monetary_policy": "涉及货币政策的确定",
            "would_hinder": "公布后不立即施行将有碍施行",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Done:
    """What happened to one step on a day. `reason`: why a period was shorter, as it was published."""

    step: Step
    on: date
    result: StepResult = StepResult.PASSED
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A document on its way, with what happened so far.

    `interests`: it touches rights and duties; `market`: it is closely tied to what enterprises do; `important`: it is assessed
    before it is made; `secret`: the law has the draft kept secret; `interpreted`: it needs an interpretation.
    """

    kind: DocumentKind
    interests: bool = True
    market: bool = False
    important: bool = False
    secret: bool = False
    interpreted: bool = True
    effective_on: date | None = None
    valid_until: date | None = None
    early: EarlyEffect | None = None
    done: tuple[Done, ...] = field(default=())

    @property
    def facts(self) -> tuple[Done, ...]:
        """What happened, in the order of the days; of one day the beginning first, then the steps as they are gone."""
        return tuple(sorted(self.done, key=lambda each: (each.on, _STEPS[each.step], _RESULTS[each.result])))

    def takes(self, spec: StepSpec) -> bool:
        """Whether this document takes a step."""
        applies = {
            When.ALWAYS: True,
            When.IMPORTANT: self.important,
            When.COMMENT: self.commented,
            When.MARKET: self.market and (self.commented or spec.step is not Step.FEEDBACK),
            When.INTERPRETED: self.interpreted,
            When.PERIOD: self.valid_until is not None,
        }
        return self.kind in spec.kinds and applies[spec.when]

    @property
    def commented(self) -> bool:
        """Whether the draft goes to the public.   依据：规章制定程序条例第十五条，优化营商环境条例第六十二条"""
        return not self.secret and (self.kind is DocumentKind.REGULATION or self.interests or self.market)

    def stands(self, step: Step, by: date) -> Done | None:
        """What happened last to a step up to a day."""
        return next((each for each in reversed(self.facts) if each.step is step and each.on <= by), None)

    def passed(self, step: Step, by: date) -> bool:
        """Whether a step is done by a day: what happened last to it is that it was passed."""
        last = self.stands(step, by)
        return last is not None and last.result is StepResult.PASSED

    def begun_on(self, step: Step, by: date) -> date | None:
        """The last day up to `by` on which a step was begun."""
        days = [
            each.on
            for each in self.facts
            if each.step is step and each.result is StepResult.BEGUN and each.on <= by
        ]
        return days[-1] if days else None


_STEPS = {step: at for at, step in enumerate(Step)}
_RESULTS = {result: at for at, result in enumerate(StepResult)}


def taken(matter: Matter) -> list[StepSpec]:
    """The steps that a document takes, in their order."""
    return [spec for spec in specs().values() if matter.takes(spec)]
