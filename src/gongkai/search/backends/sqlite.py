"""The index inside SQLite: a full text table whose rows have the numbers of the entries."""

import sys
from collections.abc import Iterable, Sequence

from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Q

from gongkai.search.backends.looked import Found, Looked
from gongkai.search.backends.sql import Dialect, Sql, ask
from gongkai.search.backends.tokens import Tokens

_MERGED = 2_000
"""Pages of the index that are put together at once."""


def find(looked: Looked) -> Found:
    """A page of hits, counted."""
    return ask(looked, _DIALECT)


def write(many: Iterable[Tokens]) -> None:
    """By what entries are found from now on. For the actions, which hold the transaction."""
    rows = [(one.entry_id, " ".join(sorted(one.tokens))) for one in many]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT OR REPLACE INTO search_grams (rowid, grams) VALUES (%s, %s)", rows)


def erase(ids: Sequence[int]) -> None:
    """Entries are found by nothing any more."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_grams WHERE rowid = %s", [(number,) for number in ids])


def read(ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """By what these entries are found, as far as they are."""
    places = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, grams FROM search_grams WHERE rowid IN ({places})", ids)  # noqa: S608
        return {number: frozenset(tokens.split(" ")) for number, tokens in cursor.fetchall()}


def left() -> list[int]:
    """Numbers of entries that there are no more, and that still have something to be found by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM search_grams_content WHERE id NOT IN (SELECT id FROM search_entry)")
        return [number for (number,) in cursor.fetchall()]


def sound() -> bool:
    """Whether the full text table finds what its rows contain."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("INSERT INTO search_grams (search_grams) VALUES ('integrity-check')")
        except DatabaseError:
            return False
    return True


def rebuild() -> None:
    """Make the full text table find what its rows contain."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_grams (search_grams) VALUES ('rebuild')")


def tidy() -> None:
    """Put together what many writes have left in pieces, some at a time, so that others can write in between."""
    with connection.cursor() as cursor:
        pages, before, now = -_MERGED, -2, 0  # below zero: begin, whether it is worth it or not
        while now - before >= 2:
            before = _changes(cursor)
            cursor.execute("INSERT INTO search_grams (search_grams, rank) VALUES ('merge', %s)", [pages])
            pages, now = _MERGED, _changes(cursor)


def _changes(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def beginning(column: str, text: str) -> Q:
    """Entries whose column begins so, by its index: LIKE would not use it here."""
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + chr(sys.maxunicode)})


def _all_of(tokens: Sequence[str]) -> Sql:
    return Sql("g.search_grams MATCH %s", (" AND ".join(map(_quoted, tokens)),))


def _any_of(tokens: Sequence[str]) -> Sql:
    return Sql("g.search_grams MATCH %s", (" OR ".join(map(_quoted, tokens)),))


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


_DIALECT = Dialect(
    number="rowid",
    all_of=_all_of,
    any_of=_any_of,
    place="INSTR({text}, %s)",
    title="SUBSTR(t.folded, 1, INSTR(t.folded, CHAR(10)) - 1)",
    together="GROUP_CONCAT",
    keeps=False,
)
