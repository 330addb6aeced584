"""Registers on SQLite: rows brought in many at once; a full text table whose row numbers are day and number of the record.

So the newest hits are read first, and reading ends with the page, however many hits there are.
"""
# ruff: noqa: S608 - the pieces are written here; what comes from outside goes beside them, as values

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from gongkai.documents.searching.grams import pairs
from gongkai.registers.backends.looked import Looked

_SHIFT = 40
"""Bits for the number of a record; those above hold its day."""
_NUMBER = (1 << _SHIFT) - 1
YEAR = "CAST(SUBSTR({column}, 1, 4) AS INTEGER)"


def bring(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows. Days and moments as Django writes them here."""
    places = ", ".join(["%s"] * len(columns))
    written = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{table}" ({written}) VALUES ({places})', [tuple(map(_plain, row)) for row in rows]
        )


def settled(*_tables: str) -> None:
    """The planner needs to be told nothing here."""


def write(rows: Iterable[tuple[int, date, str, str, int, str]]) -> None:
    """By what records are found from now on: number, day, register, state, agency, words. For the actions."""
    made = [
        (_place(day, number), " ".join(_tokens(register, state, agency_id, words)))
        for number, day, register, state, agency_id, words in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM registers_grams WHERE rowid IN (SELECT place FROM registers_place WHERE record_id = %s)",
            [(place & _NUMBER,) for place, _ in made],
        )
        cursor.executemany("INSERT INTO registers_grams (rowid, grams) VALUES (%s, %s)", made)
        cursor.executemany(
            "INSERT OR REPLACE INTO registers_place (record_id, place) VALUES (%s, %s)",
            [(place & _NUMBER, place) for place, _ in made],
        )


def found(looked: Looked) -> list[int]:
    """Numbers of records with all the terms, the newest first."""
    tokens = dict.fromkeys(pair for term in looked.terms for pair in pairs(term))
    wanted = [*tokens, f"r:{looked.register}"]
    match = " AND ".join(map(_quoted, wanted)) + _among("s", looked.states)
    if looked.agency_ids is not None:
        match += _among("a", sorted(looked.agency_ids))
    conditions, values = ["g.registers_grams MATCH %s"], list[str | int]([match])
    for sign, place in _range(looked):
        conditions.append(f"g.rowid {sign} %s")
        values.append(place)
    for term in looked.terms:
        conditions.append("INSTR(r.words, %s) > 0")
        values.append(term)
    if looked.party_kind:
        conditions.append("r.party_kind = %s")
        values.append(looked.party_kind)
    statement = (
        f"SELECT r.id FROM registers_grams g CROSS JOIN registers_record r ON r.id = g.rowid & {_NUMBER}"
        f" WHERE {' AND '.join(conditions)} ORDER BY g.rowid DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, looked.size])
        return [number for (number,) in cursor.fetchall()]


def counted(registers: Iterable[str], terms: Sequence[str], state: str, most: int) -> dict[str, int]:
    """How many records of each register have all the terms, no more than `most` looked for; those that have some. One query."""
    tokens = dict.fromkeys(pair for term in terms for pair in pairs(term))
    contained = "".join(" AND INSTR(r.words, %s) > 0" for _ in terms)
    parts, values = list[str](), list[str | int]()
    for register in registers:
        match = " AND ".join(map(_quoted, [*tokens, f"r:{register}", f"s:{state}"]))
        parts.append(
            "SELECT %s, COUNT(*) FROM (SELECT 1 FROM registers_grams g"
            f" CROSS JOIN registers_record r ON r.id = g.rowid & {_NUMBER}"
            f" WHERE g.registers_grams MATCH %s AND r.state = %s{contained} LIMIT %s)"
        )
        values += [register, match, state, *terms, most]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {register: many for register, many in cursor.fetchall() if many}


def _range(looked: Looked) -> Iterable[tuple[str, int]]:
    if looked.since:
        yield ">=", _place(looked.since, 0)
    if looked.until:
        yield "<=", _place(looked.until, _NUMBER)
    if looked.before:
        yield "<", _place(*looked.before)


def _place(day: date, number: int) -> int:
    return day.toordinal() << _SHIFT | number


def _tokens(register: str, state: str, agency_id: int, words: str) -> list[str]:
    return [f"r:{register}", f"s:{state}", f"a:{agency_id}", *dict.fromkeys(pairs(words))]


def _among(mark: str, values: Sequence[object]) -> str:
    """That it is of one of these; of none at all there is nothing."""
    return f" AND ({' OR '.join(_quoted(f'{mark}:{value}') for value in values or ('none',))})"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, date) else value
