"""Registers on PostgreSQL: rows copied in; pairs of characters in an array under an inverted index."""
# ruff: noqa: S608 - the pieces are written here; what comes from outside goes beside them, as values

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from gongkai.documents.searching.grams import pairs
from gongkai.registers.backends.looked import ENOUGH, Looked

YEAR = "CAST(EXTRACT(YEAR FROM {column}) AS INTEGER)"


def bring(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows."""
    written = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({written}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def settled(*tables: str) -> None:
    """Let the planner know what is in tables that were just filled."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def write(rows: Iterable[tuple[int, date, str, str, int, str]]) -> None:
    """By what records are found from now on: number, day, register, state, agency, words. For the actions."""
    made = [
        (number, [f"r:{register}", f"s:{state}", f"a:{agency_id}", *dict.fromkeys(pairs(words))])
        for number, _, register, state, agency_id, words in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM registers_grams WHERE record_id = ANY(%s)", [[number for number, _ in made]]
        )
        with cursor.copy("COPY registers_grams (record_id, grams) FROM STDIN") as copy:
            for row in made:
                copy.write_row(row)


def found(looked: Looked) -> list[int]:
    """Numbers of records with all the terms, the newest first.

    Few candidates are looked at one by one. Where there are many the list is walked in its order: hits are dense there.
    """
    tokens = [*dict.fromkeys(pair for term in looked.terms for pair in pairs(term)), f"r:{looked.register}"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_id FROM registers_grams WHERE search_tokens(grams) @> %s LIMIT %s",
            [tokens, ENOUGH + 1],
        )
        candidates = [number for (number,) in cursor.fetchall()]
        conditions, values = _conditions(looked)
        if len(candidates) <= ENOUGH:
            conditions.append("id = ANY(%s)")
            values.append(candidates)
        cursor.execute(
            f"SELECT id FROM registers_record WHERE {' AND '.join(conditions)} ORDER BY dated_on DESC, id DESC LIMIT %s",
            [*values, looked.size],
        )
        return [number for (number,) in cursor.fetchall()]


def counted(registers: Iterable[str], terms: Sequence[str], state: str, most: int) -> dict[str, int]:
    """How many records of each register have all the terms, no more than `most` looked for; those that have some. One query."""
    pairs_of = [*dict.fromkeys(pair for term in terms for pair in pairs(term)), f"s:{state}"]
    contained = "".join(" AND STRPOS(r.words, %s) > 0" for _ in terms)
    parts, values = list[str](), list[Any]()
    for register in registers:
        parts.append(
            "SELECT %s AS register, COUNT(*) AS many FROM (SELECT 1 FROM registers_grams g"
            " JOIN registers_record r ON r.id = g.record_id"
            f" WHERE search_tokens(g.grams) @> %s AND r.state = %s{contained} LIMIT %s) hits"
        )
        values += [register, [*pairs_of, f"r:{register}"], state, *terms, most]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {register: many for register, many in cursor.fetchall() if many}


def _conditions(looked: Looked) -> tuple[list[str], list[Any]]:
    conditions, values = (
        ["register = %s", "state = ANY(%s)"],
        list[Any]([looked.register, list(looked.states)]),
    )
    if len(looked.states) == 1:
        conditions[1], values[1] = "state = %s", looked.states[0]
    if looked.agency_ids is not None:
        one = len(looked.agency_ids) == 1
        conditions.append("agency_id = %s" if one else "agency_id IN (SELECT unnest(%s::bigint[]))")
        values.append(next(iter(looked.agency_ids)) if one else sorted(looked.agency_ids))
    if looked.since:
        conditions.append("dated_on >= %s")
        values.append(looked.since)
    if looked.until:
        conditions.append("dated_on <= %s")
        values.append(looked.until)
    if looked.before:
        conditions.append("(dated_on, id) < (%s, %s)")
        values += looked.before
    if looked.party_kind:
        conditions.append("party_kind = %s")
        values.append(looked.party_kind)
    for term in looked.terms:
        conditions.append("STRPOS(words, %s) > 0")
        values.append(term)
    return conditions, values
