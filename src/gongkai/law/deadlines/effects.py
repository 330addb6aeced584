"""What each fact does to the course of an application: one function for each kind that does anything."""

from collections.abc import Callable
from datetime import date

from gongkai.law.deadlines import grounds
from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.course import Asked, Course, Standstill
from gongkai.law.deadlines.periods import ONE_DAY, lengths
from gongkai.law.deadlines.settings import AfterPayment, LateNotice, PauseFrom, PauseTo, ReplyEnds
from gongkai.law.ledger import Channel, Fact, Kind, Party
from gongkai.law.params import param
from gongkai.law.rules import Rule
from gongkai.law.wording import day

ARRIVED = "收到申请之日"
# By which rule the day of receipt is told, channel by channel.
RECEIPT = {
    Channel.IN_PERSON: grounds.IN_PERSON,
    Channel.ORAL: grounds.IN_PERSON,
    Channel.REGISTERED_MAIL: grounds.REGISTERED_MAIL,
    Channel.ORDINARY_MAIL: grounds.ORDINARY_MAIL,
    Channel.INTERNET: grounds.CONFIRMED,
    Channel.FAX: grounds.CONFIRMED,
}


def _confirmed(course: Course, fact: Fact) -> None:
    """Receipt is the day on which both sides have confirmed it.   依据：条例第三十一条"""
    course.confirmed_by |= {Party(fact.who)} if fact.who else {Party.AGENCY, Party.APPLICANT}
    if not course.starts and course.confirmed_by >= {Party.AGENCY, Party.APPLICANT}:
        course.begin(fact.on, ARRIVED, RECEIPT[course.ledger.channel])


def _correction_asked(course: Course, fact: Fact) -> None:
    """One notice, in seven working days, stops the clock.   依据：条例第三十条"""
    if course.notice is not None:
        course.warn(
            fact, grounds.CORRECTION_NOTICE, "补正应当一次性告知，再次告知不影响期限。请以第一次告知为准。"
        )
    elif course.stopped is not None:
        course.warn(fact, grounds.CORRECTION_NOTICE, "正在等待申请人缴费，补正告知不影响期限。请核对日期。")
    elif not _notice_in_time(course, fact):
        course.notice = fact
        course.warn(
            fact,
            grounds.CORRECTION_NOTICE,
            "超过收到申请后的法定告知期限，不中止办理期限。请按原到期日答复。",
        )
    else:
        course.notice = fact
        until = _end(course, fact, course.settings.correction_working_days)
        course.stopped = Asked(fact, Party.APPLICANT, until, grounds.CORRECTION)


def notice_by(course: Course) -> date | None:
    """The last day for the correction notice; None before receipt is confirmed."""
    if not course.starts:
        return None
    return course.calendar.after(course.starts[0].on, lengths(course.ledger.received_on).correction_notice)


def _notice_in_time(course: Course, fact: Fact) -> bool:
    if course.settings.late_notice is LateNotice.STOPS:
        return course.in_time(fact.on)
    last = notice_by(course)
    return last is None or fact.on <= last


def _corrected(course: Course, fact: Fact) -> None:
    """The period begins anew on the day of the correction.   依据：条例第三十条"""
    stopped = course.stopped
    if stopped is None or stopped.fact.kind is not Kind.CORRECTION_ASKED:
        course.warn(fact, grounds.CORRECTED, "补正告知没有中止办理期限，收到补正也不重新计算。")
        return
    course.ended = course.closed_on = None
    _begin_anew(course, stopped, fact)
    course.begin(fact.on, "收到补正之日", grounds.CORRECTED)


def _begin_anew(course: Course, stopped: Asked, fact: Fact) -> None:
    stopped.answered = fact
    _stand_still(course, stopped, fact.on)
    course.stopped = None


def _stand_still(course: Course, stopped: Asked, until: date) -> None:
    course.asked_before.append(stopped)
    course.standstills.append(
        Standstill(stopped.fact.on + ONE_DAY, until - ONE_DAY, stopped.waiting, stopped.rule)
    )


