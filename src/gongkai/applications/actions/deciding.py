"""Writes: a decision is drafted, checked by the law, signed, issued, delivered.   依据：条例第三十三、三十六至四十条"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.actions.delivering import reply_arrived
from gongkai.applications.actions.giving import give, require_given
from gongkai.applications.actions.holding import Brought, Held, enter_fact, hold, taken, told
from gongkai.applications.actions.letters import leave, require_fit
from gongkai.applications.actions.notifying import What, told_applicant
from gongkai.applications.actions.sending import send
from gongkai.applications.models import Application, Decision
from gongkai.applications.models.numbers import REPLY_NO
from gongkai.applications.queries.deciding import Part, choosable, findings, row_of
from gongkai.applications.queries.letter_facts import answer
from gongkai.applications.queries.letters import draft
from gongkai.applications.queries.materials import of_answer
from gongkai.applications.queries.wording import BLANK
from gongkai.documents.letters.letter import digest
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Fact, Kind
from gongkai.law.outcomes.catalogue import Group
from gongkai.law.outcomes.decision import PersonalData, SecrecyReview, Weighing
from gongkai.law.remedies.notices import COURT_BLANK, REVIEW_BODY_BLANK
from gongkai.records.access import Actor
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff
from gongkai.signoff.queries import approved

LONGEST = 50_000
MERGED = "other_misc"
BLANKS = (BLANK, REVIEW_BODY_BLANK, COURT_BLANK)
"""What a draft leaves for the drafter to fill in."""


class Faulty(Refused):
    """A decision that the law does not let through: errors, and warnings that nobody has answered."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(*(each.message for each in found))
        self.findings = tuple(found)


def subject(decision_id: int) -> str:
    """How sign-off names a decision."""
    return f"{access.KIND.key}:{decision_id}"


@transaction.atomic
def save_decision(
    *,
    application_id: int,
    parts: Sequence[Part],
    text: str,
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    revision: int | None = None,
    moves: int | None = None,
) -> int:
    """Draft the decision, or change the draft; returns its number. In sign-off, a change takes back what was said.

    `revision` is that of the draft which somebody read. Refused unless there is one result for each thing asked for, each
    one that table three has, and where somebody else has changed the draft.
    """
    held = hold(application_id, Act.DECIDE, by=by, at=at, moves=moves)
    _require_parts(held.application, parts, civil_day(at))
    refuse_longer(text, LONGEST, "答复内容")
    _require_storable(facts, parts)
    decision = _open(held, revision)
    decision.parts = [part.as_json() for part in parts]
    decision.row, decision.text, decision.facts = row_of(parts), text.strip(), dict(facts)
    decision.revision += 1 if decision.pk else 0
    decision.saved_by_id, decision.saved_at = _person(by), at
    decision.authors = sorted({*decision.authors, _person(by)})
    decision.digest = digest_of(decision)
    decision.save()
    if decision.round is not None and decision.round.ended_at is None:
        signoff.change(round_id=decision.round.pk, digest=decision.digest, by=by, at=at)
    told("save_decision", held, details={"decision": decision.pk, "row": decision.row})
    return decision.pk


@transaction.atomic
def submit_decision(
    *,
    decision_id: int,
    revision: int,
    answered: Mapping[str, str],
    by: Actor,
    at: datetime,
    urgent_because: str = "",
) -> int:
    """Send a decision into sign-off; returns the number of the round.

    `answered` says for each warning (its rule and place, `key_of`) why it may stay. Faulty while there is an error, or a
    warning that nobody answered; Refused if the draft changed since it was read.
    """
    held = hold(_draft(decision_id, revision).application_id, Act.DECIDE, by=by, at=at)
    decision = _draft(decision_id, revision)  # as it is now that nobody else can change it
    refuse_without(decision.text, LONGEST, "答复内容")
    if blank := next((each for each in BLANKS if each in decision.text), ""):
        raise Refused(f"答复里还有没有填写的“{blank}”，请填写后再送审。")
    kept = {key: why.strip()[:200] for key, why in answered.items() if why.strip()}
    found = findings(decision, civil_day(at))
    if standing := [each for each in found if _stops(each, kept)]:
        raise Faulty(standing)
    decision.answered = [
        {"key": key_of(each), "message": each.message, "why": kept[key_of(each)], "by": by.username}
        for each in found
        if key_of(each) in kept
    ]
    require_given(decision.application_id)
    if (composed := answer(decision)) is not None:
        require_fit(held, composed)
    decision.digest = digest_of(decision)
    decision.round_id = send(decision, access.KIND.key, by=by, at=at, urgent_because=urgent_because)
    decision.save(update_fields=["answered", "digest", "round"])
    told("submit_decision", held, details={"decision": decision.pk, "round": decision.round_id})
    return int(decision.round_id)


