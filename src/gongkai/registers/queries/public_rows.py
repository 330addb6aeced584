"""Reads for everybody: the records of a list to be taken away, block by block, words included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.registers import definition
from gongkai.law.registers.timing import State
from gongkai.registers.models import Record
from gongkai.registers.queries.records import Asked, behind, fields_of, from_mark, mark, matching, public_page

BLOCK = 500


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A record as everybody may read it: texts by field, masked where they must be; what is hidden is not there."""

    id: int
    agency: str
    dated_on: date
    out_on: date | None
    texts: Mapping[str, str]


def public_rows(asked: Asked, most: int) -> Iterator[PublicRow]:
    """The records of a list, the newest first, at most so many; two queries a block with words, else one. Memory is flat."""
    read, blocks = 0, _by_words(asked) if asked.words.strip() else _blocks(asked)
    for block in blocks:
        for held in block[: most - read]:
            yield _row(asked.register, held)
        read += len(block)
        if read >= most:
            return


def _blocks(asked: Asked) -> Iterator[list[Record]]:
    before = from_mark(asked.before)
    while True:
        found = matching(asked, (State.PUBLIC.value,)).select_related("agency").defer("personal", "words")
        block = list(behind(found, before)[:BLOCK])
        yield block
        if len(block) < BLOCK:
            return
        before = from_mark(mark(block[-1]))


def _by_words(asked: Asked) -> Iterator[list[Record]]:
    before = asked.before
    while True:
        page = public_page(replace(asked, before=before, size=BLOCK))
        ids = [row.id for row in page.rows]
        # One that left the public view in the meantime is left out.
        found = Record.objects.filter(pk__in=ids, state=State.PUBLIC).select_related("agency")
        by_id = {held.pk: held for held in found.defer("personal", "words")}
        yield [by_id[number] for number in ids if number in by_id]
        if not page.next:
            return
        before = page.next


def _row(register: str, held: Record) -> PublicRow:
    texts = {told.key: told.text for told in fields_of(register, held.values, held.masks)}
    fields = definition(register).public
    ordered = {field.key: texts[field.key] for field in fields if field.key in texts}
    return PublicRow(held.pk, held.agency.name, held.dated_on, held.out_on, ordered)
