"""Every check of the annual report is one function, registered under its rule id."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps

from gongkai.law.basis import Basis
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.arithmetic import Sums, examine
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level
from gongkai.law.rules import Rule, declare


@dataclass(frozen=True)
class Given:
    """What a check may look at: the report, last year's report, the children's reports, the body's level.

    `previous` is only ever last year's report of the same body; a report that was offered as such but is
    not stands in `unfit_previous` instead.
    """

    report: Report
    previous: Report | None = None
    children: tuple[Report, ...] = ()
    level: Level | None = None
    unfit_previous: Report | None = None

    @cached_property
    def sums(self) -> Sums:
        """What the form's own sums say of tables three and four."""
        return examine(self.report)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule function yields; the registry adds rule id, severity and basis.

    `severity` and `basis` are set only where one rule weighs differently, or rests on another text, by case.
    """

    where: str
    message: str
    stated: str | None = None
    expected: str | None = None
    cells: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    severity: Severity | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One registered check: the rule that it applies and how much that weighs."""

    rule: Rule
    severity: Severity
    apply: Callable[[Given], Iterator[Finding]]


RULES: dict[str, Check] = {}


def rule(
    rule_id: str, title: str, severity: Severity, *bases: Basis
) -> Callable[[Callable[[Given], Iterator[Fault]]], Callable[[Given], Iterator[Finding]]]:
    """Declare a rule and register its check. The function yields Faults; callers get Findings.

    ValueError, as `gongkai.law.rules.declare` says, if the id is taken.
    """
    declared = declare(rule_id, title, *bases)

    def register(function: Callable[[Given], Iterator[Fault]]) -> Callable[[Given], Iterator[Finding]]:
        @wraps(function)
        def apply(given: Given) -> Iterator[Finding]:
            for fault in function(given):
                yield Finding(
                    rule=declared.id,
                    severity=fault.severity or severity,
                    where=fault.where,
                    message=fault.message,
                    basis=fault.basis or declared.basis,
                    stated=fault.stated,
                    expected=fault.expected,
                    cells=fault.cells,
                    span=fault.span,
                )

        RULES[rule_id] = Check(declared, severity, apply)
        return apply

    return register
