"""Reads: forms of a case that are filled on demand, never numbered and never kept.   依据：条例第二十九、四十五条"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate, localtime

from gongkai.accounts.models import User
from gongkai.applications import access
from gongkai.applications.models import (
    ApplicantKind,
    Application,
    Assignment,
    Delivery,
    Doing,
    Event,
    Identity,
    Letter,
    Medium,
    Route,
    Way,
)
from gongkai.applications.queries.deciding import Part, parts_of
from gongkai.applications.queries.letters import head_of
from gongkai.documents.letters.letter import Written
from gongkai.law.ledger import Kind, Party
from gongkai.law.outcomes.catalogue import outcome
from gongkai.law.outcomes.letters import letter
from gongkai.law.roles import Role
from gongkai.law.wording import day
from gongkai.records.access import Actor
from gongkai.signoff.queries.passage import Agreed, agreed

MOST_LINES = 14
"""Lines that the course of a case takes on one page."""

Shown = Callable[[Any], str]
"""How a sealed value is written: `str` for its mask."""


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A form that can be filled for a case. `of`: the number of the letter or of the part that it belongs to."""

    kind: str
    name: str
    of: int | None = None


def sheets_of(viewer: Actor, application_id: int) -> tuple[SheetLink, ...]:
    """The forms that a case can have as it stands, for whoever may see it."""
    found = Application.objects.filter(access.visible_to(viewer), pk=application_id).first()
    if found is None:
        return ()
    kinds = ["form_application", "register_sheet"]
    if found.decisions.filter(dropped_at__isnull=True).exists():
        kinds.append("approval_sheet")
    of_case = [SheetLink(kind, letter(kind).name) for kind in kinds]
    parts = [
        SheetLink(
            "handover_note", f"{letter('handover_note').name}（{part.unit or part.agency.name}）", part.pk
        )
        for part in found.assignments.select_related("agency").order_by("pk")
    ]
    proofs = [
        SheetLink("service_proof", f"{letter('service_proof').name}（{_called(each)}）", each.pk)
        for each in found.letters.order_by("pk")
    ]
    return (*of_case, *parts, *proofs)


def sheet(
    viewer: Actor, application_id: int, kind: str, of: int | None, on: date, *, shown: Shown = str
) -> Written | None:
    """A form filled from its case; None where somebody may not see the case, or the case has no such form."""
    found = (
        Application.objects.filter(access.visible_to(viewer), pk=application_id)
        .select_related("agency", "applicant", "handler")
        .first()
    )
    if found is None or kind not in _FILLED:
        return None
    filled = _FILLED[kind](found, of, shown)
    if filled is None:
        return None
    name = str(filled.pop("applicant_name", "")) or shown(found.applicant.name)
    facts = {fact: value for fact, value in filled.items() if value}
    return Written(kind=kind, letterhead=head_of(found.agency, on), addressee=name, law_day=on, facts=facts)


Filled = dict[str, Any] | None


def _form(held: Application, _: int | None, shown: Shown) -> Filled:
    who = held.applicant
    document = Identity(who.identity).label if who.identity else "统一社会信用代码"
    agent = f"代理人：{shown(who.agent)}" if who.agent else ""
    speaks = f"法定代表人：{shown(who.representative)}" if who.representative else ""
    by_portal = held.way == Way.PORTAL
    return {
        "applicant_type": ApplicantKind(held.applicant_kind).label,
        "identity_proof": _lines(f"{document}：{shown(who.identity_no)}", speaks, agent),
        "contact": _contact(held, shown),
        "description": _lines(*(_wish(each) for each in held.wanted.order_by("position"))),
        "form_and_route": _form_and_route(held),
        "note": f"需要的帮助：{shown(held.help_needed)}" if held.help_needed else "",
        "signature": "网上提交，申请人本人确认" if by_portal else "",
        "application_date": localdate(held.submitted_at) if by_portal else held.arrived_on,
    }


def _register(held: Application, _: int | None, shown: Shown) -> Filled:
    reply = held.decisions.filter(issued_at__isnull=False).order_by("-pk").first()
    units = [
        part.unit or part.agency.name for part in held.assignments.select_related("agency").order_by("pk")
    ]
    return {
        **_of_case(held),
        "channel": Way(held.way).label,
        "applicant_type": ApplicantKind(held.applicant_kind).label,
        "contact": _contact(held, shown),
        "form_and_route": _form_and_route(held),
        "handling_unit": "、".join(dict.fromkeys([*([held.handler.name] if held.handler else []), *units])),
        "progress": _progress(held),
        "reply_number": reply.number if reply else "",
        "reply_date": localdate(reply.issued_at) if reply and reply.issued_at else "",
        "registered_by": _registered_by(held),
        "archived": f"{day(localdate(held.archived_at))}归档" if held.archived_at else "",
    }


