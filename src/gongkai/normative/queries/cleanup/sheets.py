"""Reads: the list of one body in a campaign; the three lists that go before the public; what may be used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import Conclusion, DocumentKind
from gongkai.normative.models import (
    Cleanup,
    CleanupBody,
    CleanupDecision,
    CleanupLists,
    CleanupTurn,
    Document,
    Stage,
    Turn,
)
from gongkai.normative.queries.cleanup.campaigns import Judged, Told, told
from gongkai.normative.queries.facts import Facts, every
from gongkai.normative.queries.places import settings_of
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A document in the list of a body."""

    id: int
    title: str
    number: str
    kind: DocumentKind
    issued_on: date | None
    agency: str
    validity: str
    says: str
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class TurnRow:
    """What happened to the list of a body."""

    turn: Turn
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A document that carried conclusions out."""

    document_id: int
    document: str
    title: str
    on: date
    changes: int


@dataclass(frozen=True, slots=True)
class ListsRow:
    """An item by which the lists go before the public."""

    item_id: int
    title: str
    index_no: str
    published_at: datetime | None


def sheet(campaign: Told, body_id: int, on: date) -> tuple[SheetLine, ...]:
    """What a body has to judge, in the order of issue, with how each stands on a day; one query."""
    ids = campaign.scope.get(campaign.bodies[body_id].agency_id, ())
    return lines(campaign, ids, campaign.of_body(body_id), on)


def lines(
    campaign: Told, ids: Iterable[int], judged: Mapping[int, Judged], on: date
) -> tuple[SheetLine, ...]:
    """These documents as lines; one query."""
    found = Document.objects.filter(Among("pk", frozenset(ids))).order_by("issued_on", "pk").defer("articles")
    return tuple(_line(each, campaign, judged.get(each.pk), on) for each in found)


def _line(document: Document, campaign: Told, judged: Judged | None, on: date) -> SheetLine:
    life = campaign.facts.life(document.pk)
    standing = life.standing(on) if life else None
    return SheetLine(
        document.pk,
        document.title,
        document.document_no,
        DocumentKind(document.kind),
        document.issued_on,
        campaign.facts.agencies[campaign.facts.holder(document.pk, campaign.row.as_of)],
        standing.validity.label if standing else "",
        standing.says if standing else "",
        judged,
    )


def results(campaign: Told, on: date) -> dict[Conclusion, tuple[SheetLine, ...]]:
    """The lists of a campaign by conclusion, from the lists that were accepted; one query."""
    accepted = {
        document_id: judged
        for body in campaign.bodies.values()
        if body.stage == Stage.ACCEPTED
        for document_id, judged in campaign.of_body(body.pk).items()
    }
    listed = lines(campaign, accepted, accepted, on)
    return {
        each: tuple(line for line in listed if line.judged and line.judged.conclusion is each)
        for each in Conclusion
    }


def turns(body_id: int) -> tuple[TurnRow, ...]:
    """What happened to the list of a body, the last first."""
    found = CleanupTurn.objects.filter(body=body_id).order_by("-pk")
    return tuple(TurnRow(Turn(each.turn), each.reason, each.at, each.by) for each in found)


def decisions(cleanup_id: int) -> tuple[DecisionRow, ...]:
    """The documents that carried the conclusions of a campaign out."""
    found = CleanupDecision.objects.filter(cleanup=cleanup_id).select_related("cause").order_by("pk")
    return tuple(
        DecisionRow(each.cause_id, str(each.cause), each.cause.title, each.on, each.changes) for each in found
    )


def published_lists(cleanup_id: int) -> tuple[ListsRow, ...]:
    """The items by which the lists of a campaign go before the public."""
    found = CleanupLists.objects.filter(cleanup=cleanup_id).select_related("item").order_by("pk")
    return tuple(
        ListsRow(each.item_id, each.item.title, each.item.index_no, each.item.first_published_at)
        for each in found
    )


def body_of(cleanup_id: int, agency_id: int) -> int | None:
    """The number of an agency's part in a campaign."""
    found = CleanupBody.objects.filter(cleanup=cleanup_id, agency=agency_id).values_list("pk", flat=True)
    return found.first()


def use_of(document_id: int, on: date, facts: Facts | None = None) -> list[Finding]:
    """Why a document may not be used as a basis on a day: it left, or the last clean-up did not list it."""
    known = facts or every()
    name = known.names.get(document_id)
    if name is None:
        return []
    holder = known.holder(document_id, on)
    judged = Cleanup.objects.filter(
        bodies__agency=holder, lists__item__first_published_at__isnull=False
    ).distinct()
    judging = [found for each in judged if (found := told(each.pk, known)) is not None]
    campaigns = tuple(each.campaign for each in judging)
    return law.check_use(name, on, known.register, known.owned[0], campaigns, settings_of(holder, on))
