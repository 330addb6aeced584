"""Periods, waits and faults inside a review and inside a suit."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import Limit, Wait
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Fact, Kind, Party
from gongkai.law.remedies import grounds, periods
from gongkai.law.remedies.course import Review, Suit, found
from gongkai.law.remedies.periods import End
from gongkai.law.remedies.results import Column, Forum, Result, described
from gongkai.law.remedies.standing import Proceeding
from gongkai.law.wording import day as in_words


def limits_of_review(review: Review, as_of: date, calendar: Calendar) -> Iterator[Limit]:
    """What review body and agency have to do by when; beyond admission only once it is admitted, or counts as admitted."""
    admitted, decided = review.first(Kind.REVIEW_ADMITTED), review.decided
    yield _limit(
        "review_admit",
        "审查复议申请、决定是否受理",
        Party.REVIEW_BODY,
        periods.admission_ends(review, calendar),
        admitted or decided,
    )
    if review.result is Result.NOT_ACCEPTED or periods.admitted_on(review, calendar) > as_of:
        return
    copied = review.first(Kind.REVIEW_COPIED)
    end = periods.copy_ends(review, calendar)
    yield _limit("review_copy", "发送复议申请书副本", Party.REVIEW_BODY, end, copied)
    if copied is not None:
        end = periods.review_answer_ends(review, copied, calendar)
        yield _limit(
            "review_answer",
            "提出书面答复，提交证据、依据",
            Party.AGENCY,
            end,
            review.first(Kind.REVIEW_ANSWERED),
        )
    end = periods.decision_ends(review, calendar)
    yield _limit("review_decide", "作出复议决定", Party.REVIEW_BODY, end, decided)


def limits_of_suit(suit: Suit, calendar: Calendar) -> Iterator[Limit]:
    """What agency and court have to do by when, and until when the loser can appeal."""
    copied = suit.first(Kind.SUIT_COPIED)
    if copied is not None:
        end = periods.suit_answer_ends(suit, copied, calendar)
        yield _limit(
            "suit_answer", "提出答辩状，提交证据、依据", Party.AGENCY, end, suit.first(Kind.SUIT_ANSWERED)
        )
    yield _limit(
        "judgment",
        f"作出{suit.forum.label}裁判",
        Party.COURT,
        periods.judgment_ends(suit, calendar),
        suit.judged,
    )
    if suit.appealable is None:
        return
    judged, result = suit.appealable
    appeal = periods.appeal_ends(judged, result, calendar)
    if appeal is not None:
        loser = Party.AGENCY if column_of(result) is Column.CORRECTED else Party.APPLICANT
        yield _limit("appeal", "提起上诉", loser, appeal, suit.appealed)


def _limit(limit_id: str, what: str, who: Party, end: End, done: Fact | None) -> Limit:
    return Limit(limit_id, what, who, end.by, done.on if done else None, end.rule)


def wait_of_review(review: Review, calendar: Calendar) -> Wait | None:
    """What is waited for in a pending review; None while the agency itself has to answer."""
    owes = review.first(Kind.REVIEW_COPIED) is not None and review.first(Kind.REVIEW_ANSWERED) is None
    if owes:
        return None
    end = periods.decision_ends(review, calendar)
    return Wait(Party.REVIEW_BODY, "", "复议决定", end.by, end.rule)


def wait_of_suit(suit: Suit, calendar: Calendar) -> Wait | None:
    """What is waited for in a suit; None when the instance has judged and while the agency itself has to answer."""
    owes = suit.first(Kind.SUIT_COPIED) is not None and suit.first(Kind.SUIT_ANSWERED) is None
    if suit.judged is not None or owes:
        return None
    end = periods.judgment_ends(suit, calendar)
    return Wait(Party.COURT, "", f"{suit.forum.label}裁判", end.by, end.rule)


def faults_of_review(review: Review, as_of: date, calendar: Calendar) -> Iterator[Finding]:
    """An answer that is late, extensions that have no or not their full effect."""
    copied = review.first(Kind.REVIEW_COPIED)
    if copied is not None:
        end = periods.review_answer_ends(review, copied, calendar)
        follows = (
            "逾期视为答复没有证据、依据，复议机关可以撤销原答复或者责令履行（依据：行政复议法第七十条）。"
        )
        closed = review.decided.on if review.decided else as_of
        yield from _late_answer(copied, review.first(Kind.REVIEW_ANSWERED), end, closed, follows)
    extensions = [fact for fact in review.steps if fact.kind is Kind.REVIEW_EXTENDED]
    for n, fact in enumerate(extensions):
        fault = _extension_fault(review, fact, n, calendar)
        if fault:
            yield found(grounds.EXTENSION, Severity.WARNING, fact, fault)


def _extension_fault(review: Review, fact: Fact, n: int, calendar: Calendar) -> str:
    if n:
        return "复议期限只能延长一次，这次延长没有计入。请核对是否重复记录。"
    if periods.review_simplified(review):
        return "适用简易程序的复议案件没有延长期限的规定，这次延长没有计入。已经转为普通程序的，请把受理改记为普通程序。"
    first = calendar.days_after(
        periods.admitted_on(review, calendar),
        periods.value("review_decision_days", periods.applied_on(review)),
    )
    if fact.on > first:
        return f"复议期限已于{in_words(first)}届满，这次延长没有计入。请核对延长通知的日期。"
    allowed = periods.extension_days(review, fact)
    if fact.days is not None and fact.days != allowed:
        return f"延长写的是{fact.days}日，只能按{allowed}日计算。请核对延长通知。"
    return ""


def faults_of_suit(suit: Suit, as_of: date, calendar: Calendar) -> Iterator[Finding]:
    """An answer to the suit that is late, an appeal that is late."""
    copied = suit.first(Kind.SUIT_COPIED)
    if copied is not None:
        end = periods.suit_answer_ends(suit, copied, calendar)
        follows = "逾期提供证据视为没有相应证据（依据：行政诉讼法第三十四条），请尽快提交并说明理由。"
        closed = suit.turns[0].on if suit.turns else as_of
        yield from _late_answer(copied, suit.first(Kind.SUIT_ANSWERED), end, closed, follows)
    if suit.appealable is None or suit.appealed is None:
        return
    judged, result = suit.appealable
    last = periods.appeal_ends(judged, result, calendar)
    if last is None:
        message = f"{in_words(judged.on)}的结果不能上诉。请核对裁判的结果，或者删去这条上诉记录。"
        yield found(grounds.APPEAL, Severity.WARNING, suit.appealed, message)
    elif suit.appealed.on > last.by and not suit.appealed.excused:
        message = f"上诉期限到{in_words(last.by)}为止，这次是在{in_words(suit.appealed.on)}，原裁判已经生效。请核对日期。"
        yield found(grounds.APPEAL, Severity.WARNING, suit.appealed, message)


def _late_answer(
    copied: Fact, answered: Fact | None, end: End, closed: date, follows: str
) -> Iterator[Finding]:
    if answered is not None and answered.on > end.by:
        message = f"应当在{in_words(end.by)}以前答复，实际在{in_words(answered.on)}答复。{follows}"
        yield found(end.rule, Severity.WARNING, answered, message)
    elif answered is None and closed > end.by:
        message = f"应当在{in_words(end.by)}以前答复，至今没有答复记录。{follows}已经答复的，请补记。"
        yield found(end.rule, Severity.WARNING, copied, message)


def counted_review(review: Review, number: int) -> Proceeding:
    """The review as table four counts it.   依据：年度报告格式 表四"""
    closed_on = review.decided.on if review.decided else None
    column = column_of(review.result) if review.decided else Column.PENDING
    return Proceeding("review", number, review.applied.on, closed_on, review.result, column)


def counted_suit(suit: Suit, block: str, number: int, as_of: date, calendar: Calendar) -> Proceeding:
    """The suit as table four counts it: pending until the judgment stands.   依据：年度报告格式 表四

    On the last day of the period of appeal it is still pending: so it ends on the day after, and in that day's period.
    """
    final = final_on(suit, as_of, calendar)
    if final is None or suit.judged is None:
        return Proceeding(block, number, suit.filed.on, None, None, Column.PENDING)
    closed_on = final if final == suit.judged.on else final + timedelta(days=1)
    results = suit.results
    upheld = results[-1] is Result.APPEAL_REJECTED
    return Proceeding(
        block, number, suit.filed.on, closed_on, results[-1], column_of(results[-2 if upheld else -1])
    )


def final_on(suit: Suit, as_of: date, calendar: Calendar) -> date | None:
    """The day on which the judgment became final, as far as that is so; None while the suit is pending."""
    if suit.judged is None:
        return None
    end = None
    if suit.forum is Forum.FIRST:
        end = periods.appeal_ends(suit.judged, suit.results[-1], calendar)
    if end is None:
        return suit.judged.on
    return end.by if as_of > end.by else None


def column_of(result: Result | None) -> Column | None:
    """Where table four counts a result."""
    return None if result is None else described()[result].column
