"""Sums of records by agency and year are made anew from the records, in the transaction that changed them."""
# ruff: noqa: S608 - the pieces are written here; what comes from outside goes beside them, as values

from collections.abc import Mapping
from datetime import date

from django.db import connection

from gongkai.law.registers.timing import State
from gongkai.registers.backends import inside
from gongkai.registers.models import Tally

_GROUPS = "state, late, marks, party_kind"


def tally_again(register: str, years: Mapping[int, tuple[int, int]]) -> None:
    """Make the sums of these years anew: first and last by agency."""
    for agency_id, (first, last) in sorted(years.items()):
        Tally.objects.filter(register=register, agency=agency_id, year__gte=first, year__lte=last).delete()
        _add(register, agency_id, first, last)


def tally_register(register: str) -> None:
    """Make all sums of a register anew."""
    Tally.objects.filter(register=register).delete()
    year = inside().YEAR.format(column="dated_on")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO registers_tally (register, agency_id, year, {_GROUPS}, n, amount)"
            f" SELECT register, agency_id, {year}, {_GROUPS}, COUNT(*), COALESCE(SUM(amount), 0)"
            f" FROM registers_record WHERE register = %s GROUP BY register, agency_id, {year}, {_GROUPS}",
            [register],
        )


def spanning(*spans: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """First and last year by agency of all of these together."""
    found: dict[int, tuple[int, int]] = {}
    for span in spans:
        for agency_id, (first, last) in span.items():
            before = found.get(agency_id, (first, last))
            found[agency_id] = min(before[0], first), max(before[1], last)
    return found


def _add(register: str, agency_id: int, first: int, last: int) -> None:
    year = inside().YEAR.format(column="dated_on")
    states = ", ".join(f"'{state}'" for state in State)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO registers_tally (register, agency_id, year, {_GROUPS}, n, amount)"
            f" SELECT register, agency_id, {year}, {_GROUPS}, COUNT(*), COALESCE(SUM(amount), 0)"
            f" FROM registers_record WHERE register = %s AND agency_id = %s AND state IN ({states})"
            f" AND dated_on BETWEEN %s AND %s GROUP BY register, agency_id, {year}, {_GROUPS}",
            [register, agency_id, *map(_day, (date(first, 1, 1), date(last, 12, 31)))],
        )


def _day(day: date) -> str:
    return day.isoformat()
