"""Stages and time limits of review and suit: a pure function of the facts, the day and the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.calendar.workdays import Calendar, OutOfCalendar
from gongkai.law.deadlines.answer import Limit, Wait
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Ledger, Party
from gongkai.law.params import NotInForce
from gongkai.law.remedies import grounds, procedure
from gongkai.law.remedies.course import DISPUTE, Round, found, read
from gongkai.law.remedies.periods import End
from gongkai.law.remedies.results import Result
from gongkai.law.remedies.settings import DEFAULT, Matter, Remedy, RemedySettings
from gongkai.law.remedies.standing import Proceeding, Remedies
from gongkai.law.remedies.ways import (
    Law,
    after,
    direct_is_open,
    review_faults,
    suit_faults,
    undelivered,
    ways,
)
from gongkai.law.wording import day as in_words


def stages(
    ledger: Ledger,
    as_of: date,
    calendar: Calendar,
    settings: RemedySettings = DEFAULT,
    *,
    matters: tuple[Matter, ...] = (),
) -> Remedies:
    """Where review and suit stand on a day, by the facts up to that day.

    `matters` describe the answers, one for each: the first reply, then the one after each order to answer anew; where one
    is missing, review and suit are both taken as open. Days beyond the calendar or before the law give a finding, no dates.
    依据：条例第五十一条；行政复议法；行政诉讼法；法释〔2025〕8号
    """
    early = tuple(_not_yet(ledger, as_of))
    law = Law(calendar, settings)
    try:
        rounds, findings = read((fact for fact in ledger.facts if fact.on <= as_of), calendar)
        parts = [_stand(at, _matter(matters, at), as_of, law) for at in rounds]
    except (OutOfCalendar, NotInForce) as reason:
        beyond = Finding(
            grounds.BEYOND.id,
            Severity.ERROR,
            "ledger",
            f"{reason}请核对各条记录的日期。",
            grounds.BEYOND.basis,
        )
        return Remedies(as_of, False, False, False, (), (), (), (*early, beyond))
    limits = tuple(limit for part in parts for limit in part.limits)
    return Remedies(
        as_of=as_of,
        under_review=any(part.under_review for part in parts),
        in_litigation=any(part.in_litigation for part in parts),
        provisional=_provisional(ledger, limits, calendar),
        limits=limits,
        waits=tuple(wait for part in parts for wait in part.waits),
        proceedings=tuple(one for part in parts for one in part.proceedings),
        findings=(*early, *findings, *(finding for part in parts for finding in part.findings)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One round of the answer."""

    under_review: bool
    in_litigation: bool
    limits: tuple[Limit, ...]
    waits: tuple[Wait, ...]
    proceedings: tuple[Proceeding, ...]
    findings: tuple[Finding, ...]


def _stand(at: Round, matter: Matter, as_of: date, law: Law) -> _Part:
    limits = [*_of_applicant(at, matter, as_of, law), *_of_procedure(at, as_of, law)]
    suffix = f".{at.number}" if at.number > 1 else ""
    suit = at.suit
    return _Part(
        under_review=_runs(at, law),
        in_litigation=suit is not None and procedure.final_on(suit, as_of, law.calendar) is None,
        limits=tuple(replace(limit, id=limit.id + suffix) for limit in limits),
        waits=tuple(_waits(at, law)),
        proceedings=tuple(_proceedings(at, as_of, law)),
        findings=tuple(_faults(at, matter, as_of, law)),
    )


def _of_applicant(at: Round, matter: Matter, as_of: date, law: Law) -> Iterator[Limit]:
    """Until when the applicant can apply for review, sue directly, sue after review."""
    review, suit = at.review, at.suit
    for_review = ways(at, matter, review.applied.on if review else as_of, law)
    sued = suit.filed.on if suit else None
    if for_review and for_review.review and _review_open(at, for_review.remedy):
        applied = review.applied.on if review else None
        yield _limit("review_apply", "申请行政复议", for_review.review, applied)
    for_suit = ways(at, matter, sued or as_of, law)
    if for_suit and for_suit.direct and direct_is_open(review):
        given_up = review is not None and review.given_up
        end = replace(for_suit.direct, rule=grounds.WITHDRAWN) if given_up else for_suit.direct
        yield _limit("suit_direct", "直接提起行政诉讼", end, sued)
    then = after(review, sued or as_of, law)
    if then is not None:
        yield _limit("suit_after", "经复议后提起行政诉讼", then, sued)


def _review_open(at: Round, remedy: Remedy) -> bool:
    """Whether review is, or was, still a way: not beside a direct suit, unless review ought to have come first."""
    return at.suit is None or at.review is not None or remedy is Remedy.REVIEW_FIRST


def _limit(limit_id: str, what: str, end: End, done_on: date | None) -> Limit:
    return Limit(limit_id, what, Party.APPLICANT, end.by, done_on, end.rule)


def _of_procedure(at: Round, as_of: date, law: Law) -> Iterator[Limit]:
    if at.review is not None:
        yield from procedure.limits_of_review(at.review, as_of, law.calendar)
    if at.suit is not None:
        yield from procedure.limits_of_suit(at.suit, law.calendar)


def _runs(at: Round, law: Law) -> bool:
    """Whether a review is pending: not decided, and not left behind by a suit after the end of its period."""
    review, suit = at.review, at.suit
    if review is None or review.decided is not None:
        return False
    return suit is None or after(review, suit.filed.on, law) is None


def _waits(at: Round, law: Law) -> Iterator[Wait]:
    waits = (
        procedure.wait_of_review(at.review, law.calendar) if at.review and _runs(at, law) else None,
        procedure.wait_of_suit(at.suit, law.calendar) if at.suit else None,
    )
    yield from (wait for wait in waits if wait is not None)


def _proceedings(at: Round, as_of: date, law: Law) -> Iterator[Proceeding]:
    for review in at.reviews:
        yield procedure.counted_review(review, at.number)
    if at.suit is not None:
        then = after(at.review, at.suit.filed.on, law)
        block = "direct_suit" if then is None else "suit_after_review"
        yield procedure.counted_suit(at.suit, block, at.number, as_of, law.calendar)


def _faults(at: Round, matter: Matter, as_of: date, law: Law) -> Iterator[Finding]:
    yield from undelivered(at, matter, as_of)
    for review in at.reviews:
        yield from review_faults(at, review, matter, law)
        if review.result is not Result.NOT_ACCEPTED:
            yield from procedure.faults_of_review(review, as_of, law.calendar)
    if at.suit is not None:
        yield from suit_faults(at, at.suit, matter, law)
        yield from procedure.faults_of_suit(at.suit, as_of, law.calendar)


def _not_yet(ledger: Ledger, as_of: date) -> Iterator[Finding]:
    for fact in sorted(ledger.facts, key=repr):
        if fact.on > as_of and fact.kind in DISPUTE:
            message = (
                f"“{fact.kind.label}”记在{in_words(fact.on)}，晚于{in_words(as_of)}，没有计入。请核对日期。"
            )
            yield found(grounds.NOT_YET, Severity.ERROR, fact, message)


def _matter(matters: tuple[Matter, ...], at: Round) -> Matter:
    return matters[at.number - 1] if at.number <= len(matters) else Matter()


def _provisional(ledger: Ledger, limits: tuple[Limit, ...], calendar: Calendar) -> bool:
    if not limits:
        return False
    first = min(ledger.received_on, *(limit.by for limit in limits))
    return not calendar.settled(first, max(limit.by for limit in limits))
