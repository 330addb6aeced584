"""What a clock says: state, what is due when, what is waited for, why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import Basis
from gongkai.law.findings import Finding
from gongkai.law.ledger import Party
from gongkai.law.rules import Rule


class State(StrEnum):
    """Where an application stands. `invalid`: the facts contradict each other, and no date is given."""

    INVALID = "invalid"
    CONFIRMING_RECEIPT = "confirming_receipt"
    IN_REVIEW = "in_review"
    EXTENDED = "extended"
    DEFERRED = "deferred"
    CORRECTION_REQUESTED = "correction_requested"
    ABANDONED_NO_CORRECTION = "abandoned_no_correction"
    REASON_REQUESTED = "reason_requested"
    THIRD_PARTY_CONSULTATION = "third_party_consultation"
    COAGENCY_CONSULTATION = "coagency_consultation"
    FEE_NOTIFIED = "fee_notified"
    ABANDONED_UNPAID = "abandoned_unpaid"
    REPLIED = "replied"
    SERVED = "served"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "invalid": "事实有矛盾，不能计算",
            "confirming_receipt": "待确认收到",
            "in_review": "办理中",
            "extended": "办理中（已延期）",
            "deferred": "办理中（延迟答复）",
            "correction_requested": "等待补正",
            "abandoned_no_correction": "逾期不补正，视为放弃",
            "reason_requested": "等待说明理由",
            "third_party_consultation": "征求第三方意见",
            "coagency_consultation": "征求共同制作机关意见",
            "fee_notified": "等待缴费",
            "abandoned_unpaid": "逾期未缴费，视为放弃",
            "replied": "已答复",
            "served": "已送达",
            "withdrawn": "已撤回",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that is due: what, from whom, by when, and when it was done if it was."""

    id: str
    what: str
    who: Party
    by: date
    done_on: date | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that is waited for: from whom (`name` where several were asked), what, until when at the latest."""

    who: Party
    name: str
    what: str
    until: date | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class Pause:
    """Days taken out of the period, first and last included; `open` while the end is only the latest possible one."""

    first: date
    last: date
    why: str
    open: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the explanation: counted as the nth or not, why, by which articles."""

    day: date
    counted: bool
    n: int
    why: str
    bases: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """The answer for one application on one day.

    `due_on`: by when the answer is due; None while the period stands still without a known end, before receipt is
    confirmed, after the application was abandoned, and where the facts contradict each other.
    `used`, `left`: working days counted up to `as_of` or to the end, and those that remain; below zero when overdue.
    `started_on`: the day of receipt in law, or the day from which the period was counted anew; not itself counted.
    `receipt_on`: the day of receipt in law, by whose year the annual report counts; None before receipt is confirmed.
    `provisional`: a year without a holiday notice is touched, so that a notice can still move a date.
    """

    state: State
    as_of: date
    started_on: date | None
    closed_on: date | None
    due_on: date | None
    used: int
    left: int | None
    overdue: bool
    provisional: bool
    waits: tuple[Wait, ...]
    limits: tuple[Limit, ...]
    pauses: tuple[Pause, ...]
    findings: tuple[Finding, ...]
    receipt_on: date | None = None

    @property
    def waiting_on(self) -> Party | None:
        """Who has to act before the agency can go on; None while the agency itself has to act, and at the end."""
        return self.waits[0].who if self.waits else None
