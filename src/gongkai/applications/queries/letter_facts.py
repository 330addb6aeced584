"""Reads: what the letters of a case say, out of its facts: notices on the way, questions to others, what ends it, its answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.models import Application, Decision, Doing, Event, Material
from gongkai.applications.models.kinds import PERSON
from gongkai.applications.queries.addressing import addressed
from gongkai.applications.queries.clocks import ledger_of, where
from gongkai.applications.queries.deciding import leading_letter
from gongkai.applications.queries.drafting import remedies_of
from gongkai.applications.queries.letters import Composed, draft
from gongkai.applications.queries.materials import given_with, named
from gongkai.applications.queries.reply_links import last_day
from gongkai.documents.letters.letter import Remark, Written, missing
from gongkai.law.deadlines.answer import Clock, State
from gongkai.law.deadlines.settings import Settings
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Kind, Party
from gongkai.law.outcomes.catalogue import Group, outcome
from gongkai.law.outcomes.letters import letter
from gongkai.law.params import param
from gongkai.law.remedies.notices import Remedy
from gongkai.law.wording import day
from gongkai.records.access import Actor

Facts = dict[str, str | tuple[str, ...]]
Days = dict[str, date]
_DEFAULT = Settings()
_GUIDANCE = "可以写明所需政府信息的名称、文号、制作机关、形成时间，或者便于查找的其他特征"
"""What every notice of correction tells besides the points to correct.   依据：条例第二十九、三十条"""


def told_by(application: Application, event: Event) -> tuple[Composed, ...]:
    """The letters that tell of an event; none for what is told to nobody.   依据：条例第三十至三十五条"""
    kinds = _TOLD.get(event.kind, ())
    return tuple(_composed(kind, application, event) for kind in kinds)


def asked_to_help(application: Application, event: Event) -> Composed:
    """The letter that asks another organ to search or to say what it holds.   依据：条例第十一条"""
    return _composed("cohandle_letter", application, event)


def owed(application: Application, on: date) -> tuple[Composed, ...]:
    """The letters that an application may have as it stands and that no act sends: receipt, that it lapsed, was taken back,
    that something is disclosed against the will of a third party.   依据：条例第三十至三十二条；信息处理费管理办法第六条
    """
    events = list(application.events.order_by("pk"))
    gone = {event.voids_id for event in events}
    last = {event.kind: event for event in events if event.pk not in gone}
    came = Kind.CONFIRMED in last and application.closed_on is None
    found = [_composed("receipt", application, last[Kind.CONFIRMED])] if came else []
    for state, kind, asked in _LAPSED:
        if application.state == state and asked in last:
            found.append(_lapsed(kind, application, last[asked], on))
    if application.state == State.WITHDRAWN and Kind.WITHDRAWN in last:
        found.append(_taken_back(application, last[Kind.WITHDRAWN], on))
    return (*found, *_disclosed_all_the_same(application, events, on))


_LAPSED = (
    (State.ABANDONED_NO_CORRECTION, "abandon_no_correction", Kind.CORRECTION_ASKED),
    (State.ABANDONED_UNPAID, "abandon_unpaid", Kind.FEE_NOTIFIED),
)


def _lapsed(kind: str, application: Application, asked: Event, on: date) -> Composed:
    facts, days = _shared(application)
    facts |= {"correction_period": _period(asked, _DEFAULT.correction_working_days)}
    days |= {"notice_date": _received(asked), "lapsed_on": application.closed_on or on}
    return _ending(kind, application, facts, days, on)


def _received(asked: Event) -> date:
    """The day on which a notice arrived; that of the notice itself where nothing was entered."""
    served = asked.application.events.filter(kind=Doing.SERVED, details__of=asked.pk, voided_by__isnull=True)
    return served.values_list("on", flat=True).first() or asked.on


def _taken_back(application: Application, event: Event, on: date) -> Composed:
    facts, days = _shared(application)
    facts["withdrawal_statement"] = event.note.strip().rstrip("。") or f"申请人于{day(event.on)}撤回申请"
    return _ending("withdrawal_confirm", application, facts, days, on)


def _disclosed_all_the_same(application: Application, events: list[Event], on: date) -> list[Composed]:
    """To each third party that objected, where the decision gives what it objected to.   依据：条例第三十二条"""
    decision = application.decisions.filter(issued_at__isnull=False).order_by("-pk").first()
    because = str(decision.facts.get("public_interest_reason", "")) if decision else ""
    if decision is None or not because or outcome(decision.row).group not in (Group.GRANTED, Group.PARTIAL):
        return []
    objected = {
        event.who: event
        for event in events
        if event.kind == Kind.THIRD_PARTY_ANSWERED and event.details.get("said") == "objected"
    }
    facts, days = _shared(application)
    facts["content_to_disclose"] = facts.pop("requested_content")
    facts["public_interest_reasons"] = because.rstrip("。")
    return [_ending("third_party_decision", application, facts, days, on, who) for who in objected]


def writable(viewer: Actor, application_id: int, on: date) -> tuple[Composed, ...]:
    """What somebody may let leave by hand now: the letters that are owed and have not left, for whoever may write one."""
    found = (
        Application.objects.select_related("agency")
        .filter(access.visible_to(viewer), pk=application_id)
        .first()
    )
    if found is None or Act.LETTER not in access.possible(viewer, found):
        return ()
    left = set(found.letters.values_list("kind", "who"))
    return tuple(each for each in owed(found, on) if (each.kind, each.who) not in left)


def drafted(viewer: Actor, decision_id: int, on: date) -> tuple[Written, tuple[Remark, ...]] | None:
    """The letter that a decision would leave as, and what must be put right first; None where somebody may not see it."""
    held = (
        Decision.objects.select_related("application__agency", "application__applicant")
        .filter(pk=decision_id)
        .first()
    )
    if held is None or not access.sees(viewer, held.application_id) or not held.parts:
        return None
    composed = answer(held)
    if composed is None:
        return None
    shown = str(held.application.applicant.name)
    what = replace(draft(held.application.agency, composed, on), addressee=shown)
    return what, missing(what)


def answer(decision: Decision, given: Sequence[Material] | None = None) -> Composed | None:
    """The letter that a decision leaves as: its text, and what goes with it; None for a result that no letter tells.

    `given`: the documents of the answer, where they were read already.
    """
    kind = leading_letter(decision)
    if kind is None:
        return None
    attachments, withheld = given_with(decision.application_id) if given is None else named(given)
    return Composed(kind=kind, paragraphs=_lines(decision.text), attachments=attachments, withheld=withheld)


def _composed(kind: str, application: Application, event: Event) -> Composed:
    facts, days = _shared(application)
    more_facts, more_days = _SAYS[kind](application, event)
    to = letter(kind).to
    who = event.who or str(event.details.get("who", "")) if to is not Party.APPLICANT else ""
    return Composed(
        kind=kind,
        to=to,
        who=who,
        facts=_stated(facts | more_facts | _you(to, application, who)),
        days=days | more_days,
    )


def _shared(application: Application) -> tuple[Facts, Days]:
    """What nearly every letter says."""
    named = application.wanted.order_by("position").values_list("name", flat=True)
    facts: Facts = {
        "register_number": application.number,
        "requested_content": "；".join(named),
    }
    return facts, {"received_date": application.receipt_on or application.arrived_on}


def _you(to: Party, application: Application, who: str) -> Facts:
    """How the letter addresses whoever it goes to; nothing where it says 您, or what its kind says."""
    you = addressed(to, application, who)
    return {"you": you} if you and you != PERSON else {}


def _ending(
    kind: str, application: Application, facts: Facts, days: Days, on: date, who: str = ""
) -> Composed:
    to = letter(kind).to
    if letter(kind).remedy is not Remedy.NONE:
        facts = {**facts, **remedies_of(application.agency_id, on)}
    return Composed(
        kind=kind, to=to, who=who, facts=_stated({**facts, **_you(to, application, who)}), days=days
    )


def _stated(facts: Mapping[str, Any]) -> Facts:
    return {name: value for name, value in facts.items() if value}


def _period(event: Event, working_days: int) -> str:
    if event.to is not None:
        return f"{day(event.to)}以前（含当日）"
    return f"自收到本告知书之日起{event.working_days or working_days}个工作日内"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _clock(application: Application, event: Event) -> Clock:
    ledger = ledger_of(application, application.events.order_by("pk"))
    return where(ledger, event.on).clock


def _receipt(application: Application, event: Event) -> tuple[Facts, Days]:
    due = _clock(application, event).due_on
    return {}, {"due_date": due} if due else {}


def _correction(_: Application, event: Event) -> tuple[Facts, Days]:
    return {
        "items_to_correct": _lines(event.note),
        "correction_period": _period(event, _DEFAULT.correction_working_days),
        "guidance": str(event.details.get("guidance") or _GUIDANCE),
    }, {}


def _reasons(_: Application, event: Event) -> tuple[Facts, Days]:
    return {
        "request_facts": event.note.strip().rstrip("。"),
        "explanation_period": _period(event, _DEFAULT.reasons_working_days),
    }, {}


def _deferral(_: Application, event: Event) -> tuple[Facts, Days]:
    days = {"deferred_to": event.to} if event.to else {}
    return {"extension_reason": event.note.strip().rstrip("。")}, days


def _extension(application: Application, event: Event) -> tuple[Facts, Days]:
    due = _clock(application, event).due_on
    return {
        "extension_reason": event.note.strip().rstrip("。"),
        "unit_head_consent": f"{day(event.on)}同意",
    }, {"extended_to": due} if due else {}


def _consultation(_: Application, event: Event) -> tuple[Facts, Days]:
    return {}, {"consultation_from": event.on}


def _question(name: str) -> Callable[[Application, Event], tuple[Facts, Days]]:
    def facts(application: Application, event: Event) -> tuple[Facts, Days]:
        number = param(name).on(application.receipt_on or application.arrived_on).value
        return {
            "information_concerned": event.note.strip().rstrip("。"),
            "opinion_period": f"自收到本意见书之日起{number}个工作日内",
            "opinion_due": _last_day(application, event),
        }, {}

    return facts


def _last_day(application: Application, event: Event) -> str:
    """When the period ends: on a day that is known where it is known when the letter arrived, else as from today."""
    until = last_day(application, event, event.on)
    if until is None:
        return ""
    if event.received_on is not None:
        return f"{day(until)}为最后一日"
    return f"发出当日收到的，{day(until)}为最后一日；以后收到的，从收到之日起算"


def _help(_: Application, event: Event) -> tuple[Facts, Days]:
    return {"search_request": event.note.strip().rstrip("。")}, {
        "answer_by": date.fromisoformat(event.details["answer_by"])
    }


def _fee(_: Application, event: Event) -> tuple[Facts, Days]:
    number = param("fee_payment_working_days").on(event.on).value
    by_pages = event.details.get("method") == Method.BY_PAGE
    pages = f"，共{event.details.get('pages')}页" if by_pages else ""
    return {
        "fee_basis": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        "fee_standard": f"{'按量计收' if by_pages else '按件计收'}{pages}，超额累进",
        "fee_amount": f"人民币{event.details.get('amount_yuan')}元",
        "how_to_pay": str(event.details.get("how_to_pay") or "按照本机关公布的缴费方式缴纳，并注明登记编号"),
        "payment_period": f"自收到本通知书次日起{number}个工作日内",
    }, {}


_TOLD: dict[str, tuple[str, ...]] = {
    Kind.CORRECTION_ASKED: ("correction_notice",),
    Kind.REASONS_ASKED: ("reason_request",),
    Kind.DEFERRED: ("deferral_notice",),
    Kind.EXTENDED: ("extension_notice",),
    Kind.THIRD_PARTY_ASKED: ("third_party_letter", "consultation_to_applicant"),
    Kind.ORGAN_ASKED: ("comaker_letter", "consultation_to_applicant"),
    Kind.FEE_NOTIFIED: ("fee_notice",),
}
"""Which letters tell of an event."""

_SAYS: dict[str, Callable[[Application, Event], tuple[Facts, Days]]] = {
    "receipt": _receipt,
    "correction_notice": _correction,
    "reason_request": _reasons,
    "deferral_notice": _deferral,
    "extension_notice": _extension,
    "consultation_to_applicant": _consultation,
    "third_party_letter": _question("third_party_working_days"),
    "comaker_letter": _question("organ_working_days"),
    "fee_notice": _fee,
    "cohandle_letter": _help,
}
"""What each of them says besides what all say."""
