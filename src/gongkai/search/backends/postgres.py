"""The index inside PostgreSQL: an array of tokens for each entry, under an inverted index."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Q

from gongkai.search.backends.looked import Found, Looked
from gongkai.search.backends.sql import Dialect, Sql, ask
from gongkai.search.backends.tokens import Tokens


def find(looked: Looked) -> Found:
    """A page of hits, counted."""
    return ask(looked, _DIALECT)


def write(many: Iterable[Tokens]) -> None:
    """By what entries are found from now on. For the actions, which hold the transaction."""
    rows = [(one.entry_id, list(one.tokens)) for one in many]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_grams (entry_id, grams) VALUES (%s, %s)"
            " ON CONFLICT (entry_id) DO UPDATE SET grams = EXCLUDED.grams",
            rows,
        )


def erase(ids: Sequence[int]) -> None:
    """Entries are found by nothing any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_grams WHERE entry_id = ANY(%s)", [list(ids)])


def read(ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """By what these entries are found, as far as they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry_id, grams FROM search_grams WHERE entry_id = ANY(%s)", [list(ids)])
        return {number: frozenset(tokens) for number, tokens in cursor.fetchall()}


def left() -> list[int]:
    """Numbers of entries that there are no more, and that still have something to be found by."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry_id FROM search_grams WHERE entry_id NOT IN (SELECT id FROM search_entry)"
        )
        return [number for (number,) in cursor.fetchall()]


def sound() -> bool:
    """The database keeps its index right."""
    return True


def rebuild() -> None:
    """Nothing to be done."""


def tidy() -> None:
    """Let the planner know what is there now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry, search_entrytext")


def beginning(column: str, text: str) -> Q:
    """Entries whose column begins so, by its index."""
    return Q(**{f"{column}__startswith": text})


def _all_of(tokens: Sequence[str]) -> Sql:
    return Sql("search_tokens(g.grams) @> %s", (list(tokens),))


def _any_of(tokens: Sequence[str]) -> Sql:
    return Sql("search_tokens(g.grams) && %s", (list(tokens),))


_DIALECT = Dialect(
    number="entry_id",
    all_of=_all_of,
    any_of=_any_of,
    place="STRPOS({text}, %s)",
    title="SPLIT_PART(t.folded, CHR(10), 1)",
    together="STRING_AGG",
    keeps=True,
)
