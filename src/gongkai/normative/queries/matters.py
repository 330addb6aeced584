"""Reads: a document on its way, as the law sees it: what it is, which steps were taken, which comes next."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from gongkai.documents.holidays import installed_calendar
from gongkai.law import normative as law
from gongkai.law.calendar.workdays import OutOfCalendar
from gongkai.law.findings import Finding
from gongkai.law.normative import DocumentKind, EarlyEffect, Excluded, Step, StepResult
from gongkai.normative.models import Document, Doing, Origin
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day

_OF_A_PERIOD = (Step.EVALUATE, Step.END)
FILED_BEFORE = timedelta(days=60)
"""What was entered so long after its publication was filed before, or nobody knows; younger ones have their task."""


def doings_of(document_ids: Iterable[int]) -> dict[int, tuple[law.Done, ...]]:
    """What happened to these documents and was not taken back, by number; one query."""
    found: dict[int, list[law.Done]] = defaultdict(list)
    rows = Doing.objects.filter(Among("document_id", frozenset(document_ids)), voiding__isnull=True)
    for document_id, step, on, result, reason in rows.order_by("document_id", "pk").values_list(
        "document_id", "step", "on", "result", "reason"
    ):
        found[document_id].append(law.Done(Step(step), on, StepResult(result), reason))
    return {document_id: tuple(done) for document_id, done in found.items()}


def nature_of(document: Document) -> law.Nature:
    """What a document does, as the definition asks."""
    excluded = Excluded(document.excluded) if document.excluded else None
    return law.Nature(
        document.interests, document.made_public, document.general, document.repeatable, excluded
    )


def matter_of(
    document: Document, done: Iterable[law.Done], life: law.History | None = None, on: date | None = None
) -> law.Matter:
    """A document on its way, or one that was made, with its steps.

    What was entered later has no steps before its publication; those that it must have had are taken as done. With its
    `life`, the period is the one that is known on a day, and what was evaluated before an extension was another period.
    """
    told = tuple(done)
    valid_until = document.valid_until
    if life and on:
        valid_until = life.until(on)
        extended = [change.on for change in life.changes if change.until and change.on <= on]
        if extended:
            told = tuple(each for each in told if each.step not in _OF_A_PERIOD or each.on > extended[-1])
    return law.Matter(
        kind=DocumentKind(document.kind),
        interests=document.interests,
        market=document.market,
        important=document.important,
        secret=document.secret,
        interpreted=document.interpreted,
        effective_on=document.effective_on,
        valid_until=valid_until,
        early=EarlyEffect(document.early) if document.early else None,
        done=told if document.origin == Origin.HERE else (*told, *_gone_before(document, told)),
    )


def _gone_before(document: Document, told: Iterable[law.Done]) -> list[law.Done]:
    """The steps up to issue and publication of a document that was made elsewhere, each on the day that is known."""
    known = {each.step for each in told}
    days: dict[Step, date] = {}
    for step in Step:
        if step is Step.PUBLISH:
            break
        if document.issued_on:
            days[step] = document.issued_on
    if document.published_on:
        days[Step.PUBLISH] = document.published_on
        days[Step.INTERPRET] = document.published_on
        if civil_day(document.at) - document.published_on > FILED_BEFORE:
            days[Step.FILE] = document.published_on
    return [law.Done(step, on) for step, on in days.items() if step not in known]


def next_of(
    matter: law.Matter, on: date, settings: law.Settings = law.DEFAULT
) -> tuple[Step | None, date | None]:
    """The step that comes next and its day, as far as the calendar reaches."""
    try:
        found = law.next_step(matter, on, installed_calendar(), settings)
    except OutOfCalendar:
        return None, None
    return (found.step, found.due_on) if found else (None, None)


def course_of(matter: law.Matter, on: date, settings: law.Settings = law.DEFAULT) -> list[Finding]:
    """What is to be said of the way so far; nothing beyond the calendar."""
    try:
        return law.check_course(matter, on, installed_calendar(), settings)
    except OutOfCalendar:
        return []
