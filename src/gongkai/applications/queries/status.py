"""Reads: what a citizen sees with number and query code: where the application stands, in plain words."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from gongkai.applications.models import Application, CaseFile, Doing, Event, FileUse, Verdict, Way
from gongkai.applications.queries.clocks import explained, ledger_of, where
from gongkai.applications.queries.proposals import given, said_to
from gongkai.law.deadlines.answer import Clock, State, Step
from gongkai.law.ledger import Kind, Ledger, Party

_WORDS = {
    State.CONFIRMING_RECEIPT: "已提交，等待机关确认收到",
    State.IN_REVIEW: "机关已确认收到，正在办理",
    State.EXTENDED: "正在办理，答复期限已经延长",
    State.DEFERRED: "正在办理，机关已告知延迟答复的日期",
    State.CORRECTION_REQUESTED: "需要您补充材料",
    State.ABANDONED_NO_CORRECTION: "没有在期限内补充材料，机关不再处理",
    State.REASON_REQUESTED: "需要您说明理由",
    State.THIRD_PARTY_CONSULTATION: "正在征求有关第三方的意见",
    State.COAGENCY_CONSULTATION: "正在征求有关机关的意见",
    State.FEE_NOTIFIED: "需要您缴纳信息处理费",
    State.ABANDONED_UNPAID: "没有在期限内缴费，机关不再处理",
    State.REPLIED: "机关已经答复",
    State.SERVED: "答复已经送达",
    State.WITHDRAWN: "您已撤回申请",
    State.INVALID: "正在核对办理记录",
}
_TOLD: dict[str, str] = {
    Doing.SUBMITTED: "您提交了申请",
    Kind.CONFIRMED: "机关确认收到",
    Kind.CORRECTION_ASKED: "机关请您补充材料",
    Kind.CORRECTED: "收到您补充的材料",
    Kind.REASONS_ASKED: "机关请您说明理由",
    Kind.REASONS_GIVEN: "收到您说明的理由",
    Kind.THIRD_PARTY_ASKED: "机关征求第三方意见",
    Kind.THIRD_PARTY_ANSWERED: "收到第三方意见",
    Kind.THIRD_PARTY_SILENT: "第三方没有在期限内答复",
    Kind.ORGAN_ASKED: "机关征求其他机关意见",
    Kind.ORGAN_ANSWERED: "收到其他机关意见",
    Kind.ORGAN_SILENT: "其他机关没有在期限内答复",
    Kind.EXTENDED: "答复期限延长",
    Kind.DEFERRED: "机关告知延迟答复的日期",
    Kind.FEE_NOTIFIED: "机关发出收费通知",
    Kind.FEE_PAID: "收到您缴的费用",
    Kind.REPLIED: "机关作出答复",
    Kind.DELIVERED: "答复送达",
    Kind.WITHDRAWN: "您撤回了申请",
    Doing.FILED: "您补充了材料",
    Doing.SPLIT: "申请拆分办理",
    Doing.PROPOSED: "您建议主动公开",
    Doing.MERGED: "与您的另一件申请合并办理",
}
_SHOWN_NOTES = frozenset({Kind.CORRECTION_ASKED, Kind.REASONS_ASKED, Kind.EXTENDED, Kind.DEFERRED})
"""Notices to the applicant, whose words the applicant may read here; nothing else that was noted is."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing that happened, in the citizen's words."""

    on: date
    says: str
    note: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the applicant may fetch."""

    id: int
    file_id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Status:
    """Where an application stands, for whoever has its number and its code.

    `asked`: what the agency asks for at the moment; `fee_yuan`: what is to be paid, 0 where nothing is. `reply`: number and text
    of the reply, once it is out. `rated`: it was. `can_propose`: something was given that could become proactive; `proposal`:
    what was decided on it, and why.
    """

    id: int
    number: str
    agency: str
    agency_slug: str
    title: str
    way: Way
    state: State
    says: str
    arrived_on: date
    receipt_on: date | None
    due_on: date | None
    clock: Clock
    passed: tuple[Passed, ...]
    asked: str
    fee_yuan: int
    reply_number: str
    reply_row: str
    reply_text: str
    files: tuple[Download, ...]
    rated: bool
    open: bool
    can_propose: bool
    proposed: bool
    proposal: tuple[Verdict, str] | None


def status(application_id: int, on: date) -> Status:
    """What the citizen sees; the caller has checked number and code."""
    found = Application.objects.select_related("agency").get(pk=application_id)
    events = list(found.events.order_by("pk"))
    gone = {event.voids_id for event in events}
    events = [event for event in events if event.pk not in gone]
    stands = where(_unnamed(ledger_of(found, events)), on)
    questions = [event for event in events if event.kind in (Kind.CORRECTION_ASKED, Kind.REASONS_ASKED)]
    waiting = stands.clock.state in (State.CORRECTION_REQUESTED, State.REASON_REQUESTED)
    reply = found.decisions.filter(issued_at__isnull=False).order_by("-pk").first()
    gave = given(reply.parts) if reply and stands.clock.closed_on is not None else {}
    proposed = next((event.at for event in events if event.kind == Doing.PROPOSED), None)
    return Status(
        id=found.pk,
        number=found.number,
        agency=found.agency.name,
        agency_slug=found.agency.slug,
        title=found.title,
        way=Way(found.way),
        state=stands.clock.state,
        says=_WORDS[stands.clock.state],
        arrived_on=found.arrived_on,
        receipt_on=stands.receipt_on,
        due_on=stands.clock.due_on,
        clock=stands.clock,
        passed=tuple(
            Passed(event.on, _TOLD[event.kind], _note(event)) for event in events if event.kind in _TOLD
        ),
        asked=questions[-1].note if questions and waiting else "",
        fee_yuan=_fee(events) if stands.clock.state is State.FEE_NOTIFIED else 0,
        reply_number=reply.number if reply else "",
        reply_row=reply.row if reply else "",
        reply_text=reply.text if reply else "",
        files=_files(found),
        rated=any(event.kind == Doing.RATED for event in events),
        open=stands.clock.closed_on is None,
        can_propose=bool(gave) and proposed is None,
        proposed=proposed is not None,
        proposal=said_to(_keys(found, gave), proposed) if proposed else None,
    )


def day_by_day(application_id: int, on: date) -> list[Step]:
    """How the due day came about, for the citizen too."""
    found = Application.objects.get(pk=application_id)
    return explained(_unnamed(ledger_of(found, found.events.order_by("pk"))), on)


def _unnamed(ledger: Ledger) -> Ledger:
    """The same facts without the names of third parties: which of them was asked is not for the applicant to know."""
    of_third_parties = [fact.who for fact in ledger.facts if fact.kind in _OF_THIRD_PARTIES]
    numbers = {who: number for number, who in enumerate(dict.fromkeys(of_third_parties), 1)}
    word = Party.THIRD_PARTY.label
    called = {who: f"{word}{number}" if len(numbers) > 1 else word for who, number in numbers.items()}
    facts = (
        replace(fact, who=called[fact.who]) if fact.kind in _OF_THIRD_PARTIES else fact
        for fact in ledger.facts
    )
    return replace(ledger, facts=tuple(facts))


_OF_THIRD_PARTIES = (Kind.THIRD_PARTY_ASKED, Kind.THIRD_PARTY_ANSWERED, Kind.THIRD_PARTY_SILENT)


def download(application_id: int, case_file_id: int) -> int | None:
    """The stored file that an applicant fetches; None where it is not meant for applicants."""
    uses = [use for use in FileUse if use.for_applicant]
    found = CaseFile.objects.filter(pk=case_file_id, application=application_id, use__in=uses)
    return found.values_list("file", flat=True).first()


def _keys(found: Application, places: Collection[int]) -> list[str]:
    return list(found.wanted.filter(position__in=places).values_list("key", flat=True))


def _note(event: Event) -> str:
    """What the applicant reads with an event; of a split, which number the other part has."""
    if event.kind == Doing.SPLIT:
        into, whole = event.details.get("into"), event.details.get("from")
        return f"拆出的内容另行登记，登记编号：{into}" if into else f"拆自登记编号：{whole}" if whole else ""
    return event.note if event.kind in _SHOWN_NOTES else ""


def _fee(events: list[Event]) -> int:
    """What the last notice asks for."""
    notices = [event.details.get("amount_yuan") for event in events if event.kind == Kind.FEE_NOTIFIED]
    return next((each for each in reversed(notices) if isinstance(each, int)), 0)


def _files(found: Application) -> tuple[Download, ...]:
    uses = [use for use in FileUse if use.for_applicant]
    rows = found.files.filter(use__in=uses).select_related("file").order_by("pk")
    return tuple(Download(row.pk, row.file_id, row.name, row.file.size) for row in rows)
