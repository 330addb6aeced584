"""Which ways are open against an answer or silence, until when, and what is wrong with the way that was taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Fact
from gongkai.law.remedies import grounds, periods
from gongkai.law.remedies.course import Review, Round, Suit, found
from gongkai.law.remedies.periods import End
from gongkai.law.remedies.results import Result
from gongkai.law.remedies.settings import Matter, Remedy, RemedySettings, remedy_on
from gongkai.law.wording import day as in_words


@dataclass(frozen=True, slots=True)
class Ways:
    """What is open: the class in force, whether only a part has to go to review first, and the ends of the periods.

    `review`, `direct`: None where the way is closed or the day of knowing is not recorded.
    """

    remedy: Remedy
    mixed: bool
    review: End | None
    direct: End | None


@dataclass(frozen=True, slots=True)
class Law:
    """What the ways are computed with."""

    calendar: Calendar
    settings: RemedySettings


def ways(at: Round, matter: Matter, upto: date, law: Law) -> Ways | None:
    """The ways open by what had happened by a day; None while there is nothing that could be challenged.

    依据：条例第五十一条；行政复议法第二十三条；法释〔2025〕8号第一、二条
    """
    if at.answer is not None and at.answer.on <= upto:
        return _against_answer(at, at.answer, matter, upto, law)
    given_up = at.withdrawn is not None and at.withdrawn.on <= upto
    if matter.due_on is None or upto <= matter.due_on or given_up:
        return None
    remedy = remedy_on(law.settings.silence, matter.due_on)
    direct = periods.suit_against_silence(matter.due_on, law.calendar)
    review = periods.review_of_silence(matter.due_on, law.calendar)
    return Ways(remedy, False, review, None if remedy is Remedy.REVIEW_FIRST else direct)


def _against_answer(at: Round, answer: Fact, matter: Matter, upto: date, law: Law) -> Ways:
    remedy = remedy_on(law.settings.partial if matter.partial else matter.remedy, answer.on)
    mixed = matter.partial and remedy is Remedy.REVIEW_FIRST
    known = at.known_on(upto)
    if known is None or remedy is Remedy.NONE:
        return Ways(remedy, mixed, None, None)
    review = periods.review_of_answer(known, answer.on, law.calendar, told=matter.told)
    direct = periods.suit_against_answer(known, answer.on, law.calendar, told=matter.told)
    closed = remedy is Remedy.REVIEW_FIRST and not mixed
    return Ways(remedy, mixed, review, None if closed else direct)


def after(review: Review | None, upto: date, law: Law) -> End | None:
    """Until when can be sued after the review; None without one, while it runs, and where it was given up."""
    if review is None or review.given_up or review.applied.on > upto:
        return None
    return periods.after_review(review, upto, law.calendar)


def undelivered(at: Round, matter: Matter, as_of: date) -> Iterator[Finding]:
    """An answer that can be challenged, but of which it is not known when the applicant got it."""
    if at.answer is None or at.known_on(as_of) is not None or matter.remedy is Remedy.NONE:
        return
    message = (
        f"{in_words(at.answer.on)}的答复还没有送达记录，不能推算申请复议和起诉的期限。送达后请补记送达日。"
    )
    yield found(grounds.REVIEW_APPLY, Severity.INFO, at.answer, message)


def review_faults(at: Round, review: Review, matter: Matter, law: Law) -> Iterator[Finding]:
    """What is wrong with an application for review: too early, too late, beside a suit."""
    fact = review.applied
    open_then = ways(at, matter, fact.on, law)
    if open_then is None:
        yield from _too_soon(matter, fact)
    elif open_then.review is not None and fact.on > open_then.review.by and not fact.excused:
        yield _late(
            fact,
            open_then.review,
            "是否受理由复议机关决定；有不可抗力等正当理由的，请注明（依据：行政复议法第二十条第二款）。",
        )
    if at.suit is not None and at.suit.filed.on < fact.on:
        yield found(
            grounds.BOTH_AT_ONCE,
            Severity.WARNING,
            fact,
            f"{in_words(at.suit.filed.on)}已经起诉，人民法院受理后不得再申请行政复议，复议机关将不予受理。请核对日期。",
        )


def suit_faults(at: Round, suit: Suit, matter: Matter, law: Law) -> Iterator[Finding]:
    """What is wrong with a suit: too early, without the review that comes first, during a review, too late."""
    fact = suit.filed
    open_then = ways(at, matter, fact.on, law)
    if open_then is None:
        yield from _too_soon(matter, fact)
        return
    review = at.review if at.review is not None and at.review.applied.on <= fact.on else None
    then = after(review, fact.on, law)
    if review is not None and not review.given_up and then is None:
        yield found(
            grounds.BOTH_AT_ONCE,
            Severity.WARNING,
            fact,
            f"{in_words(review.applied.on)}申请的行政复议还在期限内、尚未作出决定，这时不得起诉，"
            "人民法院将不予立案或者驳回起诉；复议决定作出或者期限届满后，可以在规定期限内起诉。",
        )
        return
    if then is None and open_then.remedy is Remedy.REVIEW_FIRST:
        yield _skipped(fact, mixed=open_then.mixed)
    ends = [end for end in (then, _direct_beside(review, open_then)) if end is not None]
    if ends and fact.on > max(end.by for end in ends) and not fact.excused:
        last = max(ends, key=lambda end: end.by)
        yield _late(
            fact, last, "人民法院将不予立案或者驳回起诉，有正当理由的除外（依据：行政诉讼法第四十八条）。"
        )


def direct_is_open(review: Review | None) -> bool:
    """Whether a review leaves the direct way to court open: there was none, or it came to no decision on the matter."""
    return review is None or review.given_up or review.result is Result.NOT_ACCEPTED


def _direct_beside(review: Review | None, open_then: Ways) -> End | None:
    return open_then.direct if direct_is_open(review) else None


def _too_soon(matter: Matter, fact: Fact) -> Iterator[Finding]:
    if matter.due_on is not None and fact.on <= matter.due_on:
        yield found(
            grounds.TOO_SOON,
            Severity.WARNING,
            fact,
            f"{in_words(fact.on)}还没有答复，答复期限到{in_words(matter.due_on)}才届满，"
            f"这时“{fact.kind.label}”为时尚早，将不被受理。请核对日期，或者补记答复。",
        )


def _skipped(fact: Fact, *, mixed: bool) -> Finding:
    what = "其中不予公开的部分" if mixed else "不予公开的答复"
    return found(
        grounds.REVIEW_SKIPPED,
        Severity.INFO if mixed else Severity.WARNING,
        fact,
        f"{what}应当先申请行政复议。未经复议直接起诉的，人民法院将不予立案或者驳回起诉，并告知先申请复议；请在答辩时说明。",
    )


def _late(fact: Fact, end: End, follows: str) -> Finding:
    message = f"“{fact.kind.label}”的期限到{in_words(end.by)}为止，这次是在{in_words(fact.on)}。{follows}"
    return Finding(
        end.rule.id,
        Severity.WARNING,
        fact.place,
        message,
        end.rule.basis,
        str(fact.on),
        str(end.by),
    )
