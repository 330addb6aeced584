"""Reads: a decision as the law sees it, from what was chosen and what the file holds; what is wrong with it; its row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.applications.models import Application, Decision, Doing, Event, Wanted
from gongkai.applications.queries import said as told
from gongkai.applications.queries.clocks import ledger_of
from gongkai.applications.queries.consulting import judgement, reasonable
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import Limit
from gongkai.law.deadlines.clock import clock
from gongkai.law.findings import Finding
from gongkai.law.ledger import Fact, Kind, Ledger, Party
from gongkai.law.outcomes.catalogue import Group, Outcome, Variant, outcome, outcomes
from gongkai.law.outcomes.checks import check
from gongkai.law.outcomes.combining import combined
from gongkai.law.outcomes.decision import (
    Approver,
    Cited,
    Consultation,
    EarlierReply,
    Notice,
    Opinion,
    PersonalData,
    Search,
    SecrecyReview,
    Weighing,
    Withheld,
)
from gongkai.law.outcomes.decision import Decision as Proposed
from gongkai.law.outcomes.description import report_row
from gongkai.law.outcomes.letters import Letter
from gongkai.law.outcomes.settings import DEFAULT
from gongkai.law.remedies.notices import Remedy, remedy_on

_GIVES = (Group.GRANTED, Group.PARTIAL)
_WITHHOLDS = (Group.DENIED, Group.UNABLE)


@dataclass(frozen=True, slots=True)
class Part:
    """What is decided on one thing that was asked for, or on a part of it: a thing may have several.

    `wanted`: the place of the thing. `what`: the part of it that is withheld, where it is given in part.
    """

    wanted: int
    outcome: str
    variant: str = ""
    what: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the table keeps it."""
        return {
            "wanted": self.wanted,
            "outcome": self.outcome,
            "variant": self.variant,
            "what": self.what,
            "reason": self.reason,
        }


def parts_of(decision: Decision) -> tuple[Part, ...]:
    """What a decision says of each thing."""
    return tuple(Part(**part) for part in decision.parts)


def row_of(parts: Iterable[Part]) -> str:
    """The row of table three that the decision counts in; ValueError where nothing is decided."""
    return combined(part.outcome for part in parts)


def counts_in(row: str, on: date) -> str:
    """The words of that row in the form of the year."""
    found = report_row(outcome(row), on)
    return f"{found.group}{'：' if found.group else ''}{found.label}"


def choosable(on: date) -> list[tuple[Outcome, tuple[Variant, ...]]]:
    """Every result that a decision can say on a day, in the order of table three, with its variants in force.

    Results that follow from silence or from a withdrawal are entered by themselves.
    """
    found = []
    for each in outcomes().values():
        variants = tuple(variant for variant in each.variants if variant.letters and variant.grounds_on(on))
        if variants and each.id not in _BY_THEMSELVES:
            found.append((each, variants))
    return found


_BY_THEMSELVES = frozenset({"other_handling", "other_no_correction", "other_fee_unpaid"})


def proposed(decision: Decision, on: date) -> Proposed:
    """The decision with what the file holds, as its checks look at it."""
    application = decision.application
    events = list(application.events.order_by("pk"))
    gone = {event.voids_id for event in events}
    events = [event for event in events if event.pk not in gone]
    ledger, parts, said = ledger_of(application, events), parts_of(decision), decision.facts
    leading = _leading(parts, decision.row)
    chosen = outcome(decision.row)
    variant = _variant(chosen, leading)
    letter = variant.letters[0] if variant.letters else None
    reason = _reason(parts, leading)
    now = clock(ledger, on, installed_calendar())
    return Proposed(
        outcome=decision.row,
        variant=variant.id,
        received_on=application.receipt_on or application.arrived_on,
        decided_on=on,
        letter=letter.id if letter else "",
        due_on=now.due_on,
        cited=(*_cited(variant, parts, on), *told.law(said)),
        reason=reason,
        particulars=told.particulars(letter, said, reasoned=bool(reason.strip())),
        remedy=remedy_of(parts, letter, on) if letter else None,
        approved_by=Approver.HEAD,
        proofs=_proofs(events, said.get("proofs", ())),
        given=tuple(_names(application, (part for part in parts if outcome(part.outcome).group in _GIVES))),
        withheld=_withheld(application, parts, decision.row),
        separable=_bool(said.get("separable")),
        classification=told.classification(said),
        must_be_public_by=told.must_be_public_by(said),
        consultations=tuple(_consultations(events, now.limits)),
        public_interest=Weighing(said.get("public_interest", Weighing.NOT_WEIGHED)),
        public_interest_reason=str(said.get("public_interest_reason", "")),
        third_party_told=bool(said.get("third_party_told")),
        secrecy=SecrecyReview(said.get("secrecy", SecrecyReview.NOT_DONE)),
        personal_data=PersonalData(said.get("personal_data", PersonalData.NOT_CHECKED)),
        unconfirmed_organs=tuple(said.get("unconfirmed_organs", ())),
        form_changed=bool(said.get("form_changed")),
        correction=_notice(ledger, now.limits, "correction", Kind.CORRECTION_ASKED, Kind.CORRECTED),
        excused=any(fact.excused for fact in ledger.facts),
        reasons=_notice(ledger, now.limits, "reasons", Kind.REASONS_ASKED, Kind.REASONS_GIVEN),
        reasons_accepted=_accepted(events),
        fee=_notice(ledger, now.limits, "fee", Kind.FEE_NOTIFIED, Kind.FEE_PAID),
        earlier=_earlier(application, said.get("earlier")),
        search=_search(events),
        right_organ_known=bool(said.get("right_organ")),
    )


