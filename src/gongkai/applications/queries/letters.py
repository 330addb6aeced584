"""Reads: what a letter of a case says, as plain values, and the letter made of them; the letters of a case."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import guide, letterhead
from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.models import Application, Delivery, Doing, Letter
from gongkai.applications.queries.on_its_way import OnItsWay, known_ways, remedies_open
from gongkai.applications.queries.reply_links import LETTERS, reply_way
from gongkai.documents.letters.letter import (
    Form,
    Letterhead,
    Withheld,
    Written,
    html,
)
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.ledger import Party
from gongkai.law.outcomes.letters import LetterKind, letter
from gongkai.records.access import Actor
from gongkai.records.queries.addresses import whole

SOMEBODY = "申请人"
"""Who stands for the applicant wherever the name is not opened: in digests, and on pages."""
CONFIRMING_PAGE = "letter_confirmed"
"""The public page behind the QR code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What a letter is to say, before it has number, day and addressee. `to` and `who`: as the table has it.

    `facts` and `days`: by the ids of what letters say; `paragraphs`: the whole body where no template makes it.
    """

    kind: str
    to: Party = Party.APPLICANT
    who: str = ""
    facts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    paragraphs: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    def as_json(self, head: Letterhead) -> dict[str, Any]:
        """As the table keeps it, with the letterhead of the day."""
        return {
            "head": {**asdict(head), "form": head.form.value},
            "facts": {
                name: list(value) if isinstance(value, tuple) else value for name, value in self.facts.items()
            },
            "days": {name: day.isoformat() for name, day in self.days.items()},
            "paragraphs": list(self.paragraphs),
            "attachments": list(self.attachments),
            "withheld": [asdict(each) for each in self.withheld],
        }


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What anybody may know who has a letter in hand: whose it is, nothing of the case. `digest`: of the PDF, once it is made."""

    agency: str
    agency_slug: str
    name: str
    number: str
    on: date
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCard(OnItsWay):
    """One letter of a case. `files`: by kind (pdf, docx), once they are made. `acts`: what the viewer may do with the case."""

    id: int
    application_id: int
    application: str
    agency_id: int
    agency: str
    name: str
    to: str
    digest: str
    code: str
    files: Mapping[str, int]
    answers: bool
    moves: int
    acts: tuple[Act, ...]


def head_of(agency: Agency, on: date) -> Letterhead:
    """How letters of an agency look on a day: as it settled, and reached as its guide says."""
    settled, reached = letterhead(agency.pk), guide(agency.pk, on)
    told = (
        {name: getattr(reached, name) for name in ("unit", "address", "postcode", "telephone", "hours")}
        if reached
        else {}
    )
    return Letterhead(
        name=settled.head or agency.name, form=Form(settled.form.value), fonts=settled.fonts or {}, **told
    )


def written(
    kind: str,
    said: Mapping[str, Any],
    *,
    addressee: str,
    number: str = "",
    on: date | None = None,
    law_day: date | None = None,
    code: str = "",
) -> Written:
    """The letter that the table holds, for this addressee."""
    head = dict(said["head"])
    facts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said["facts"].items()
    }
    return Written(
        kind=kind,
        letterhead=Letterhead(**{**head, "form": Form(head["form"])}),
        addressee=addressee,
        number=number,
        on=on,
        law_day=law_day,
        paragraphs=tuple(said["paragraphs"]),
        facts=facts | {name: date.fromisoformat(value) for name, value in said["days"].items()},
        attachments=tuple(said["attachments"]),
        withheld=tuple(Withheld(**each) for each in said["withheld"]),
        verify=whole(CONFIRMING_PAGE, code) if code else "",
        seal=letter(kind).kind is not LetterKind.RECORD,
    )


def draft(agency: Agency, composed: Composed, on: date) -> Written:
    """The letter as it would be on a day, without number and QR code, to nobody by name."""
    return unaddressed(composed, composed.as_json(head_of(agency, on)), on)


def unaddressed(composed: Composed, said: Mapping[str, Any], on: date) -> Written:
    """The same of what the table keeps; its digest is that of the letter, whoever it is addressed to."""
    return written(composed.kind, said, addressee=composed.who or SOMEBODY, law_day=on)


