"""Reads: what a document on its way still lacks of its interpretation when it is handed in for review (同步组织)."""

from dataclasses import dataclass
from datetime import date

from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import HANDED_IN_AT, DocumentKind, Gate, Step
from gongkai.normative.models import Document
from gongkai.normative.queries.syncs import documents_read, syncs


@dataclass(frozen=True, slots=True)
class HandingIn:
    """Plan and material of a document, each with its day where it is there; `findings`: what is said of what is missing.

    `task`: the interpretation task, None where there is none; `ahead`: why the document goes out before, "" where it does not.
    """

    task: int | None
    plan_on: date | None
    material_on: date | None
    ahead: str
    findings: tuple[Finding, ...]


def handing_in(document_id: int, on: date) -> HandingIn | None:
    """The page's view of a document; None where nothing is asked: issued already, no review, no interpretation needed."""
    document = documents_read().filter(pk=document_id).first()
    return _handing_in(document, on) if document else None


def against(document: Document, step: Step, on: date) -> tuple[Finding, ...]:
    """What stands against a step of a document (read with agency and item) for want of its interpretation, on a day."""
    found = _handing_in(document, on) if step is HANDED_IN_AT else None
    return found.findings if found else ()


def _handing_in(document: Document, on: date) -> HandingIn | None:
    reviewed = DocumentKind(document.kind) in law.specs()[HANDED_IN_AT].kinds
    if document.issued_on is not None or not reviewed:
        return None
    sync = syncs([document])[document.pk]
    if not sync.told.needed:
        return None
    findings = () if sync.ahead else tuple(law.gate(Gate.HANDED_IN, sync.told, on, sync.rule.settings))
    task = sync.tasks[0] if sync.tasks else None
    return HandingIn(task, sync.told.plan_on, sync.told.material_on, sync.ahead, findings)
