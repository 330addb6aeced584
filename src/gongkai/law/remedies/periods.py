"""Until when something can be undertaken against an answer, and until when review body, court and agency have to act.

Which law governs: the day of knowing for the applicant's periods, the day of the application for those of a review, the day
of docketing for those of a suit.
"""

from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.ledger import Fact, Kind
from gongkai.law.params import param
from gongkai.law.remedies import grounds
from gongkai.law.remedies.course import Review, Suit
from gongkai.law.remedies.results import Forum, Result, described
from gongkai.law.remedies.settings import under_review_law_of_2023
from gongkai.law.rules import Rule

SIMPLIFIED = "simplified"


@dataclass(frozen=True, slots=True)
class End:
    """The last day of a period and the rule that says so."""

    by: date
    rule: Rule


def review_of_answer(known_on: date, acted_on: date, calendar: Calendar, *, told: bool) -> End:
    """Until when a review of an answer can be applied for.   依据：行政复议法第二十、二十一条"""
    if told:
        end = End(calendar.days_after(known_on, value("review_days", known_on)), grounds.REVIEW_APPLY)
    else:
        end = End(calendar.months_after(known_on, value("review_untold_months", known_on)), grounds.UNTOLD)
    if not under_review_law_of_2023(known_on):
        return end
    return _capped(end, calendar.months_after(acted_on, value("review_longest_months", known_on)))


def suit_against_answer(known_on: date, acted_on: date, calendar: Calendar, *, told: bool) -> End:
    """Until when an answer can be sued against directly.   依据：行政诉讼法第四十六条，适用解释第六十四条"""
    name, rule = ("suit_months", grounds.SUIT_DIRECT) if told else ("suit_untold_months", grounds.UNTOLD)
    end = End(calendar.months_after(known_on, value(name, known_on)), rule)
    return _capped(end, calendar.months_after(acted_on, value("suit_longest_months", known_on)))


def review_of_silence(due_on: date, calendar: Calendar) -> End:
    """Until when a review of silence can be applied for.   依据：行政复议法第二十条，实施条例第十六条"""
    return End(calendar.days_after(due_on, value("review_days", due_on)), grounds.SILENCE)


def suit_against_silence(due_on: date, calendar: Calendar) -> End:
    """Until when silence can be sued against.   依据：行政诉讼法第四十七条，适用解释第六十六条"""
    return End(calendar.months_after(due_on, value("suit_months", due_on)), grounds.SILENCE)


def applied_on(review: Review) -> date:
    """The day on which the review body got the application."""
    return review.applied.received_on or review.applied.on


def admission_ends(review: Review, calendar: Calendar) -> End:
    """Until when the review body decides whether to admit.   依据：行政复议法第三十条"""
    start = applied_on(review)
    return End(calendar.after(start, value("review_admission_working_days", start)), grounds.ADMISSION)


def admitted_on(review: Review, calendar: Calendar) -> date:
    """The day of admission, or from which the application counts as admitted.

    依据：行政复议法（2023年修订）第三十条第三款：审查期限届满之日；（2017年修正）第十七条第二款：收到之日
    """
    admitted = review.first(Kind.REVIEW_ADMITTED)
    if admitted is not None:
        return admitted.on
    start = applied_on(review)
    return admission_ends(review, calendar).by if under_review_law_of_2023(start) else start


def review_simplified(review: Review) -> bool:
    """Whether the review goes by the simplified procedure, which the law of 2023 brought.   依据：行政复议法第五十三条"""
    admitted = review.first(Kind.REVIEW_ADMITTED)
    simplified = admitted is not None and admitted.result == SIMPLIFIED
    return simplified and under_review_law_of_2023(applied_on(review))


def copy_ends(review: Review, calendar: Calendar) -> End:
    """Until when the review body sends the application to the agency.   依据：行政复议法第四十八、五十四条"""
    name = "review_copy_simplified_working_days" if review_simplified(review) else "review_copy_working_days"
    return End(calendar.after(admitted_on(review, calendar), value(name, applied_on(review))), grounds.COPY)


