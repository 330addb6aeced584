"""Reads: what is kept for lists of documents, worked out from the facts: how they stand through time, what is next today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from gongkai.law import normative as law
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import DocumentKind
from gongkai.normative.models import Document, Spell
from gongkai.normative.queries.facts import Facts
from gongkai.normative.queries.matters import doings_of, matter_of, next_of
from gongkai.normative.queries.places import Places, places
from gongkai.records.queries.numbers import civil_day

COLUMNS = (
    "holder_id",
    "validity",
    "since",
    "until",
    "left_on",
    "ended_by_id",
    "next_step",
    "due_on",
    "faults",
)
"""The columns that follow from facts."""


@dataclass(frozen=True, slots=True)
class Projected:
    """What the columns of a document say on a day."""

    values: Mapping[str, object]
    findings: tuple[Finding, ...] = field(default=())


def projected(documents: Iterable[Document], facts: Facts, on: date) -> dict[int, Projected]:
    """What the columns of these documents say on a day, by number; one query for their steps, one or two for places."""
    listed = list(documents)
    done = doings_of(each.pk for each in listed)
    known = places()
    return {each.pk: _projected(each, facts, done.get(each.pk, ()), on, known) for each in listed}


def _projected(
    document: Document, facts: Facts, done: tuple[law.Done, ...], on: date, known: Places
) -> Projected:
    values: dict[str, object] = dict.fromkeys(COLUMNS)
    values |= {"validity": "", "next_step": "", "faults": 0, "holder_id": document.agency_id}
    life = facts.life(document.pk) if not document.gone else None
    standing = life.standing(on) if life else None
    findings = facts.findings.get(document.pk, ())
    if document.issued_on is None and not document.gone:
        values["holder_id"] = _keeper(document, facts, on)
    if life and standing:
        leaving = life.leaving if life.leaving and life.leaving.on <= on else None
        values |= {
            "validity": standing.validity.value,
            "since": standing.since,
            "until": life.until(on),
            "left_on": leaving.on if leaving else None,
            "ended_by_id": facts.ids[leaving.by] if leaving and leaving.by else None,
            "holder_id": facts.holder(document.pk, on),
        }
    if not document.gone and values["left_on"] is None:
        settings = known.settings(document.agency_id, on)
        step, due_on = next_of(matter_of(document, done, life, on), on, settings)
        values |= {"next_step": step.value if step else "", "due_on": due_on}
    values["faults"] = sum(each.severity is Severity.ERROR for each in findings)
    return Projected(values, findings)


def _keeper(document: Document, facts: Facts, on: date) -> int:
    """Whose a document on its way is: moves of everything take it along from the day on which it was taken up."""
    told = law.Document(
        id="",
        kind=DocumentKind(document.kind),
        issued_on=civil_day(document.at),
        agency=facts.agencies[document.agency_id],
    )
    owned, _ = law.owners([told], (move for move in facts.moves if move.documents is None))
    return facts.agency_ids[owned[""].on(on)]


def spells(document_id: int, facts: Facts) -> list[Spell]:
    """A document through time: asked of the law for each day on which something may be otherwise; empty before it is made."""
    life = facts.life(document_id)
    if life is None:
        return []
    amended_on = {change.on for change in life.changes if change.kind.by_article}
    days = {
        life.document.issued_on,
        life.document.starts_on,
        life.leaving.on if life.leaving else None,
        *(change.on for change in life.changes),
        *(on for on, _ in facts.owned[0][life.document.id].turns),
    }
    turns = sorted(on for on in days if on and on >= life.document.issued_on)
    found = []
    for on, ends_on in pairwise([*turns, date.max]):
        standing = life.standing(on)
        if standing is None or on == ends_on:
            continue
        found.append(
            Spell(
                document_id=document_id,
                begins_on=on,
                ends_on=ends_on,
                holder_id=facts.holder(document_id, on),
                validity=standing.validity.value,
                since=standing.since,
                until=standing.until,
                by_id=facts.ids.get(standing.by),
                amended=on in amended_on,
            )
        )
    return found
