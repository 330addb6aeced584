"""Writes: what is asked of others and what they say: correction, opinions, reasons; extension and deferral; the fee.

Each is one dated fact; the law decides what it does to the period, and refuses what it has no effect for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from gongkai.applications.access import Act
from gongkai.applications.actions.holding import Brought, Held, enter, enter_fact, hold, told
from gongkai.applications.actions.notifying import What, told_applicant
from gongkai.applications.models import Application, Doing, Medium, Route
from gongkai.applications.models.kinds import provision
from gongkai.applications.queries.clocks import ledger_of
from gongkai.applications.queries.consulting import waiting
from gongkai.applications.queries.previewing import charge_for
from gongkai.applications.queries.repeats import items_before
from gongkai.documents.holidays import installed_calendar
from gongkai.law.fees.charge import Charge
from gongkai.law.fees.notice import FeeNotice, check
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Fact, Kind, Party
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

_ASKS = {
    Party.THIRD_PARTY: (Act.ASK_THIRD_PARTY, Kind.THIRD_PARTY_ASKED),
    Party.ORGAN: (Act.ASK_ORGAN, Kind.ORGAN_ASKED),
}


class Said(StrEnum):
    """What somebody who was asked said."""

    AGREED = "agreed"
    OBJECTED = "objected"
    SILENT = "silent"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"agreed": "同意公开", "objected": "不同意公开", "silent": "逾期没有答复"}[self.value]


_ANSWERS = {
    (Party.THIRD_PARTY, False): Kind.THIRD_PARTY_ANSWERED,
    (Party.THIRD_PARTY, True): Kind.THIRD_PARTY_SILENT,
    (Party.ORGAN, False): Kind.ORGAN_ANSWERED,
    (Party.ORGAN, True): Kind.ORGAN_SILENT,
}


@transaction.atomic
def ask_correction(
    *,
    application_id: int,
    what: str,
    by: Actor,
    at: datetime,
    working_days: int | None = None,
    moves: int | None = None,
    despite: bool = False,
    because: str = "",
) -> None:
    """Tell the applicant once what to correct, and until when: the period stands still.   依据：条例第三十条

    Refused without saying what, and, unless `despite`, where the notice is late or not the first; `because` says why then.
    """
    held = hold(application_id, Act.ASK_CORRECTION, by=by, at=at, moves=moves)
    text = refuse_without(what, 2_000, "需要补正的事项")
    fact = Fact(Kind.CORRECTION_ASKED, civil_day(at), working_days=working_days)
    enter_fact(held, fact, note=text, details=_despite(because), despite=despite)
    told_applicant(held, What.CORRECTION)
    told("ask_correction", held, reason=because)


@transaction.atomic
def record_correction(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    on: date | None = None,
    note: str = "",
    excused: bool = False,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> None:
    """Enter that the correction came: the period begins anew. `excused`: it is late for a proper reason.   依据：条例第三十条"""
    held = hold(application_id, Act.RECORD_CORRECTION, by=by, at=at, moves=moves)
    enter_fact(held, Fact(Kind.CORRECTED, on or civil_day(at), excused=excused), note=note, files=files)
    told("record_correction", held)


@dataclass(frozen=True, slots=True)
class Question:
    """What a third party or a co-maker is asked in writing. `on`: the day of the letter; `received_on`: when they got it."""

    party: Party
    who: str
    what: str
    on: date | None = None
    received_on: date | None = None
    files: tuple[Brought, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody said who was asked. An objection has `reasons`; `reasonable` says whether they hold."""

    party: Party
    who: str
    said: Said
    on: date | None = None
    reasons: str = ""
    reasonable: bool | None = None
    files: tuple[Brought, ...] = ()


@transaction.atomic
def ask(
    *,
    application_id: int,
    question: Question,
    by: Actor,
    at: datetime,
    moves: int | None = None,
    despite: bool = False,
    because: str = "",
) -> None:
    """Ask a third party or a co-maker for their opinion in writing: its time is not counted.   依据：条例第三十二至三十四条

    Refused without naming them, where they are asked already and have not answered, and, unless `despite` (`because` says
    why), where the law warns.
    """
    act, kind = _ASKS[question.party]
    held = hold(application_id, act, by=by, at=at, moves=moves)
    name = refuse_without(question.who, 100, "征求意见的对象")
    text = refuse_without(question.what, 2_000, "征求意见的内容")
    if name in open_questions(held.application, question.party):
        raise Refused(f"已经征求{name}的意见，还没有答复，不必重复征求。")
    fact = Fact(kind, question.on or civil_day(at), who=name, received_on=question.received_on)
    enter_fact(held, fact, note=text, details=_despite(because), files=question.files, despite=despite)
    told(act.value, held, reason=because)


