"""Where review and suit stand: what has to be done by when, what is waited for, how table four counts the case."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.deadlines.answer import Limit, Wait
from gongkai.law.findings import Finding
from gongkai.law.remedies.results import Column, Result


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One review or suit as table four counts it.

    `block` is the id of the block of table four (review, direct_suit, suit_after_review); `round` counts answers from 1.
    `closed_on` is the day of the decision, or the day after the period of appeal; None while pending.
    `column` is None where the recorded result is not one that can be counted.
    """

    block: str
    round: int
    opened_on: date
    closed_on: date | None
    result: Result | None
    column: Column | None


@dataclass(frozen=True, slots=True)
class Remedies:
    """The answer for one application on one day.

    `limits` name the periods that run or ran: of the applicant (review_apply, suit_direct, suit_after, appeal), of the
    agency (review_answer, suit_answer, appeal), of review body and court (review_admit, review_copy, review_decide, judgment);
    those of a later answer carry its number (review_apply.2). `provisional`: a coming holiday notice can move a date.
    """

    as_of: date
    under_review: bool
    in_litigation: bool
    provisional: bool
    limits: tuple[Limit, ...]
    waits: tuple[Wait, ...]
    proceedings: tuple[Proceeding, ...]
    findings: tuple[Finding, ...]

    def limit(self, limit_id: str) -> Limit | None:
        """The limit with this id, if it runs or ran."""
        return next((limit for limit in self.limits if limit.id == limit_id), None)