def _correction_lapsed(course: Course, fact: Fact) -> None:
    _not_lapsed(course, fact, Kind.CORRECTION_ASKED, grounds.CORRECTION)


def _not_lapsed(course: Course, fact: Fact, question: Kind, rule: Rule) -> None:
    """Where this fact has an effect, the application has not lapsed: time is left, or what was awaited has come."""
    stopped = course.stopped
    waiting = stopped is not None and stopped.fact.kind is question
    why = f"期限到{day(stopped.until)}才届满" if stopped is not None and waiting else "此时没有在等待申请人"
    course.warn(fact, rule, f"{why}，不能按逾期不再处理。请核对日期。")


def _asked(course: Course, fact: Fact, who: Party, working_days: int, rule: Rule) -> None:
    """A consultation takes days out of the period until the opinion arrives or its time is over."""
    until = course.calendar.after(fact.received_on or fact.on, working_days)
    asked = Asked(fact, who, until, rule)
    if course.in_time(fact.on):
        _pause(course, asked)
    else:
        course.warn(fact, rule, "答复期限此前已经届满，征求意见不再扣除时间。请尽快答复。")
    course.asked.append(asked)


def _pause(course: Course, asked: Asked) -> None:
    same_day = course.settings.pause_from is PauseFrom.SAME_DAY
    asked.pauses_from = asked.fact.on if same_day else asked.fact.on + ONE_DAY
    asked.pauses_to = asked.until


def _third_party_asked(course: Course, fact: Fact) -> None:
    """依据：条例第三十二、三十三条"""
    _asked(
        course, fact, Party.THIRD_PARTY, lengths(course.ledger.received_on).third_party, grounds.THIRD_PARTY
    )


def _organ_asked(course: Course, fact: Fact) -> None:
    """依据：条例第三十三、三十四条"""
    _asked(course, fact, Party.ORGAN, lengths(course.ledger.received_on).organ, grounds.ORGAN)


def _answered(course: Course, fact: Fact) -> None:
    """An opinion, or reasons, end the oldest open question of their kind."""
    asked = _oldest_open(course, fact)
    if asked is None:
        return
    asked.answered = fact
    if fact.on > asked.until:
        course.warn(
            fact, asked.rule, f"提出意见的期限已于{day(asked.until)}届满，此后收到的意见不再扣除时间。"
        )
        return
    if asked.pauses_to is None:
        return
    day_before = course.settings.pause_to is PauseTo.DAY_BEFORE
    asked.pauses_to = fact.on - ONE_DAY if day_before else fact.on


_QUESTION = {
    Kind.THIRD_PARTY_ANSWERED: Kind.THIRD_PARTY_ASKED,
    Kind.THIRD_PARTY_SILENT: Kind.THIRD_PARTY_ASKED,
    Kind.ORGAN_ANSWERED: Kind.ORGAN_ASKED,
    Kind.ORGAN_SILENT: Kind.ORGAN_ASKED,
    Kind.REASONS_GIVEN: Kind.REASONS_ASKED,
}


def _oldest_open(course: Course, fact: Fact) -> Asked | None:
    """The question that an answer belongs to: the oldest that still waits, else the oldest whose time is over.

    None where the question itself was without effect.
    """
    question = _QUESTION[fact.kind]
    waiting = [
        asked
        for asked in course.asked
        if asked.answered is None
        and asked.fact.kind is question
        and (asked.fact.who == fact.who or question is Kind.REASONS_ASKED)
    ]
    return min(waiting, key=lambda asked: fact.on > asked.until, default=None)


def _silent(course: Course, fact: Fact) -> None:
    """Silence is over when its time is over, not when it is noted, and there is none after an answer."""
    question = _QUESTION[fact.kind]
    asked = [one for one in course.asked if (one.fact.kind, one.fact.who) == (question, fact.who)]
    if asked and (fact.on <= asked[-1].until or asked[-1].answered is not None):
        course.warn(
            fact,
            asked[-1].rule,
            f"提出意见的期限到{day(asked[-1].until)}，期限内或者已有意见的，不能按逾期未答复处理。请核对日期。",
        )


