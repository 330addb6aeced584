"""Reads for everybody: what became of a record, and that one is no longer shown. What it had said before is told to nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.law.registers import Definition, definition, definitions
from gongkai.law.registers.timing import State
from gongkai.records.queries.numbers import civil_day
from gongkai.registers.models import Change, Record, What
from gongkai.registers.queries.records import Detail

MOST = 50


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that left the public view: of which register and agency, since when; when what it told was revoked.

    Nothing of the record itself. `word`: of its status, empty where an officer took it out; `unlisted`: a whole list of its
    agency does not name it.
    """

    register: str
    agency: str
    slug: str
    on: date
    revoked_on: date
    word: str
    unlisted: bool


@dataclass(frozen=True, slots=True)
class Altered:
    """A change of a public record: when, what, and which of its fields say something else since (their labels)."""

    at: datetime
    what: What
    labels: tuple[str, ...]


def gone(record_id: int) -> Gone | None:
    """What is told of a record that left the public view; None for all others. One that never was public is not told of."""
    held = Record.objects.filter(pk=record_id, state=State.WITHDRAWN).select_related("agency").first()
    if held is None or held.left_on is None or held.register not in definitions():
        return None
    made = definition(held.register)
    word = held.values.get(made.withdrawn.when.field, "") if made.withdrawn and not held.pulled else ""
    unlisted = held.absent_on is not None and not held.pulled
    on = civil_day(held.left_at) if held.left_at else held.left_on
    return Gone(held.register, held.agency.name, held.agency.slug, on, held.left_on, word, unlisted)


def history(shown: Detail) -> list[Altered]:
    """What became of a public record, the newest first; one query.

    Only that a field was changed: what it had said may be what ought never to have been shown.
    """
    changes = list(Change.objects.filter(record=shown.row.id).order_by("-pk")[:MOST])
    made, after = definition(shown.row.register), {told.key: told.text for told in shown.fields}
    found = []
    for change in changes:
        before = {**change.before, **change.before_masks}
        labels = tuple(_other(made, before, after)) if change.what == What.CORRECTED else ()
        found.append(Altered(change.at, What(change.what), labels))
        after = before
    return found


def _other(made: Definition, before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[str]:
    return (field.label for field in made.public if before.get(field.key) != after.get(field.key))