def _approval(held: Application, _: int | None, __: Shown) -> Filled:
    decision = held.decisions.filter(dropped_at__isnull=True).order_by("-pk").first()
    if decision is None:
        return None
    same = decision.round is not None and decision.round.digest == decision.digest
    said = agreed(decision.round_id) if same and decision.round_id else ()
    wanted = dict(held.wanted.values_list("position", "name"))
    results = [f"{wanted.get(part.wanted, '')}：{_result(part)}" for part in parts_of(decision)]
    return {
        **_of_case(held),
        "draft_answer": _lines(
            *results, f"答复全文附后（第{decision.revision}稿，摘要 {decision.digest[:16]}）。"
        ),
        "handling_opinion": _lines(
            f"拟稿：{_drafters(decision.authors)}　{_moment(decision.saved_at)}", *_of(said, Role.OFFICE_HEAD)
        ),
        "secrecy_check": _lines(*_of(said, Role.SECRECY_REVIEWER)),
        "legal_opinion": _lines(*_of(said, Role.LEGAL_REVIEWER)),
        "approval_signature": _lines(*_of(said, Role.LEADER, Role.SUPERVISOR)),
    }


def _handover(held: Application, of: int | None, _: Shown) -> Filled:
    part = Assignment.objects.select_related("agency", "person").filter(application=held, pk=of or 0).first()
    if part is None:
        return None
    to = part.unit or part.agency.name
    done = f"{_moment(part.done_at)}回复：{part.outcome}" if part.done_at else ""
    return {
        **_of_case(held),
        "handover_unit": f"{held.agency.name}公开工作机构移交{to}{f'（{part.person.name}）' if part.person else ''}",
        "handover_time": _moment(part.made_at),
        "handover_request": part.task,
        "answer_by": part.due_on,
        "handover_result": done,
    }


def _service(held: Application, of: int | None, shown: Shown) -> Filled:
    sent = Letter.objects.filter(application=held, pk=of or 0).first()
    if sent is None:
        return None
    mine = sent.to == Party.APPLICANT
    posted = _last(held, Doing.SENT, sent)
    back = _last(held, Doing.RETURNED, sent)
    return {
        **({} if mine else {"applicant_name": sent.who}),
        "register_number": held.number,
        "served_title": letter(sent.kind).name,
        "document_number": sent.number,
        "contact": _contact(held, shown, address=False) if mine else "",
        "service_address": _address(held, shown) if mine else "",
        "service_route": Delivery(sent.way).label if sent.way else "",
        "service_number": posted.note if posted else "",
        "service_date": sent.served_on or "",
        "service_failure": f"{day(back.on)}退回：{back.note}" if back else "",
    }


_FILLED: Mapping[str, Callable[[Application, int | None, Shown], Filled]] = {
    "form_application": _form,
    "register_sheet": _register,
    "approval_sheet": _approval,
    "handover_note": _handover,
    "service_proof": _service,
}
"""What stands in each form."""


def _of_case(held: Application) -> dict[str, Any]:
    names = held.wanted.order_by("position").values_list("name", flat=True)
    return {
        "register_number": held.number,
        "received_date": held.receipt_on or held.arrived_on,
        "requested_content": "；".join(names),
        "due_date": held.due_on or "",
    }


def _called(sent: Letter) -> str:
    return f"{letter(sent.kind).name}　{sent.number}" if sent.number else letter(sent.kind).name


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _wish(each: Any) -> str:
    more = [part for part in (each.document_no, each.period, each.description) if part]
    return f"{each.name}（{'；'.join(more)}）" if more else str(each.name)


def _form_and_route(held: Application) -> str:
    return f"{Medium(held.medium).label}，{Route(held.route).label}"


def _contact(held: Application, shown: Shown, *, address: bool = True) -> str:
    who = held.applicant
    told = [shown(each) for each in (who.telephone, who.email) if each]
    return _lines(*told, *([_address(held, shown)] if address else []))


def _address(held: Application, shown: Shown) -> str:
    who = held.applicant
    return f"{shown(who.address)}{f'（{who.postcode}）' if who.postcode else ''}" if who.address else ""


def _progress(held: Application) -> str:
    """The course of the case, a line for each thing that happened; the rest stands in the record of the case."""
    events = list(held.events.filter(voided_by__isnull=True).exclude(kind=Doing.VOIDED).order_by("on", "pk"))
    lines = [f"{each.on.isoformat()}　{_label(each)}" for each in events]
    left = len(lines) - MOST_LINES
    return _lines(*lines[:MOST_LINES], *([f"另有{left}项，见办理过程"] if left > 0 else []))


def _label(event: Event) -> str:
    return (Kind(event.kind) if event.counts else Doing(event.kind)).label


def _registered_by(held: Application) -> str:
    if held.way == Way.PORTAL:
        return "网上提交，系统登记"
    by = held.events.order_by("pk").values_list("by", flat=True).first() or ""
    return User.objects.filter(username=by).values_list("name", flat=True).first() or ""


def _result(part: Part) -> str:
    chosen = outcome(part.outcome)
    variant = next((each.name for each in chosen.variants if each.id == part.variant), "")
    return f"{chosen.name}（{variant}）" if variant else chosen.name


def _drafters(authors: list[int]) -> str:
    return "、".join(User.objects.filter(pk__in=authors).order_by("pk").values_list("name", flat=True))


def _moment(at: Any) -> str:
    here = localtime(at)
    return f"{day(here.date())}{here:%H:%M}"


def _of(said: tuple[Agreed, ...], *roles: Role) -> list[str]:
    return [
        f"{each.title}：{each.text or '同意'}　{each.name}　{_moment(each.at)}"
        for each in said
        if each.role in roles
    ]


def _last(held: Application, kind: Doing, sent: Letter) -> Event | None:
    return (
        held.events.filter(kind=kind, details__letter=sent.pk, voided_by__isnull=True).order_by("-pk").first()
    )