def _reasons_asked(course: Course, fact: Fact) -> None:
    """依据：条例第三十五条"""
    until = _end(course, fact, course.settings.reasons_working_days)
    asked = Asked(fact, Party.APPLICANT, until, grounds.REASONS)
    if course.settings.reasons_pause and course.in_time(fact.on):
        _pause(course, asked)
    course.asked.append(asked)


def _extended(course: Course, fact: Fact) -> None:
    """Once, in time, by at most twenty working days.   依据：条例第三十三条"""
    most = lengths(course.ledger.received_on).extension
    wanted = fact.working_days or 0
    if course.extension is not None:
        course.warn(fact, grounds.EXTENSION, "答复期限只能延长一次，再次延长不影响期限。")
    elif course.stopped is not None:
        course.warn(fact, grounds.EXTENSION, "正在等待申请人补正或者缴费，期限没有进行，延长不影响期限。")
    elif not course.in_time(fact.on):
        course.warn(fact, grounds.EXTENSION, "延长应当在答复期限届满前告知申请人，届满后延长不影响期限。")
    else:
        if wanted > most:
            course.warn(
                fact, grounds.EXTENSION, f"延长最多{most}个工作日，写明的{wanted}个工作日按{most}个计算。"
            )
        course.extension, course.extended = fact, True
        course.number += min(wanted, most)


def _deferred(course: Course, fact: Fact) -> None:
    """A notified later day takes the place of the period.   依据：条例第三十五条"""
    due = course.due_on()
    if course.deferral is not None:
        course.warn(fact, grounds.DEFERRAL, "延迟答复的期限已经确定过，再次确定不影响期限。")
    elif not course.in_time(fact.on):
        course.warn(fact, grounds.DEFERRAL, "答复期限此前已经届满，届满后确定延迟答复的期限不影响期限。")
    elif due is not None and fact.to is not None and fact.to < due:
        course.warn(fact, grounds.DEFERRAL, f"延迟到的日期早于原到期日{day(due)}，不影响期限。请核对日期。")
    else:
        course.deferral, course.deferred = fact, True
        if not any(asked.fact.kind is Kind.REASONS_ASKED and asked.answered for asked in course.asked):
            course.warn(
                fact,
                grounds.DEFERRAL,
                "没有先要求申请人说明理由的记录；延迟答复以申请人理由合理为前提。请补记，或者核对依据。",
            )


def _fee_notified(course: Course, fact: Fact) -> None:
    """A notice inside the period stops the clock until the fee is paid.   依据：信息处理费管理办法第六条"""
    if course.stopped is not None:
        correction = course.stopped.fact.kind is Kind.CORRECTION_ASKED
        awaited = "补正" if correction else "按前一次通知缴费"
        course.warn(fact, grounds.FEE_NOTICE, f"正在等待申请人{awaited}，这次收费通知不影响期限。")
    elif not course.in_time(fact.on):
        course.warn(fact, grounds.FEE_NOTICE, "收费通知应当在答复期限内发出，届满后通知不影响期限。")
    else:
        number = param("fee_payment_working_days").on(fact.on).value
        until = course.calendar.after(fact.received_on or fact.on, number)
        course.stopped = Asked(fact, Party.APPLICANT, until, grounds.FEE_PAYMENT)


def _fee_paid(course: Course, fact: Fact) -> None:
    """依据：信息处理费管理办法第七条"""
    stopped = course.stopped
    if stopped is None or stopped.fact.kind is not Kind.FEE_NOTIFIED:
        course.warn(fact, grounds.FEE_PAID, "收费通知没有中止办理期限，缴费也不重新计算。")
    elif course.settings.after_payment is AfterPayment.RESTART:
        _begin_anew(course, stopped, fact)
        course.begin(fact.on, "缴清信息处理费之日", grounds.FEE_PAID)
    else:
        stopped.answered = fact
        stopped.pauses_from, stopped.pauses_to = stopped.fact.on + ONE_DAY, fact.on
        course.asked.append(stopped)
        course.stopped = None