@transaction.atomic
def record_opinion(
    *, application_id: int, opinion: Opinion, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Enter what somebody said who was asked, or that they were silent.   依据：条例第三十二、三十四条

    Refused where they were not asked or have answered, and for an objection without reasons.
    """
    held = hold(application_id, Act.RECORD_OPINION, by=by, at=at, moves=moves)
    if opinion.said is Said.OBJECTED:
        refuse_without(opinion.reasons, 2_000, "不同意公开的理由")
    if opinion.who not in open_questions(held.application, opinion.party):
        raise Refused(f"没有正在征求{opinion.who}的意见。")
    kind = _ANSWERS[opinion.party, opinion.said is Said.SILENT]
    fact = Fact(kind, opinion.on or civil_day(at), who=opinion.who)
    details = {"said": opinion.said.value, "reasonable": opinion.reasonable}
    enter_fact(held, fact, note=opinion.reasons, details=details, files=opinion.files)
    told("record_opinion", held, details={"said": opinion.said.value})


@transaction.atomic
def ask_reasons(
    *,
    application_id: int,
    what: str,
    by: Actor,
    at: datetime,
    working_days: int | None = None,
    moves: int | None = None,
) -> None:
    """Ask an applicant whose requests are clearly too many for the reasons.   依据：条例第三十五条"""
    held = hold(application_id, Act.ASK_REASONS, by=by, at=at, moves=moves)
    fact = Fact(Kind.REASONS_ASKED, civil_day(at), working_days=working_days)
    enter_fact(held, fact, note=refuse_without(what, 2_000, "要求说明的事项"))
    told_applicant(held, What.REASONS)
    told("ask_reasons", held)


@transaction.atomic
def record_reasons(
    *,
    application_id: int,
    reasons: str,
    accepted: bool,
    by: Actor,
    at: datetime,
    on: date | None = None,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> None:
    """Enter the reasons that came, and whether they hold.   依据：条例第三十五条"""
    held = hold(application_id, Act.RECORD_REASONS, by=by, at=at, moves=moves)
    text = refuse_without(reasons, 2_000, "申请人说明的理由")
    fact = Fact(Kind.REASONS_GIVEN, on or civil_day(at))
    enter_fact(held, fact, note=text, details={"accepted": accepted}, files=files)
    told("record_reasons", held, details={"accepted": accepted})


@transaction.atomic
def propose_extension(
    *, application_id: int, working_days: int, reason: str, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Ask the head of the unit for an extension.   依据：条例第三十三条"""
    held = hold(application_id, Act.PROPOSE_EXTENSION, by=by, at=at, moves=moves)
    text = refuse_without(reason, 500, "延期的理由")
    enter(held, Doing.EXTENSION_PROPOSED, note=text, details={"working_days": working_days})
    told("propose_extension", held)


@transaction.atomic
def extend(
    *,
    application_id: int,
    working_days: int,
    reason: str,
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> None:
    """Extend the period, as the head of the unit agrees and the applicant is told.   依据：条例第三十三条

    Refused where the law gives it no effect: too long, too late, a second time.
    """
    held = hold(application_id, Act.EXTEND, by=by, at=at, moves=moves)
    text = refuse_without(reason, 500, "延期的理由")
    enter_fact(held, Fact(Kind.EXTENDED, civil_day(at), working_days=working_days), note=text)
    told_applicant(held, What.EXTENDED)
    told("extend", held, details={"working_days": working_days})


@transaction.atomic
def defer(
    *, application_id: int, to: date, reason: str, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Set the reasonable time for an answer to many requests whose reasons hold.   依据：条例第三十五条"""
    held = hold(application_id, Act.DEFER, by=by, at=at, moves=moves)
    text = refuse_without(reason, 500, "延迟答复的理由")
    enter_fact(held, Fact(Kind.DEFERRED, civil_day(at), to=to), note=text)
    told_applicant(held, What.DEFERRED)
    told("defer", held, details={"to": to.isoformat()})


@transaction.atomic
def notify_fee(
    *,
    application_id: int,
    method: Method,
    by: Actor,
    at: datetime,
    pages: int = 0,
    received_on: date | None = None,
    moves: int | None = None,
) -> Charge:
    """Notify the fee that the law sets for so many items in the month, or so many pages.   依据：信息处理费管理办法第三至六条

    Refused where nothing is to be paid, and where the law finds fault with the notice.
    """
    held = hold(application_id, Act.NOTIFY_FEE, by=by, at=at, moves=moves)
    charge = charge_for(held.application, method, pages)
    if not charge.amount_yuan:
        raise Refused("按规定这件申请不收费，不发收费通知。")
    _require_right(held, charge, pages)
    fact = Fact(Kind.FEE_NOTIFIED, civil_day(at), received_on=received_on)
    details = {"method": method.value, "amount_yuan": charge.amount_yuan, "pages": pages}
    enter_fact(held, fact, details=details)
    told_applicant(held, What.FEE)
    told("notify_fee", held, details={"amount_yuan": charge.amount_yuan})
    return charge


@transaction.atomic
def record_payment(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    on: date | None = None,
    note: str = "",
    moves: int | None = None,
) -> None:
    """Enter that the fee was paid.   依据：信息处理费管理办法第七条"""
    held = hold(application_id, Act.RECORD_PAYMENT, by=by, at=at, moves=moves)
    enter_fact(held, Fact(Kind.FEE_PAID, on or civil_day(at)), note=note)
    told("record_payment", held)


def open_questions(application: Application, party: Party) -> list[str]:
    """Whom of a kind was asked and has not answered."""
    return waiting(ledger_of(application, application.events.order_by("pk")), party)


def _despite(because: str) -> dict[str, str]:
    """Why a fact is entered though the law warns; kept with the event, not told to the applicant."""
    refuse_longer(because, 300, "仍要登记的理由")
    return {"despite": because.strip()} if because.strip() else {}


def _require_right(held: Held, charge: Charge, pages: int) -> None:
    application = held.application
    by_pages = charge.method is Method.BY_PAGE
    notice = FeeNotice(
        received_on=application.receipt_on or application.arrived_on,
        notified_on=civil_day(held.at),
        amount_yuan=charge.amount_yuan,
        items=None if by_pages else application.wanted.count(),
        earlier=0 if by_pages else items_before(application),
        pages=pages if by_pages else None,
        provision=provision(Medium(application.medium), Route(application.route)),
        answer_due_on=application.due_on,
    )
    if found := check(notice, installed_calendar()):
        raise Refused(*(each.message for each in found))
