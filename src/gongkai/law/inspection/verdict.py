"""What an inspection would conclude: veto, else points lost.   依据：国办秘函〔2019〕19号"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.law.inspection import grounds
from gongkai.law.inspection.facts import Facts
from gongkai.law.inspection.faults import Fault, Soon, View, judge, judged, soon
from gongkai.law.inspection.indicators import Indicator, Measure, Part, Scope, in_force
from gongkai.law.inspection.settings import DEFAULT, Settings
from gongkai.law.rules import Rule

FULL = Decimal(100)


class Outcome(StrEnum):
    """What it comes to."""

    FAILED = "failed"
    PASSED = "passed"
    GOOD = "good"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"failed": "不合格", "passed": "合格", "good": "合格，可以进入加分"}[self.value]


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator: how many faults of `needed` it takes (0 where faults cost points), whether it is reached, what it costs.

    `judged` false: the platform cannot tell from its own data.
    """

    indicator: Indicator
    judged: bool
    faults: int
    needed: int
    reached: bool
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conclusion. `score` with what was awarded; `vetoes`: the indicators that are reached."""

    outcome: Outcome
    score: Decimal
    vetoes: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All of an inspection: what is at fault, what each indicator makes of it, the conclusion, what is near."""

    faults: tuple[Fault, ...]
    results: tuple[Result, ...]
    verdict: Verdict
    soon: tuple[Soon, ...]

    @property
    def counted(self) -> int:
        """How many faults there are, without what the agency is only told."""
        return sum(each.measure.counts for each in self.faults)


def assess(facts: Facts, view: View, awarded: Decimal = Decimal(0)) -> Assessment:
    """Inspect an agency on a day by the law of that day; NotInForce before there was one.

    `awarded`: points that the inspectors gave; they count above the score from which a bonus is given.
    """
    applied = in_force(view.on)
    measures = dict.fromkeys(each.measure for each in applied if each.measure)
    faults = {measure: judge(measure, facts, view) for measure in measures}
    counts = {measure: len(found) for measure, found in faults.items()}
    results = tuple(weigh(each, counts, facts, view.on, view.settings) for each in applied)
    return Assessment(
        tuple(fault for found in faults.values() for fault in found),
        results,
        conclude(results, view.on, view.settings, awarded=awarded, services=facts.services),
        tuple(soon(facts, view)),
    )


def weigh(
    indicator: Indicator, counts: Mapping[Measure, int], facts: Facts, on: date, settings: Settings = DEFAULT
) -> Result:
    """What one indicator makes of the numbers of faults."""
    known = judged(indicator.measure, facts)
    many = counts[indicator.measure] if indicator.measure and known else 0
    if indicator.part is Part.NOTE:
        return Result(indicator, known, many, 0, reached=False, lost=Decimal(0))
    points = settings.points_of(indicator, on)
    if points is not None:
        lost = min(points.each * many, points.cap)
        return Result(indicator, known, many, 0, reached=False, lost=lost)
    needed = settings.number(indicator.threshold, on) if indicator.threshold else 1
    return Result(indicator, known, many, needed, reached=many >= needed, lost=Decimal(0))


def conclude(
    results: Iterable[Result],
    on: date,
    settings: Settings = DEFAULT,
    *,
    awarded: Decimal = Decimal(0),
    services: bool = True,
) -> Verdict:
    """Of the site: veto, else what is left of a hundred points. A veto of an account fails that account alone (`accounts_failed`).

    Without services: what is left of the points without them, in proportion.   依据：国办秘函〔2019〕19号
    """
    listed = tuple(results)
    vetoes = tuple(each for each in listed if each.reached and each.indicator.scope is Scope.SITE)
    lost = sum((each.lost for each in listed), Decimal(0))
    asked = FULL if services else FULL - settings.number("inspection_service_points", on)
    left = max(asked - lost, Decimal(0)) * FULL / asked
    bonus_from = settings.number("inspection_bonus_from", on)
    good = left > bonus_from and not vetoes
    score = left + min(awarded, Decimal(settings.number("inspection_bonus_most", on))) if good else left
    failed = bool(vetoes) or left < settings.number("inspection_pass", on)
    outcome = Outcome.FAILED if failed else Outcome.GOOD if good else Outcome.PASSED
    rules = dict.fromkeys(
        [
            *((grounds.VETO, *(each.indicator.rule for each in vetoes)) if vetoes else (grounds.SCORE,)),
            *(each.indicator.rule for each in listed if each.lost),
            *(() if services else (grounds.WITHOUT_SERVICES,)),
        ]
    )
    return Verdict(
        outcome, score.quantize(Decimal("0.1")), tuple(each.indicator.id for each in vetoes), tuple(rules)
    )


def accounts_failed(results: Iterable[Result]) -> int:
    """How many accounts of new media are vetoed, each for itself."""
    return sum(
        each.faults
        for each in results
        if each.indicator.part is Part.VETO and each.indicator.scope is Scope.ACCOUNT and each.reached
    )