def _fee_lapsed(course: Course, fact: Fact) -> None:
    _not_lapsed(course, fact, Kind.FEE_NOTIFIED, grounds.FEE_PAYMENT)


def _replied(course: Course, fact: Fact) -> None:
    """依据：条例第三十三条"""
    if course.replied is not None:
        course.warn(fact, grounds.ANSWERED, "此前已经作出答复，期限以第一次答复为准。")
        return
    course.replied = fact
    if course.settings.reply_ends is ReplyEnds.SENT:
        course.end(State.REPLIED, fact.on)


def _delivered(course: Course, fact: Fact) -> None:
    if course.replied is None:
        return  # the reply itself was without effect
    course.delivered = fact
    if course.ended is None:
        course.end(State.SERVED, fact.on)


def _withdrawn(course: Course, fact: Fact) -> None:
    course.end(State.WITHDRAWN, fact.on)


def _redo_ordered(course: Course, fact: Fact) -> None:
    """A decision or judgment opens a new round.   依据：行政复议法第六十四条，行政诉讼法第七十条"""
    if course.stopped is not None:
        _stand_still(course, course.stopped, fact.on)
    elif course.closed_on is not None:
        course.standstills.append(
            Standstill(course.closed_on + ONE_DAY, fact.on - ONE_DAY, "此前已经办结", grounds.ANSWERED)
        )
    course.ended = course.closed_on = course.stopped = course.replied = course.delivered = None
    for asked in course.asked:
        if asked.pauses_to is not None:  # what is still awaited no longer bears on the new round
            asked.pauses_to = min(asked.pauses_to, fact.on - ONE_DAY)
    course.asked_before += course.asked
    course.asked = []
    course.deferral = course.fixed_on = None
    course.redo = fact
    course.begin(fact.on, "收到责令重新答复的决定或者判决之日", grounds.REDO)
    if fact.to is not None:
        course.fixed_on = fact.to
    elif fact.days is not None:
        course.fixed_on = course.calendar.days_after(fact.on, fact.days)
    else:
        course.number = fact.working_days or course.settings.redo_working_days


def _end(course: Course, fact: Fact, working_days: int) -> date:
    """The last day that a notice sets: as it says, else after some working days from its arrival."""
    if fact.to is not None:
        return fact.to
    length = fact.working_days if fact.working_days is not None else working_days
    return course.calendar.after(fact.received_on or fact.on, length)


EFFECTS: dict[Kind, Callable[[Course, Fact], None]] = {
    Kind.CONFIRMED: _confirmed,
    Kind.CORRECTION_ASKED: _correction_asked,
    Kind.CORRECTED: _corrected,
    Kind.CORRECTION_LAPSED: _correction_lapsed,
    Kind.THIRD_PARTY_ASKED: _third_party_asked,
    Kind.THIRD_PARTY_ANSWERED: _answered,
    Kind.THIRD_PARTY_SILENT: _silent,
    Kind.ORGAN_ASKED: _organ_asked,
    Kind.ORGAN_ANSWERED: _answered,
    Kind.ORGAN_SILENT: _silent,
    Kind.REASONS_ASKED: _reasons_asked,
    Kind.REASONS_GIVEN: _answered,
    Kind.EXTENDED: _extended,
    Kind.DEFERRED: _deferred,
    Kind.FEE_NOTIFIED: _fee_notified,
    Kind.FEE_PAID: _fee_paid,
    Kind.FEE_LAPSED: _fee_lapsed,
    Kind.REPLIED: _replied,
    Kind.DELIVERED: _delivered,
    Kind.WITHDRAWN: _withdrawn,
    Kind.REDO_ORDERED: _redo_ordered,
}