def shown(held: Letter) -> Written:
    """A letter that left, with the applicant named by the mask."""
    named = held.who or str(held.application.applicant.name)
    what = written(held.kind, held.said, addressee=named, number=held.number, on=held.on, code=held.code)
    return with_reply(what, held, str)


def with_reply(what: Written, held: Letter, opened: Callable[[Any], str]) -> Written:
    """A letter that asks for an opinion, with how one answers at the portal; all others as they are.

    `opened` opens the reply code or masks it: it stands in no table of letters, as the name of the applicant does not.
    """
    if held.kind not in LETTERS.values() or (way := reply_way(held.event_id, opened)) is None:
        return what
    return replace(what, facts={**what.facts, **way.facts}, reply=way.scan)


def as_page(what: Written) -> SafeString:
    """A letter inside a page."""
    return mark_safe(html(what))  # noqa: S308 - made of pieces, of which every text is escaped


def way_open(held: LetterCard, calendar: Calendar) -> tuple[date, date | None] | None:
    """As `remedies_open`, of an answer; None for what is none."""
    return remedies_open(held, calendar) if held.answers else None


def letters_of(viewer: Actor, application_id: int) -> tuple[LetterCard, ...]:
    """The letters of a case in their order, for whoever may see it. Three queries."""
    found = (
        Application.objects.filter(access.visible_to(viewer), pk=application_id)
        .select_related("agency")
        .first()
    )
    if found is None:
        return ()
    acts = access.possible(viewer, found)
    return tuple(_card(each, found, acts) for each in found.letters.order_by("pk"))


def letter_card(viewer: Actor, letter_id: int) -> tuple[LetterCard, Written] | None:
    """A letter with what it says, the applicant masked; None where somebody may not see its case, or there is none."""
    held = (
        Letter.objects.select_related("application__agency", "application__applicant")
        .filter(pk=letter_id)
        .first()
    )
    if held is None or not access.sees(viewer, held.application_id):
        return None
    card = _card(held, held.application, access.possible(viewer, held.application))
    return (replace(card, tried=_tried(held)) if held.returned_on else card), shown(held)


def _tried(held: Letter) -> tuple[Delivery, ...]:
    """The ways on which a letter was sent."""
    sent = held.application.events.filter(kind=Doing.SENT, details__letter=held.pk, voided_by__isnull=True)
    return known_ways(sent.values_list("details__way", flat=True))


def file_of_letter(viewer: Actor, letter_id: int, kind: str) -> int | None:
    """The stored file of a letter that somebody may see; None while it is not made."""
    held = Letter.objects.filter(pk=letter_id).only("application_id", "pdf_id", "docx_id").first()
    if held is None or not access.sees(viewer, held.application_id):
        return None
    return {"pdf": held.pdf_id, "docx": held.docx_id}.get(kind)


def confirmed(code: str) -> Confirmed | None:
    """What the page behind the QR code says of a letter; None for a code that no letter has."""
    held = Letter.objects.select_related("application__agency", "pdf").filter(code=code).first()
    if held is None:
        return None
    agency = held.application.agency
    proof = held.pdf.digest if held.pdf else ""
    return Confirmed(agency.name, agency.slug, letter(held.kind).name, held.number, held.on, proof)


def _card(held: Letter, application: Application, acts: tuple[Act, ...]) -> LetterCard:
    kind = letter(held.kind)
    files = {"pdf": held.pdf_id, "docx": held.docx_id}
    return LetterCard(
        id=held.pk,
        application_id=application.pk,
        application=application.number,
        agency_id=application.agency_id,
        agency=application.agency.name,
        kind=held.kind,
        name=kind.name,
        to=held.who or SOMEBODY,
        number=held.number,
        on=held.on,
        digest=held.digest,
        code=held.code,
        files={name: file for name, file in files.items() if file is not None},
        way=Delivery(held.way).label if held.way else "",
        sent_on=held.sent_on,
        served_on=held.served_on,
        returned_on=held.returned_on,
        answers=kind.kind is LetterKind.ANSWER,
        moves=application.moves,
        acts=acts,
        fetched=held.to == Party.APPLICANT,
    )