@transaction.atomic
def issue(*, decision_id: int, by: Actor, at: datetime, moves: int | None = None) -> str:
    """Send out a decision that is signed: the application is answered. Returns the number of the reply.

    What was merged into it is answered with it. Refused unless exactly this text is approved; Faulty where the law lets it
    through no more.   依据：条例第三十三条
    """
    held, together = _held_together(_draft(decision_id, None).application_id, by, at, moves)
    decision = _draft(decision_id, None)  # as it is now that nobody else can change it
    if decision.digest != digest_of(decision) or not approved(subject(decision.pk), decision.digest):
        raise Refused("这份答复还没有完成审签，或者审签之后又有修改，不能发出。请先送审。")
    if errors := [each for each in findings(decision, civil_day(at)) if each.severity is Severity.ERROR]:
        raise Faulty(errors)
    try:
        number = take_number(REPLY_NO.name, agency_id=held.application.agency_id, at=at).text
    except PatternRefused as refusal:
        raise Refused(f"不能编定文号：{refusal}") from refusal
    decision.number, decision.issued_at = number, at
    decision.save(update_fields=["number", "issued_at"])
    reply = Fact(Kind.REPLIED, civil_day(at), result=decision.row)
    event = enter_fact(held, reply, details={"number": number, "decision": decision.pk}, despite=True)
    give(held, event)
    if (composed := answer(decision)) is not None:
        leave(held, composed, event, number=number, decision_id=decision.pk)
    for own in together:
        also = Fact(Kind.REPLIED, civil_day(at), result=MERGED)
        enter_fact(own, also, details={"number": number, "with": held.application.number}, despite=True)
        told_applicant(own, What.REPLIED)
    told_applicant(held, What.REPLIED)
    told("issue", held, details={"decision": decision.pk, "number": number, "row": decision.row})
    return number


