"""Writes: what is asked of others and what applicants say: correction, opinions, reasons; extension and deferral; the fee.

Each is one dated fact; the law decides what it does to the period, and refuses what it has no effect for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.applications.access import Act
from gongkai.applications.actions.holding import Brought, Held, enter, enter_fact, hold, told
from gongkai.applications.actions.letters import tell
from gongkai.applications.actions.notifying import What, told_applicant
from gongkai.applications.actions.opinions import open_questions
from gongkai.applications.actions.reply_links import open_link
from gongkai.applications.models import Doing, Medium, Route
from gongkai.applications.models.kinds import provision
from gongkai.applications.queries.consulting import unjudged
from gongkai.applications.queries.previewing import charge_for
from gongkai.applications.queries.repeats import items_before
from gongkai.applications.queries.signing import to_be_signed
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
    tell_to_correct(held, what=what, working_days=working_days, despite=despite, because=because)


def tell_to_correct(
    held: Held, *, what: str, working_days: int | None = None, despite: bool = False, because: str = ""
) -> None:
    """As `ask_correction`, of an application that is held."""
    text = refuse_without(what, 2_000, "需要补正的事项")
    fact = Fact(Kind.CORRECTION_ASKED, civil_day(held.at), working_days=working_days)
    event = enter_fact(held, fact, note=text, details=_despite(because), despite=despite)
    tell(held, event)
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
    held = hold(application_id, _ASKS[question.party][0], by=by, at=at, moves=moves)
    put_question(held, question, despite=despite, because=because)


def put_question(held: Held, question: Question, *, despite: bool = False, because: str = "") -> None:
    """As `ask`, of an application that is held."""
    act, kind = _ASKS[question.party]
    name = refuse_without(question.who, 100, "征求意见的对象")
    text = refuse_without(question.what, 2_000, "征求意见的内容")
    if name in open_questions(held.application, question.party):
        raise Refused(f"已经征求{name}的意见，还没有答复，不必重复征求。")
    fact = Fact(kind, question.on or civil_day(held.at), who=name, received_on=question.received_on)
    event = enter_fact(
        held, fact, note=text, details=_despite(because), files=question.files, despite=despite
    )
    open_link(held, event)
    tell(held, event)
    told(act.value, held, reason=because)


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
    tell_to_explain(held, what=what, working_days=working_days)


def tell_to_explain(held: Held, *, what: str, working_days: int | None = None) -> None:
    """As `ask_reasons`, of an application that is held."""
    fact = Fact(Kind.REASONS_ASKED, civil_day(held.at), working_days=working_days)
    tell(held, enter_fact(held, fact, note=refuse_without(what, 2_000, "要求说明的事项")))
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
    """Enter the reasons that came, and whether they hold.   依据：条例第三十五条

    Of reasons that the applicant brought by number and code, only whether they hold: that they came is on record.
    """
    held = hold(application_id, Act.RECORD_REASONS, by=by, at=at, moves=moves)
    text, details = refuse_without(reasons, 2_000, "申请人说明的理由"), {"accepted": accepted}
    live = held.application.events.filter(voided_by__isnull=True).order_by("pk")
    if unjudged(live.values_list("kind", "details")):
        enter(held, Doing.NOTED, note=f"审核申请人说明的理由：{text}"[:2_000], details=details, files=files)
    else:
        fact = Fact(Kind.REASONS_GIVEN, on or civil_day(at))
        enter_fact(held, fact, note=text, details=details, files=files)
    told("record_reasons", held, details={"accepted": accepted})


@transaction.atomic
def propose_extension(
    *, application_id: int, working_days: int, reason: str, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Ask the head of the unit for an extension.   依据：条例第三十三条

    Refused where the agency has extensions signed: the round asks, and is the consent (`actions.signing`).
    """
    held = hold(application_id, Act.PROPOSE_EXTENSION, by=by, at=at, moves=moves)
    if to_be_signed(held.application.agency_id, "extension_notice"):
        raise Refused(
            "本机关规定延期答复告知书审签以后发出，请拟制延期答复告知书并送审，负责人在审签中同意。"
        )
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
    tell_extended(held, working_days=working_days, reason=reason)


def tell_extended(held: Held, *, working_days: int, reason: str) -> None:
    """As `extend`, of an application that is held."""
    text = refuse_without(reason, 500, "延期的理由")
    fact = Fact(Kind.EXTENDED, civil_day(held.at), working_days=working_days)
    tell(held, enter_fact(held, fact, note=text))
    told_applicant(held, What.EXTENDED)
    told("extend", held, details={"working_days": working_days})


@transaction.atomic
def defer(
    *, application_id: int, to: date, reason: str, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Set the reasonable time for an answer to many requests whose reasons hold.   依据：条例第三十五条"""
    held = hold(application_id, Act.DEFER, by=by, at=at, moves=moves)
    tell_deferred(held, to=to, reason=reason)


def tell_deferred(held: Held, *, to: date, reason: str) -> None:
    """As `defer`, of an application that is held."""
    text = refuse_without(reason, 500, "延迟答复的理由")
    tell(held, enter_fact(held, Fact(Kind.DEFERRED, civil_day(held.at), to=to), note=text))
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
    return tell_fee(held, method=method, pages=pages, received_on=received_on)


def tell_fee(held: Held, *, method: Method, pages: int = 0, received_on: date | None = None) -> Charge:
    """As `notify_fee`, of an application that is held."""
    charge = charge_for(held.application, method, pages)
    if not charge.amount_yuan:
        raise Refused("按规定这件申请不收费，不发收费通知。")
    _require_right(held, charge, pages)
    fact = Fact(Kind.FEE_NOTIFIED, civil_day(held.at), received_on=received_on)
    details = {"method": method.value, "amount_yuan": charge.amount_yuan, "pages": pages}
    tell(held, enter_fact(held, fact, details=details))
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
