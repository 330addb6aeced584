"""What findings of the law mean for an action: errors refuse it, warnings want a reason, notes are told."""

from collections.abc import Iterable

from gongkai.law.findings import Finding, Severity
from gongkai.records.actions.refused import Refused, refuse_longer

REASON = 300


class Unfit(Refused):
    """Something that the law holds back, or lets pass only with a reason; `findings` say what."""

    def __init__(self, findings: Iterable[Finding], *also: str) -> None:
        self.findings = tuple(findings)
        super().__init__(*dict.fromkeys(each.message for each in self.findings), *also)


def weigh(findings: Iterable[Finding], reason: str) -> tuple[Finding, ...]:
    """All findings, where they let the action pass. Unfit for an error, and for a warning without a reason."""
    found = tuple(dict.fromkeys(findings))
    refuse_longer(reason, REASON, "理由")
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        raise Unfit(errors)
    warnings = [each for each in found if each.severity is Severity.WARNING]
    if warnings and not reason.strip():
        raise Unfit(warnings, "确实需要这样办理的，请写明理由。")
    return found


def added(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """What is found now and was not found before, in its order."""
    known = set(before)
    return [each for each in after if each not in known]