def review_answer_ends(review: Review, copied: Fact, calendar: Calendar) -> End:
    """Until when the agency answers in a review.   依据：行政复议法第四十八、五十四、八十八条；（2017年修正）第二十三、四十条"""
    start, got = applied_on(review), copied.received_on or copied.on
    if not under_review_law_of_2023(start):
        return End(calendar.days_after(got, value("review_answer_days", start)), grounds.REVIEW_ANSWER)
    name = (
        "review_answer_simplified_working_days" if review_simplified(review) else "review_answer_working_days"
    )
    return End(calendar.after(got, value(name, start)), grounds.REVIEW_ANSWER)


def decision_ends(review: Review, calendar: Calendar) -> End:
    """Until when the review body decides, with the first extension that has an effect.   依据：行政复议法第六十二条"""
    start = applied_on(review)
    simplified = review_simplified(review)
    name = "review_decision_simplified_days" if simplified else "review_decision_days"
    admitted, days = admitted_on(review, calendar), value(name, start)
    end = calendar.days_after(admitted, days)
    extended = review.first(Kind.REVIEW_EXTENDED)
    if extended is None or simplified or extended.on > end:
        return End(end, grounds.DECISION)
    return End(calendar.days_after(admitted, days + extension_days(review, extended)), grounds.EXTENSION)


def extension_days(review: Review, extended: Fact) -> int:
    """How many days an extension adds: those that it states, at most those that the law allows.   依据：行政复议法第六十二条"""
    most = value("review_extension_days", applied_on(review))
    return most if extended.days is None else max(0, min(extended.days, most))


def after_review(review: Review, upto: date, calendar: Calendar) -> End | None:
    """Until when can be sued after a review: from the decision, else from the end of its period; None while it runs.

    `upto`: only what had happened by this day counts.   依据：行政诉讼法第四十五条，行政复议法第三十四条
    """
    decided = review.decided
    if decided is not None and decided.on <= upto:
        start = decided.received_on or decided.on
    elif decision_ends(review, calendar).by < upto:
        start = decision_ends(review, calendar).by
    else:
        return None
    return End(calendar.days_after(start, value("suit_after_review_days", start)), grounds.SUIT_AFTER)


def docketed_on(suit: Suit) -> date:
    """The day on which the court docketed the suit, as far as it is recorded."""
    return suit.filed.received_on or suit.filed.on


def suit_answer_ends(suit: Suit, copied: Fact, calendar: Calendar) -> End:
    """Until when the agency answers a suit and hands in its evidence.   依据：行政诉讼法第六十七条"""
    days = value("suit_answer_days", docketed_on(suit))
    return End(calendar.days_after(copied.received_on or copied.on, days), grounds.SUIT_ANSWER)


def judgment_ends(suit: Suit, calendar: Calendar) -> End:
    """Until when the present instance judges.   依据：行政诉讼法第八十一、八十三、八十八条"""
    opened = suit.tried_since
    start = docketed_on(suit) if opened is None else opened.received_on or opened.on
    if suit.forum is Forum.SECOND:
        months = value("second_instance_months", start)
        return End(calendar.months_after(start, months), grounds.SECOND_INSTANCE)
    copied = suit.first(Kind.SUIT_COPIED)
    # A case sent back is not tried by the simplified procedure: 行政诉讼法第八十二条第三款.
    if opened is None and copied is not None and copied.result == SIMPLIFIED:
        days = value("first_instance_simplified_days", start)
        return End(calendar.days_after(start, days), grounds.FIRST_INSTANCE)
    return End(calendar.months_after(start, value("first_instance_months", start)), grounds.FIRST_INSTANCE)


def appeal_ends(judged: Fact, result: Result | None, calendar: Calendar) -> End | None:
    """Until when the judgment of a first instance can be appealed; None where no appeal lies.   依据：行政诉讼法第八十五条"""
    if result is not None and described()[result].final:
        return None
    ruling = result is not None and described()[result].ruling
    served = judged.received_on or judged.on
    days = value("appeal_against_ruling_days" if ruling else "appeal_days", served)
    return End(calendar.days_after(served, days), grounds.APPEAL)


def value(name: str, on: date) -> int:
    """A number of the law on a day; NotInForce before it is known."""
    return param(name).on(on).value


def _capped(end: End, longest: date) -> End:
    return End(longest, grounds.LONGEST) if longest < end.by else end