@transaction.atomic
def deliver(
    *,
    application_id: int,
    how: str,
    by: Actor,
    at: datetime,
    on: date | None = None,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> None:
    """Enter that the reply reached the applicant, how, and the proof of it.   依据：条例第三十三条"""
    held = hold(application_id, Act.DELIVER, by=by, at=at, moves=moves)
    text = refuse_without(how, 300, "送达的方式")
    enter_fact(held, Fact(Kind.DELIVERED, on or civil_day(at)), note=text, files=files)
    reply_arrived(held, on or civil_day(at))
    told("deliver", held)


@transaction.atomic
def drop_decision(*, decision_id: int, by: Actor, at: datetime) -> None:
    """Put a draft away, to begin another one. Refused while it is in sign-off."""
    decision = _draft(decision_id, None)
    held = hold(decision.application_id, Act.DECIDE, by=by, at=at)
    if decision.round is not None and decision.round.ended_at is None:
        raise Refused("这份答复正在审签，请先终止审签。")
    decision.dropped_at = at
    decision.save(update_fields=["dropped_at"])
    told("drop_decision", held, details={"decision": decision.pk})


def key_of(finding: Finding) -> str:
    """What names a finding in the form that answers it."""
    return f"{finding.rule}:{finding.where}"


def digest_of(decision: Decision) -> str:
    """The SHA-256 of exactly what is approved: for which application, every result, the facts, the text, the letter that it
    leaves as, and the files that go with it."""
    given = of_answer(decision.application_id)
    composed = answer(decision, given) if decision.parts else None
    said = {
        "application": decision.application_id,
        "parts": decision.parts,
        "row": decision.row,
        "facts": decision.facts,
        "text": decision.text,
        "letter": digest(draft(decision.application.agency, composed, decision.saved_at.date()))
        if composed
        else "",
        "files": [each.given.digest if each.given else "" for each in given],
    }
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _open(held: Held, revision: int | None) -> Decision:
    """The draft of an application, or a new one."""
    decision = (
        Decision.objects.select_related("round")
        .filter(application=held.application, issued_at__isnull=True, dropped_at__isnull=True)
        .first()
    )
    if decision is None:
        return Decision(application=held.application)
    if revision is not None and decision.revision != revision:
        raise Refused("这份答复刚刚有人修改过，请刷新后再改。您写的内容还在页面上，可以先复制下来。")
    return decision


def _draft(decision_id: int, revision: int | None) -> Decision:
    found = Decision.objects.select_related("application__agency", "round").filter(
        pk=decision_id, issued_at__isnull=True, dropped_at__isnull=True
    )
    decision = found.first()
    if decision is None:
        raise Refused("这份答复已经发出或者作废。")
    if revision is not None and decision.revision != revision:
        raise Refused("答复在您查看之后又有修改，请重新查看检查结果后再送审。")
    return decision


def _held_together(
    application_id: int, by: Actor, at: datetime, moves: int | None
) -> tuple[Held, list[Held]]:
    """An application to be answered, and those that are answered with it: all held in one order, as `merge` holds them."""
    open_ones = Application.objects.filter(merged_into=application_id, closed_on__isnull=True)
    also = list(open_ones.values_list("pk", flat=True))
    for each in sorted([application_id, *also]) if also else ():
        taken(each)
    held = hold(
        application_id, Act.ISSUE, by=by, at=at, moves=moves if moves is None or not also else moves + 1
    )
    together = Application.objects.select_related("agency").filter(pk__in=also, closed_on__isnull=True)
    return held, [Held(one, by, at, held.duty) for one in together.order_by("pk")]


def _require_parts(application: Application, parts: Sequence[Part], on: date) -> None:
    positions = set(application.wanted.values_list("position", flat=True))
    if {part.wanted for part in parts} != positions:
        raise Refused("请给每一项申请内容选定办理结果。")
    for each in positions:
        if len([part for part in parts if part.wanted == each and _gives(part)]) > 1:
            raise Refused("同一项申请内容只能有一个予以公开的结果。")
    known = {each.id: {variant.id for variant in variants} for each, variants in choosable(on)}
    for part in parts:
        if part.variant not in known.get(part.outcome, ()):
            raise Refused("请从办理结果的清单中选择，并选定具体情形。")


def _gives(part: Part) -> bool:
    return part.outcome.partition("_")[0] in (Group.GRANTED, Group.PARTIAL)


_CODES = {"secrecy": SecrecyReview, "personal_data": PersonalData, "public_interest": Weighing}


def _require_storable(facts: Mapping[str, Any], parts: Iterable[Part]) -> None:
    """Refused for what is no value of its list, and for what cannot be kept as it is."""
    for name, known in _CODES.items():
        if name in facts and facts[name] not in list(known):
            raise Refused("请从清单中选择审查的结论。")
    for part in parts:
        refuse_longer(part.what, 1_000, "不予公开的内容")
        refuse_longer(part.reason, 5_000, "理由")
    try:
        said = json.dumps(dict(facts), ensure_ascii=False)
    except (TypeError, ValueError) as error:
        raise Refused("答复的办理情况不能保存，请刷新后重新填写。") from error
    refuse_longer(said.replace("\\u0000", "\0"), LONGEST, "办理情况")


def _stops(finding: Finding, answered: Mapping[str, str]) -> bool:
    if finding.severity is Severity.ERROR:
        return True
    return finding.severity is Severity.WARNING and key_of(finding) not in answered


def _person(by: Actor) -> int:
    if by.user_id is None:
        raise Refused("答复应当由登录的人员本人拟写。")
    return by.user_id
