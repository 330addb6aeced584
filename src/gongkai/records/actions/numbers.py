"""Writes: numbers are taken."""

from datetime import datetime

from django.db.models import F

from gongkai.records.actions.transactions import require_transaction
from gongkai.records.models import NumberSeries
from gongkai.records.queries.numbers import Number, pattern, year_of


def next_number(key: str) -> int:
    """Take the next number under a key, counted from 1.

    Belongs to the transaction of the thing that gets the number: rolled back, the number is given back; until it ends,
    others who want one under the same key wait. Take numbers before logging. Outside a transaction a
    TransactionManagementError.
    """
    require_transaction()
    series = NumberSeries.objects.filter(pk=key)
    if not series.update(last=F("last") + 1):
        NumberSeries.objects.bulk_create([NumberSeries(key=key)], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    return series.values_list("last", flat=True).get()


def numbered(text: str, key: str, *, at: datetime, **parts: str) -> Number:
    """Take the next number under a key and write it by a pattern, as `{code}公开告〔{year}〕{n}号`.

    With a year in the pattern the numbers begin anew with each civil year in China, under the key `KEY/YEAR`;
    without, they go on. Belongs to the caller's transaction as `next_number` does. Raises PatternRefused, before a number
    is taken, for a pattern that is wrong or a part that it needs and that is not given.
    """
    made, year = pattern(text), year_of(at)
    made.write(1, year, parts)
    n = next_number(f"{key}/{year}" if made.yearly else key)
    return Number(made.write(n, year, parts), year if made.yearly else None, n)
