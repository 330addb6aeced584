"""Reads: what the letter says that tells the answer to a request for correction.   依据：条例第四十一条"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gongkai.applications.models import Asker, Delivery, Doing, Rectification, RectifyEvent, RectifyLetter
from gongkai.applications.models.kinds import PERSON, UNIT
from gongkai.applications.queries.letters import Composed, Confirmed, written
from gongkai.applications.queries.on_its_way import OnItsWay
from gongkai.applications.queries.rectifying.case import Case
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.documents.letters.letter import Written
from gongkai.law.outcomes.letters import letter
from gongkai.law.rectification.answers import Answer, Ground
from gongkai.law.remedies.notices import Remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(OnItsWay):
    """The letter of a request. `made`: its files are there."""

    name: str
    code: str
    made: bool

    @property
    def acts(self) -> frozenset[Act]:
        """What makes sense with it now."""
        if self.served_on is not None:
            return frozenset()
        return frozenset({Act.SEND, Act.SERVE, *((Act.RETURNED,) if self.under_way else ())})


Shown = Callable[[Any], str]
"""How a sealed value is written: `str` for its mask."""


def answered_by(rectification_id: int) -> RectifyEvent | None:
    """The event that answered a request; None while it is open, and where it was taken back."""
    events = RectifyEvent.objects.filter(rectification=rectification_id, kind__in=list(Answer))
    return events.order_by("pk").first()


def composed(one: Rectification, event: RectifyEvent, remedies: Mapping[str, str]) -> Composed:
    """What the table may keep of the letter: all but what is sealed."""
    kind = Answer(event.kind).letter
    facts = {
        "register_number": one.number,
        "requested_content": f"更正《{one.record}》中的有关记录",
        "competent_organ": event.organ,
        "right_organ_contact": event.organ_contact,
        "you": "" if one.requester.asker == Asker.PERSON else UNIT,
        **(remedies if kind.remedy is not Remedy.NONE else {}),
    }
    known = {name: value for name, value in facts.items() if value}
    return Composed(kind=kind.id, facts=known, days={"received_date": one.receipt_on or one.arrived_on})


def whole(what: Written, one: Rectification, event: RectifyEvent, shown: Shown) -> Written:
    """The letter with what is sealed put in: who asks, and what was corrected or why nothing was."""
    ground = Ground(event.ground).label if event.ground else ""
    reasons = "；".join(filter(None, (ground, shown(event.reasons))))
    sealed = {
        "old_record": shown(event.old_record),
        "new_record": shown(event.new_record),
        "reasons": reasons,
    }
    facts = {**what.facts, **{name: value for name, value in sealed.items() if value}}
    free = (
        {"forwarding": _elsewhere(event, str(facts.get("you", PERSON)))}
        if event.kind == Answer.DIRECTED
        else {}
    )
    return replace(what, addressee=shown(one.requester.name), facts=facts, free=free)


def of_table(held: RectifyLetter, shown: Shown) -> Written:
    """The letter that left."""
    what = written(held.kind, held.said, addressee="", number=held.number, on=held.on, code=held.code)
    return whole(what, held.rectification, held.event, shown)


def letter_of(one: Case) -> Card | None:
    """The letter of a request as its page shows it; None before it left. The caller has found that its reader may see it."""
    held = RectifyLetter.objects.filter(pk=one.id).first()
    if held is None:
        return None
    posted = [each.note for each in one.happened if each.kind == Doing.SENT]
    return Card(
        kind=held.kind,
        number=held.number,
        on=held.on,
        way=Delivery(held.way).label if held.way else "",
        sent_on=held.sent_on,
        served_on=held.served_on,
        returned_on=held.returned_on,
        tried=tuple(way for way in Delivery if any(note.startswith(way.label) for note in posted)),
        name=letter(held.kind).name,
        code=held.code,
        made=held.pdf_id is not None,
    )


def pdf_of(rectification_id: int) -> int | None:
    """The stored PDF of the letter; None while there is none. The caller decides who may open it."""
    held = RectifyLetter.objects.filter(rectification=rectification_id)
    return held.values_list("pdf", flat=True).first()


def confirmed_correction(code: str) -> Confirmed | None:
    """What the page behind the QR code says of a letter about a correction; None for a code that none has."""
    held = RectifyLetter.objects.select_related("rectification__agency", "pdf").filter(code=code).first()
    if held is None:
        return None
    agency, proof = held.rectification.agency, held.pdf.digest if held.pdf else ""
    return Confirmed(agency.name, agency.slug, letter(held.kind).name, held.number, held.on, proof)


def _elsewhere(event: RectifyEvent, you: str) -> str:
    cited = letter("rectify_forward").grounds[0].citation
    return (
        f"经审查，有关记录的更正不属于本机关的职能范围，由{event.organ}负责。"
        f"根据{cited}的规定，请{you}向该机关提出更正申请。"
    )
