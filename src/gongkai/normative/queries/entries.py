"""Reads: what was entered about a document, row by row, by whom: its steps, changes to it and by it, moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gongkai.law.normative import Step
from gongkai.normative.models import Change, Document, Doing, Origin
from gongkai.normative.models.kinds import RESULTS
from gongkai.normative.queries.facts import Facts, change_of
from gongkai.normative.queries.life import Life, effect_in_words
from gongkai.records.queries.numbers import civil_day


class Sort(StrEnum):
    """What a row is about; of one day in this order."""

    DOCUMENT = "document"
    STEP = "step"
    CHANGED = "changed"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was entered. `what`: in words; `other_id`, `other`: the document that did it, or to which it was done.

    `row_id`: of the step or change, for whoever takes it back; `has_effect`: False for a change that the law gives none.
    `by`, `at`: who entered it, when. `file_id`: the paper that proves it.
    """

    on: date
    sort: Sort
    what: str
    by: str
    at: datetime
    row_id: int = 0
    other_id: int | None = None
    other: str = ""
    has_effect: bool = True
    place: str = ""
    number: str = ""
    note: str = ""
    reason: str = ""
    file_id: int | None = None
    file_name: str = ""


_PLACES = {sort: at for at, sort in enumerate(Sort)}
_WORDS = dict(RESULTS)


def entries_of(life: Life) -> tuple[Entry, ...]:
    """What was entered about a document and not taken back, in the order of the days; three queries."""
    document = life.document
    found = [*_steps(document), *_changes(document, life.facts)]
    if document.origin != Origin.HERE:
        on, what = civil_day(document.at), Origin(document.origin).label
        found.append(Entry(on=on, sort=Sort.DOCUMENT, what=what, by=document.by, at=document.at))
    return tuple(sorted(found, key=lambda each: (each.on, _PLACES[each.sort], each.row_id)))


def _steps(document: Document) -> Iterator[Entry]:
    for each in Doing.objects.filter(document=document, voiding__isnull=True):
        yield Entry(
            on=each.on,
            sort=Sort.STEP,
            what=f"{Step(each.step).label}：{_WORDS[each.result]}",
            row_id=each.pk,
            place=each.place,
            number=each.number,
            note=each.note,
            reason=each.reason,
            file_id=each.file_id,
            file_name=each.file_name,
            by=each.by,
            at=each.at,
        )


def _changes(document: Document, facts: Facts) -> Iterator[Entry]:
    changes = Change.objects.filter(voiding__isnull=True).select_related("of", "cause")
    for each in changes.filter(of=document):
        yield _entry(each, each.cause, Sort.CHANGED, facts)
    for each in changes.filter(cause=document):
        yield _entry(each, each.of, Sort.CHANGES, facts)


def _entry(change: Change, other: Document, sort: Sort, facts: Facts) -> Entry:
    names = facts.names
    of, cause = (names.get(pk, "") for pk in (change.of_id, change.cause_id))
    told = change_of(change.effect, of, cause, change.on, change.articles, change.until)
    life = facts.life(change.of_id)
    return Entry(
        on=change.on,
        sort=sort,
        what=effect_in_words(told),
        row_id=change.pk,
        other_id=other.pk,
        other=str(other),
        has_effect=life is not None and told in life.changes,
        reason=change.reason,
        by=change.by,
        at=change.at,
    )