def leading_letter(decision: Decision) -> str | None:
    """The kind of letter that a decision leaves as: that of the result which table three counts; None where none tells it."""
    chosen = outcome(decision.row)
    variant = _variant(chosen, _leading(parts_of(decision), decision.row))
    return variant.letters[0].id if variant.letters else None


def findings(decision: Decision, on: date) -> list[Finding]:
    """What is wrong with a decision, by the law and by the file; only errors hold it back."""
    return check(proposed(decision, on))


def tried(application_id: int, parts: Sequence[Part], facts: Mapping[str, Any], on: date) -> list[Finding]:
    """What would be wrong with a decision that is not saved yet; nothing while nothing is chosen."""
    if not parts:
        return []
    application = Application.objects.select_related("agency", "applicant").get(pk=application_id)
    kept = [part.as_json() for part in parts]
    return findings(
        Decision(application=application, parts=kept, row=row_of(parts), facts=dict(facts)),
        on,
    )


def counted_as_shown(on_file: Iterable[str]) -> frozenset[str]:
    """The proofs that events of these kinds are, whatever the drafter says."""
    return frozenset(_SHOWN_BY[kind] for kind in on_file if kind in _SHOWN_BY)


def _leading(parts: tuple[Part, ...], row: str) -> Part | None:
    """The part whose result the decision has; the first withheld one where it is given in part."""
    same = [part for part in parts if part.outcome == row]
    rest = [part for part in parts if outcome(part.outcome).group not in _GIVES]
    return next(iter(same or rest or parts), None)


def _variant(chosen: Outcome, leading: Part | None) -> Variant:
    wanted = leading.variant if leading and leading.outcome == chosen.id else ""
    return next((one for one in chosen.variants if one.id == wanted), chosen.variants[0])


def _reason(parts: tuple[Part, ...], leading: Part | None) -> str:
    """The reasons of the result; where it is given in part, those of what is withheld."""
    if leading is None or leading.reason.strip():
        return leading.reason if leading else ""
    return next((part.reason for part in parts if part.reason.strip()), "")


def remedy_of(parts: Iterable[Part], letter: Letter, on: date) -> Remedy:
    """The way that is open against the answer: that of its letter, or in part that of what is withheld.

    依据：条例第五十一条；行政复议法第二十三条
    """
    chosen = tuple(parts)
    if row_of(chosen) != "partial":
        return remedy_on(letter.remedy, on)
    withheld = any(outcome(part.outcome).withholds for part in chosen)
    return remedy_on(DEFAULT.remedies.partial if withheld else Remedy.CHOICE, on)


def _cited(variant: Variant, parts: Iterable[Part], on: date) -> tuple[Cited, ...]:
    """What the letter cites follows from the result, and from what each withheld part falls under."""
    withheld = (
        outcome(part.outcome).variant(part.variant)
        for part in parts
        if outcome(part.outcome).group not in _GIVES
    )
    grounds = (ground for one in (variant, *withheld) for ground in one.grounds_on(on))
    return tuple(dict.fromkeys(Cited(each.basis.instrument.key, each.basis.article) for each in grounds))


def _names(application: Application, parts: Iterable[Part]) -> list[str]:
    known = dict(Wanted.objects.filter(application=application).values_list("position", "name"))
    return [known.get(part.wanted, "") for part in parts]


