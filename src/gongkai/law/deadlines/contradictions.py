"""Facts that cannot be: each makes the whole ledger unfit for a date."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines import grounds
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Fact, Kind, Ledger, Party
from gongkai.law.params import param
from gongkai.law.rules import Rule
from gongkai.law.wording import day

# What must have happened before, and whether one question takes only one answer.
QUESTIONS = {
    Kind.CORRECTED: (Kind.CORRECTION_ASKED, True),
    Kind.CORRECTION_LAPSED: (Kind.CORRECTION_ASKED, False),
    Kind.THIRD_PARTY_ANSWERED: (Kind.THIRD_PARTY_ASKED, True),
    Kind.THIRD_PARTY_SILENT: (Kind.THIRD_PARTY_ASKED, False),
    Kind.ORGAN_ANSWERED: (Kind.ORGAN_ASKED, True),
    Kind.ORGAN_SILENT: (Kind.ORGAN_ASKED, False),
    Kind.REASONS_GIVEN: (Kind.REASONS_ASKED, True),
    Kind.FEE_PAID: (Kind.FEE_NOTIFIED, True),
    Kind.FEE_LAPSED: (Kind.FEE_NOTIFIED, False),
    Kind.DELIVERED: (Kind.REPLIED, False),
}

# Several may be asked, and `who` tells them apart.
CONSULTATIONS = frozenset(kind for kind in Kind if kind.startswith(("third_party_", "organ_")))


def contradictions(ledger: Ledger, facts: Iterable[Fact], as_of: date, calendar: Calendar) -> list[Finding]:
    """What cannot be in a ledger, the facts given in order; empty if it can be computed."""
    found = list(_arrival(ledger, as_of, calendar))
    for fact in facts:
        found += _out_of_time(fact, ledger, as_of)
        found += _out_of_shape(fact)
    return found + list(_unasked(facts))


def error(rule: Rule, where: str, message: str) -> Finding:
    """A finding that leaves no date to be given."""
    return Finding(rule=rule.id, severity=Severity.ERROR, where=where, message=message, basis=rule.basis)


def _arrival(ledger: Ledger, as_of: date, calendar: Calendar) -> Iterator[Finding]:
    arrived, known = ledger.received_on, param("reply_working_days").values[0].since
    if arrived < known:
        yield error(
            grounds.BEYOND,
            "received_on",
            f"收到日期{day(arrived)}早于{day(known)}，当时适用修订前的条例，本系统没有收录，不能推算。请核对日期。",
        )
    elif arrived > calendar.last:
        yield error(
            grounds.BEYOND,
            "received_on",
            f"收到日期{day(arrived)}超出工作日历（到{day(calendar.last)}为止）。请核对年份。",
        )
    if arrived > as_of:
        yield error(
            grounds.TOO_LATE,
            "received_on",
            f"收到日期{day(arrived)}晚于截至日期{day(as_of)}。请核对两个日期。",
        )


def _out_of_time(fact: Fact, ledger: Ledger, as_of: date) -> Iterator[Finding]:
    said = f"“{fact.kind.label}”的日期{day(fact.on)}"
    if fact.on < ledger.received_on:
        yield error(
            grounds.TOO_EARLY,
            fact.place,
            f"{said}早于收到申请的日期{day(ledger.received_on)}。请核对这两个日期。",
        )
    if fact.on > as_of:
        yield error(grounds.TOO_LATE, fact.place, f"{said}晚于截至日期{day(as_of)}，还没有发生。请核对日期。")


def _out_of_shape(fact: Fact) -> Iterator[Finding]:
    said = f"“{fact.kind.label}”（{day(fact.on)}）"
    if fact.kind is Kind.EXTENDED and fact.working_days is None:
        yield error(grounds.INCOMPLETE, fact.place, f"{said}没有写明延长几个工作日。请补写 working_days。")
    if fact.kind is Kind.DEFERRED and fact.to is None:
        yield error(grounds.INCOMPLETE, fact.place, f"{said}没有写明延迟到哪一天。请补写 to。")
    if fact.kind is Kind.FEE_NOTIFIED and fact.on < (
        since := param("fee_payment_working_days").values[0].since
    ):
        yield error(
            grounds.BEYOND, fact.place, f"{said}早于{day(since)}，当时没有信息处理费的规定。请核对日期。"
        )
    if any(length is not None and length < 1 for length in (fact.working_days, fact.days)):
        yield error(grounds.INCOMPLETE, fact.place, f"{said}的天数应当是1以上的整数。请核对。")
    if fact.received_on is not None and fact.received_on < fact.on:
        yield error(
            grounds.INCOMPLETE,
            fact.place,
            f"{said}的对方收到日期{day(fact.received_on)}早于发出日期。请核对这两个日期。",
        )
    if fact.to is not None and fact.to < fact.on:
        yield error(
            grounds.INCOMPLETE, fact.place, f"{said}的截止日期{day(fact.to)}早于它本身的日期。请核对。"
        )
    elif fact.kind is Kind.DEFERRED and fact.to == fact.on:
        yield error(grounds.INCOMPLETE, fact.place, f"{said}延迟到的日期就是当天。请写明以后的日期。")
    if fact.kind is Kind.CONFIRMED and fact.who not in ("", Party.AGENCY, Party.APPLICANT):
        yield error(
            grounds.INCOMPLETE,
            fact.place,
            f"{said}的 who 写成了“{fact.who}”。请写 agency（本机关）、applicant（申请人），双方都确认的不写。",
        )


def _unasked(facts: Iterable[Fact]) -> Iterator[Finding]:
    happened: Counter[tuple[Kind, str]] = Counter()
    for fact in facts:
        whom = fact.who if fact.kind in CONSULTATIONS else ""
        happened[fact.kind, whom] += 1
        if fact.kind not in QUESTIONS:
            continue
        question, one_each = QUESTIONS[fact.kind]
        needed = happened[fact.kind, whom] if one_each else 1
        if happened[question, whom] < needed:
            yield error(
                grounds.UNASKED,
                fact.place,
                f"“{fact.kind.label}”{f'（{whom}）' if whom else ''}（{day(fact.on)}）之前没有与它对应的“{question.label}”。"
                "请补记，或者核对日期和对象。",
            )
