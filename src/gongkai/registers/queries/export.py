"""Reads: a register as lines of CSV or JSON, as the public reads it, however many rows there are."""

import csv
import io
import json
from collections.abc import Iterator

from gongkai.documents.writing.as_csv import harmless
from gongkai.law.registers import definition
from gongkai.law.registers.timing import State
from gongkai.registers.models import Record
from gongkai.registers.queries.records import Asked, behind, from_mark, mark, matching

BLOCK = 1_000
BOM = "\ufeff"
_PUBLIC = (State.PUBLIC.value,)


def as_csv(asked: Asked) -> Iterator[str]:
    """All public records that are asked for, words aside, the newest first: a line of headings, then one for each.

    Read in blocks, each by one query, so that memory is flat. A spreadsheet runs nothing of it.
    """
    fields = list(definition(asked.register).public)
    yield BOM + _line(["机关", *(field.label for field in fields)])
    for held in _records(asked):
        texts = (held.masks.get(field.key, held.values.get(field.key, "")) for field in fields)
        yield _line([harmless(held.agency.name), *map(harmless, texts)])


def as_jsonl(asked: Asked) -> Iterator[str]:
    """As `as_csv`, an object in each line; keys as docs/formats.md has them."""
    public = {field.key for field in definition(asked.register).public}
    for held in _records(asked):
        texts = {key: text for key, text in {**held.values, **held.masks}.items() if key in public}
        told = {"agency": held.agency.name, "register": held.register, "id": held.pk, **texts}
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _records(asked: Asked) -> Iterator[Record]:
    before = from_mark(asked.before)
    while True:
        found = matching(asked, _PUBLIC).select_related("agency").defer("personal", "words")
        block = list(behind(found, before)[:BLOCK])
        yield from block
        if len(block) < BLOCK:
            return
        before = from_mark(mark(block[-1]))


def _line(cells: list[str]) -> str:
    made = io.StringIO()
    csv.writer(made).writerow(cells)
    return made.getvalue()
