"""Reads: what the columns for lists say of documents on a day, worked out from the facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law import normative as law
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import DocumentKind
from gongkai.normative.models import Document
from gongkai.normative.queries.facts import Facts
from gongkai.normative.queries.matters import doings_of, matter_of, next_of
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
    """What the columns of these documents say on a day, by number; one query for their steps."""
    listed = list(documents)
    done = doings_of(each.pk for each in listed)
    return {each.pk: _projected(each, facts, done.get(each.pk, ()), on) for each in listed}


def _projected(document: Document, facts: Facts, done: tuple[law.Done, ...], on: date) -> Projected:
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
        step, due_on = next_of(matter_of(document, done, life, on), on)
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
