"""What one would do without an index of one's own: scan with LIKE, or let the database index every three characters.

For the side processes of the bench (`searching`), on the same rows, with the same page as answer.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from gongkai.documents.searching.asking import understand
from gongkai.documents.searching.snippets import marked, snippet
from gongkai.search.models import Entry
from tools.bench.search_questions import Wanted

QUESTIONS = 20  # of all of them
PAGE = """
    WITH hits AS MATERIALIZED (
        SELECT e.id, e.agency_id, e.year, e.published_at
        FROM search_entry e JOIN search_entrytext t ON t.entry_id = e.id WHERE {condition}
    )
    SELECT 'total', COUNT(*), 0 FROM hits
    UNION ALL SELECT 'agency', agency_id, COUNT(*) FROM hits GROUP BY agency_id
    UNION ALL SELECT 'year', year, COUNT(*) FROM hits GROUP BY year
    UNION ALL SELECT 'hit', id, 0 FROM (SELECT id FROM hits ORDER BY published_at DESC, id DESC LIMIT 20) page
"""


@dataclass(frozen=True, slots=True)
class Way:
    """Statements that make the index, if there is one, and how a row is said to contain a term."""

    vendor: str
    first: tuple[str, ...]
    condition: str


WAYS = {
    "LIKE": Way("sqlite", (), "t.folded LIKE %s"),
    "FTS5 trigram": Way(
        "sqlite",
        (
            """
            CREATE VIRTUAL TABLE naive_grams
            USING fts5(folded, content='search_entrytext', content_rowid='entry_id', tokenize='trigram')
            """,
            "INSERT INTO naive_grams (naive_grams) VALUES ('rebuild')",
        ),
        "t.entry_id IN (SELECT rowid FROM naive_grams WHERE folded LIKE %s)",
    ),
    "pg_trgm": Way(
        "postgresql",
        (
            "CREATE EXTENSION pg_trgm",
            "CREATE INDEX naive_grams ON search_entrytext USING gin (folded gin_trgm_ops)",
        ),
        "t.folded ILIKE %s",
    ),
}


def prepared(way: Way) -> float:
    """Make the index; seconds."""
    started = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in way.first:
            cursor.execute(statement)
    return time.perf_counter() - started


def asking(way: Way) -> Callable[[Wanted], float]:
    """How it is asked: the milliseconds of one question."""

    def ask(wanted: Wanted) -> float:
        started = time.perf_counter()
        terms = understand(wanted.text).terms
        with connection.cursor() as cursor:
            condition = " AND ".join([way.condition] * len(terms))
            cursor.execute(PAGE.format(condition=condition), [f"%{term}%" for term in terms])
            ids = [number for what, number, _ in cursor.fetchall() if what == "hit"]
        for entry in Entry.objects.select_related("text").defer("text__folded").in_bulk(ids).values():
            marked(entry.title, terms)
            snippet(entry.text.written, terms)
        return 1000 * (time.perf_counter() - started)

    return ask
