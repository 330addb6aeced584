"""Reads: everything that happened to a document, and what it did to others, by day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from gongkai.law import normative as law
from gongkai.law.normative import Effect, Step
from gongkai.normative.models import Change, Document, Doing
from gongkai.normative.models.kinds import RESULTS
from gongkai.normative.queries.facts import Facts, change_of


class Sort(StrEnum):
    """What a line is about."""

    STEP = "step"
    CHANGED = "changed"
    CHANGES = "changes"
    BEGINS = "begins"
    EXPIRED = "expired"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeLine:
    """One thing that happened. `what`: in words; `other_id`, `other`: the document that did it, or to which it was done.

    `row_id`: of the step, change or move, for whoever takes it back; `has_effect`: False for a change that the law gives none.
    `public`: citizens may read it. `by`, `at`: who entered it, when. `file_id`: the paper that proves it.
    """

    on: date
    sort: Sort
    what: str
    row_id: int = 0
    other_id: int | None = None
    other: str = ""
    other_title: str = ""
    articles: tuple[str, ...] = ()
    has_effect: bool = True
    public: bool = False
    place: str = ""
    number: str = ""
    note: str = ""
    reason: str = ""
    file_id: int | None = None
    file_name: str = ""
    by: str = ""
    at: datetime | None = None


_PLACES = {
    sort: at for at, sort in enumerate((Sort.STEP, Sort.BEGINS, Sort.MOVED, Sort.CHANGED, Sort.CHANGES))
}
_WORDS = dict(RESULTS)
_SHOWN = frozenset({Step.COMMENT, Step.FEEDBACK, Step.REGISTER_NUMBER_ISSUE, Step.PUBLISH, Step.INTERPRET})
"""The steps of which citizens read."""


def lines_of(document: Document, facts: Facts, on: date) -> tuple[LifeLine, ...]:
    """What happened to a document up to a day, and what is decided to happen after it, oldest first; three queries."""
    found = [
        *_steps(document),
        *_changes(document, facts),
        *_moves(document, facts),
        *_by_itself(document, facts),
    ]
    ordered = sorted(found, key=lambda each: (each.on, _PLACES.get(each.sort, 9), each.row_id))
    return tuple(each for each in ordered if each.sort is not Sort.EXPIRED or each.on <= on)


def _steps(document: Document) -> Iterator[LifeLine]:
    steps = Doing.objects.filter(document=document, voiding__isnull=True)
    told = False
    for each in steps.order_by("on", "pk"):
        step = Step(each.step)
        told = told or step in (Step.REGISTER_NUMBER_ISSUE, Step.PUBLISH)
        yield LifeLine(
            on=each.on,
            sort=Sort.STEP,
            what=f"{step.label}：{_WORDS[each.result]}",
            row_id=each.pk,
            place=each.place,
            number=each.number,
            note=each.note,
            reason=each.reason,
            file_id=each.file_id,
            file_name=each.file_name,
            public=step in _SHOWN,
            by=each.by,
            at=each.at,
        )
    if not told:
        yield from _entered(document)


def _entered(document: Document) -> Iterator[LifeLine]:
    """Issue and publication of a document that was entered later, which have no steps here."""
    said = ((document.issued_on, "制发"), (document.published_on, "公布"))
    for on, what in said:
        if on is not None:
            yield LifeLine(
                on=on,
                sort=Sort.STEP,
                what=what,
                public=True,
                by=document.by,
                at=document.at,
                number=document.document_no,
            )


def _changes(document: Document, facts: Facts) -> Iterator[LifeLine]:
    changes = Change.objects.filter(voiding__isnull=True).select_related("of", "cause")
    life = facts.life(document.pk)
    for each in changes.filter(of=document):
        label = Effect(each.effect).label
        until = f"至{each.until.year}年{each.until.month}月{each.until.day}日" if each.until else ""
        had = _has_effect(each, facts, life)
        line = _line(each, each.cause, Sort.CHANGED, f"{label}{until}")
        yield replace(line, has_effect=had, public=had and each.cause.published_on is not None)
    for each in changes.filter(cause=document):
        had = _has_effect(each, facts, facts.life(each.of_id))
        line = _line(each, each.of, Sort.CHANGES, Effect(each.effect).label)
        yield replace(line, has_effect=had, public=had and each.of.published_on is not None)


def _line(change: Change, other: Document, sort: Sort, what: str) -> LifeLine:
    return LifeLine(
        on=change.on,
        sort=sort,
        what=what,
        row_id=change.pk,
        other_id=other.pk,
        other=str(other),
        other_title=other.title,
        articles=tuple(article["number"] for article in change.articles),
        reason=change.reason,
        by=change.by,
        at=change.at,
    )


def _has_effect(change: Change, facts: Facts, life: law.History | None) -> bool:
    if life is None or change.cause_id not in facts.names or change.of_id not in facts.names:
        return False
    names = facts.names
    told = change_of(
        change.effect, names[change.of_id], names[change.cause_id], change.on, change.articles, change.until
    )
    return told in life.changes


def _moves(document: Document, facts: Facts) -> Iterator[LifeLine]:
    name = facts.names.get(document.pk)
    if name is None:
        return
    turns = facts.owned[0][name].turns
    for (_, before), (on, after) in pairwise(turns):
        yield LifeLine(on=on, sort=Sort.MOVED, what=f"由{before}划归{after}", public=True)


def _by_itself(document: Document, facts: Facts) -> Iterator[LifeLine]:
    """What nobody does: it comes into force later than it was published; its period is over."""
    life = facts.life(document.pk)
    if life is None:
        return
    starts_on = life.document.starts_on
    if starts_on is not None and starts_on != document.published_on:
        yield LifeLine(on=starts_on, sort=Sort.BEGINS, what="施行", public=True)
    if life.leaving and not life.leaving.by:
        yield LifeLine(on=life.leaving.on, sort=Sort.EXPIRED, what="有效期届满，自动失效", public=True)