def _withheld(application: Application, parts: tuple[Part, ...], row: str) -> tuple[Withheld, ...]:
    """What is not given, part by part; nothing where one result holds for everything."""
    known = dict(Wanted.objects.filter(application=application).values_list("position", "name"))
    if row == "partial":
        held = [part for part in parts if outcome(part.outcome).group not in _GIVES]
    elif len({(part.outcome, part.variant) for part in parts}) > 1 or any(part.what for part in parts):
        held = [part for part in parts if outcome(part.outcome).group in _WITHHOLDS]
    else:
        held = []
    return tuple(
        Withheld(part.what or known.get(part.wanted, ""), part.outcome, part.variant, part.reason)
        for part in held
    )


def _consultations(events: list[Event], limits: tuple[Limit, ...]) -> Iterable[Consultation]:
    """Each question with the answer that came to it."""
    until = [limit for limit in limits if limit.id in ("third_party", "organ")]
    answers = {
        Party.THIRD_PARTY: (Kind.THIRD_PARTY_ASKED, {Kind.THIRD_PARTY_ANSWERED, Kind.THIRD_PARTY_SILENT}),
        Party.ORGAN: (Kind.ORGAN_ASKED, {Kind.ORGAN_ANSWERED, Kind.ORGAN_SILENT}),
    }
    for party, (question, replies) in answers.items():
        for event in events:
            if event.kind != question:
                continue
            later = (
                one for one in events if one.kind in replies and one.who == event.who and one.pk > event.pk
            )
            answer = next(later, None)
            yield Consultation(
                party=party,
                who=event.who,
                asked_on=event.on,
                opinion=Opinion(answer.details.get("said", Opinion.SILENT)) if answer else Opinion.WAITING,
                until=_until(until, party),
                reasonable=_reasonable(answer, events) if answer else None,
            )


def _reasonable(answer: Event, events: list[Event]) -> bool | None:
    return reasonable(answer.pk, answer.details, ((event.kind, event.details) for event in events))


def _until(limits: list[Limit], party: Party) -> date | None:
    return max((limit.by for limit in limits if limit.who is party), default=None)


def _notice(
    ledger: Ledger, limits: tuple[Limit, ...], limit_id: str, asked: Kind, came: Kind
) -> Notice | None:
    question = _first(ledger, asked)
    if question is None:
        return None
    answer = _first(ledger, came)
    until = next((limit.by for limit in limits if limit.id == limit_id), None)
    return Notice(question.on, until, answer.on if answer else None)


def _first(ledger: Ledger, kind: Kind) -> Fact | None:
    return min((fact for fact in ledger.facts if fact.kind is kind), key=lambda fact: fact.on, default=None)


def _accepted(events: list[Event]) -> bool | None:
    return judgement((event.kind, event.details) for event in events)


def _search(events: list[Event]) -> Search | None:
    looked = [event for event in events if event.kind == Doing.SEARCHED]
    if not looked:
        return None
    last = looked[-1]
    return Search(last.details.get("method", ""), last.details.get("scope", ""), last.on)


def _earlier(application: Application, application_id: object) -> EarlierReply | None:
    """The earlier application that this one is held to repeat."""
    if not isinstance(application_id, int):
        return None
    other = Application.objects.filter(pk=application_id, agency=application.agency_id).first()
    if other is None or other.handled_on is None:
        return None
    reply = other.decisions.filter(issued_at__isnull=False).order_by("-pk").first()
    keys = set(application.wanted.values_list("key", flat=True))
    return EarlierReply(
        number=reply.number if reply else other.number,
        on=other.handled_on,
        same_applicant=application.applicant.identity_no == other.applicant.identity_no
        if application.applicant.identity_no and other.applicant.identity_no
        else application.applicant.name == other.applicant.name,
        same_content=bool(keys & set(other.wanted.values_list("key", flat=True))),
        settled=reply is not None,
    )


_SHOWN_BY: dict[str, str] = {
    Doing.SUBMITTED: "application_text",
    Doing.SEARCHED: "search_record",
    Kind.CORRECTION_ASKED: "correction_letter",
    Kind.CORRECTED: "corrected_application",
    Kind.REASONS_ASKED: "reason_letter",
    Kind.REASONS_GIVEN: "reason_answer",
    Kind.THIRD_PARTY_ASKED: "third_party_letter",
    Kind.THIRD_PARTY_ANSWERED: "third_party_reply",
    Kind.THIRD_PARTY_SILENT: "third_party_reply",
    Kind.FEE_NOTIFIED: "fee_letter",
}
"""Which proof of data/outcomes.toml an event is."""


def _proofs(events: Iterable[Event], said: Iterable[str]) -> frozenset[str]:
    """What the file holds of that which a court asks for: by its events, and by what the drafter says."""
    return frozenset(_SHOWN_BY[event.kind] for event in events if event.kind in _SHOWN_BY).union(said)


def _bool(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
