"""Answers about an application as plain values of JSON, the same for commands, pages and other programs."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from gongkai.documents.deadlines.question import read
from gongkai.documents.writing.finding_record import finding_json
from gongkai.law.basis import Basis
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines import grounds
from gongkai.law.deadlines.answer import Limit, Pause, Step, Wait
from gongkai.law.deadlines.clock import invalid
from gongkai.law.deadlines.contradictions import error
from gongkai.law.deadlines.explain import explain
from gongkai.law.findings import Finding
from gongkai.law.remedies.standing import Proceeding, Remedies
from gongkai.law.standing import Standing, standing


def answer(document: object, *, calendar: Calendar, today: date) -> dict[str, Any]:
    """The answer to a question as JSON values; a question that cannot be read has the state "invalid" and findings."""
    question = read(document)
    if isinstance(question, list):
        return to_json(Standing(invalid(today, question), None), [])
    said = standing(question.ledger, question.on(today), calendar, question.settings)
    return to_json(said, explain(question.ledger, said.clock, calendar, question.settings))


def refusal(why: str, today: date) -> dict[str, Any]:
    """The answer to something that cannot even be taken for a question; `why` is Chinese and says what to do."""
    return to_json(Standing(invalid(today, [error(grounds.UNKNOWN, "document", why)]), None), [])


def to_json(stands: Standing, steps: Iterable[Step]) -> dict[str, Any]:
    """Where an application stands, and the explanation of its clock, as JSON values."""
    said, remedies = stands.clock, stands.remedies
    findings = (*said.findings, *(remedies.findings if remedies else ()))
    return {
        "due_on": _iso(said.due_on),
        "state": said.state.value,
        "state_label": said.state.label,
        "used": said.used,
        "left": said.left,
        "overdue": said.overdue,
        "waiting_on": said.waiting_on.value if said.waiting_on else None,
        "provisional": said.provisional,
        "as_of": said.as_of.isoformat(),
        "started_on": _iso(said.started_on),
        "closed_on": _iso(said.closed_on),
        "waits": [_wait(wait) for wait in said.waits],
        "limits": [_limit(limit) for limit in said.limits],
        "pauses": [_pause(pause) for pause in said.pauses],
        "remedies": _remedies(remedies) if remedies else None,
        "findings": [_finding(finding) for finding in findings],
        "trace": [_step(step) for step in steps],
    }


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _step(step: Step) -> dict[str, Any]:
    return {
        "day": step.day.isoformat(),
        "counted": step.counted,
        "n": step.n,
        "why": step.why,
        "basis": _cited(step.bases),
    }


@cache
def _cited(bases: tuple[Basis, ...]) -> str:
    """There are few such tuples, and every day of every explanation has one."""
    return "；".join(map(str, bases))


def _wait(wait: Wait) -> dict[str, Any]:
    return {
        "who": wait.who.value,
        "name": wait.name,
        "what": wait.what,
        "until": _iso(wait.until),
        "basis": str(wait.rule.basis),
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "id": limit.id,
        "what": limit.what,
        "who": limit.who.value,
        "by": limit.by.isoformat(),
        "done_on": _iso(limit.done_on),
        "basis": str(limit.rule.basis),
    }


def _pause(pause: Pause) -> dict[str, Any]:
    return {
        "first": pause.first.isoformat(),
        "last": pause.last.isoformat(),
        "why": pause.why,
        "open": pause.open,
        "basis": str(pause.rule.basis),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return finding_json(finding) | {"basis": str(finding.basis)}


def _remedies(remedies: Remedies) -> dict[str, Any]:
    return {
        "under_review": remedies.under_review,
        "in_litigation": remedies.in_litigation,
        "provisional": remedies.provisional,
        "waits": [_wait(wait) for wait in remedies.waits],
        "limits": [_limit(limit) for limit in remedies.limits],
        "proceedings": [_proceeding(proceeding) for proceeding in remedies.proceedings],
    }


def _proceeding(proceeding: Proceeding) -> dict[str, Any]:
    return {
        "block": proceeding.block,
        "round": proceeding.round,
        "opened_on": proceeding.opened_on.isoformat(),
        "closed_on": _iso(proceeding.closed_on),
        "result": proceeding.result.value if proceeding.result else None,
        "column": proceeding.column.value if proceeding.column else None,
    }
