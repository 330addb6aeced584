"""Writes: numbers are taken; an agency sets how it writes them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from gongkai.records import access
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.transactions import require_transaction
from gongkai.records.models import GivenNumber, NumberPattern, NumberSeries
from gongkai.records.models.number_kinds import DECLARED
from gongkai.records.models.patterns import PARTS, PLACEHOLDERS, PatternRefused, pattern, unfit
from gongkai.records.queries import numbers
from gongkai.records.queries.numbers import Number, Rule, civil_day

MOST = 9_999_999
"""The highest number that a series of another system may have come to."""

_MOVE = 'UPDATE records_numberseries SET "last" = "last" + %s WHERE "key" = %s RETURNING "last"'


class NumberTaken(PatternRefused):
    """The pattern gives a number that was given before. No number is taken; the message says what to do."""


def next_number(key: str) -> int:
    """Take the next number under a key, counted from 1.

    Belongs to the transaction of the thing that gets the number: rolled back, the number is given back; until it ends,
    others who want one under the same key wait. Take numbers before logging. Outside a transaction a
    TransactionManagementError.
    """
    require_transaction()
    return _taken(key, 1)


def begin_after(key: str, last: int) -> None:
    """Have a series that has not begun go on after a number that was given elsewhere; PatternRefused for one that has."""
    require_transaction()
    _go_on(key, last, this_year=True)


def take_number(kind: str, /, *, agency_id: int, at: datetime, **parts: str) -> Number:
    """Take the next number of a kind at an agency, written by the pattern of the year.

    As `take_numbers` with one.
    """
    (number,) = take_numbers(kind, agency_id=agency_id, at=at, count=1, **parts)
    return number


def take_numbers(kind: str, /, *, agency_id: int, at: datetime, count: int, **parts: str) -> list[Number]:
    """Take so many numbers of a kind at an agency, one after the other, written by the pattern of the year.

    With a year in the pattern they begin anew with each civil year in China; without, they go on. `parts` stand for
    the placeholders that the agency has not set itself. Belongs to the caller's transaction as `next_number` does:
    rolled back, all are given back. PatternRefused, before anything is written, for a part that is needed and missing
    or not as it should be; NumberTaken for a text that stands in the register of the kind already. For a
    kind that nobody declared a KeyError, for a count below 1 a ValueError: both are mistakes of the caller.
    """
    require_transaction()
    if count < 1:
        raise ValueError("at least one number is taken")
    on = civil_day(at)
    rule = numbers.rule(DECLARED[kind], agency_id, on.year)
    known = {**parts, **rule.parts}
    _require_fit(known)
    rule.pattern.write(MOST, on, known)
    key = rule.series(on.year)
    with transaction.atomic():  # a caller who goes on after a refusal has taken nothing
        last = _taken(key, count)
        year = on.year if rule.pattern.yearly else None
        taken = [Number(rule.pattern.write(n, on, known), year, n) for n in range(last - count + 1, last + 1)]
        _enter(taken, key, rule.kind.register(agency_id), at)
    return taken


@transaction.atomic
def set_pattern(
    kind: str,
    /,
    *,
    agency_id: int,
    from_year: int,
    text: str,
    parts: Mapping[str, str],
    by: Actor,
    at: datetime,
    after: int = 0,
) -> None:
    """Set how an agency writes its numbers of a kind from this or the next year on, until a year for which it sets others.

    The series goes on: after 云〔2026〕5号 comes 云新〔2026〕6号. `after` is the last number of the year that an older system
    gave, or a body whose work the agency took over; the series goes on after it. Refused, as PatternRefused,
    for an unknown kind, other years, patterns and parts that are not proper, a part that neither is set nor comes with the
    numbers; a change between numbers by year and over the years in a year that gave some; a pattern by which a number would
    be given again; `after` in a series that has begun. PermissionDenied for others than system administrators and
    supervisors in reach, and the operator.
    """
    duty = access.require_or_operator(by, access.NUMBER_KEEPERS, agency_id)
    rule = _proposed(kind, agency_id, from_year, text, parts)
    this_year = civil_day(at).year
    if from_year not in (this_year, this_year + 1):
        raise PatternRefused(f"编号规则只能从今年（{this_year}）或者明年起改。")
    before = numbers.rule(rule.kind, agency_id, from_year)
    _require_same_count(before, rule, from_year)
    _require_new(rule, from_year, after)
    NumberPattern.objects.bulk_create(
        [
            NumberPattern(
                agency_id=agency_id,
                kind=kind,
                from_year=from_year,
                text=text,
                parts=dict(rule.parts),
                set_at=at,
                set_by=by.username,
            )
        ],
        update_conflicts=True,
        unique_fields=["agency_id", "kind", "from_year"],
        update_fields=["text", "parts", "set_at", "set_by"],
    )
    if after:
        _go_on(rule.series(from_year), after, from_year == this_year)
    log(
        "records.numbers.set_pattern",
        f"numbers:{agency_id}:{kind}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        version=str(from_year),
        details={
            "before": before.pattern.text,
            "parts_before": dict(before.parts),
            "text": text,
            "parts": dict(rule.parts),
            "after": after,
        },
    )


def _taken(key: str, count: int) -> int:
    """Move a series on by so many, in one statement; where it stands then. Whoever else wants to waits there."""
    while (last := _moved(key, count)) is None:
        NumberSeries.objects.bulk_create([NumberSeries(key=key)], ignore_conflicts=True)
    return last


def _moved(key: str, count: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [count, key])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _enter(taken: list[Number], key: str, register: str, at: datetime) -> None:
    rows = [
        GivenNumber(series_id=key, n=number.n, register=register, text=number.text, given_at=at)
        for number in taken
    ]
    try:
        GivenNumber.objects.bulk_create(rows)
    except IntegrityError:
        which = f"“{taken[0].text}”" + (f"至“{taken[-1].text}”之中有的" if len(taken) > 1 else "")
        raise NumberTaken(
            f"编号{which}以前已经给出，不能再给一次。请在“编号规则”里换用别的格式或者代字。"
        ) from None


def _proposed(kind: str, agency_id: int, year: int, text: str, parts: Mapping[str, str]) -> Rule:
    """What is to be set, if it is proper; of the parts those that the pattern uses."""
    if kind not in DECLARED:
        raise PatternRefused("没有这一类编号。")
    about, made = DECLARED[kind], pattern(text)
    if foreign := sorted((made.placeholders & PARTS) - about.parts):
        raise PatternRefused(f"“{about.label}”的编号不能用{'、'.join(map(numbers.described, foreign))}。")
    kept = {name: parts[name] for name in sorted(made.placeholders & PARTS) if parts.get(name)}
    _require_fit(kept)
    if missing := [name for name in made.missing(kept) if name not in about.known]:
        raise PatternRefused(f"请填写{'、'.join(PLACEHOLDERS[name] for name in missing)}：格式里用到了。")
    made.sample(MOST, date(year, 12, 31), kept)
    return Rule(about, agency_id, made, kept, year)


def _require_fit(parts: Mapping[str, str]) -> None:
    for name, value in parts.items():
        if wrong := unfit(name, value):
            raise PatternRefused(wrong)


def _require_same_count(before: Rule, rule: Rule, year: int) -> None:
    """Numbers by year and numbers over the years are other series: nobody could tell which one a year's file follows."""
    if before.pattern.yearly != rule.pattern.yearly and numbers.were_given(before, year):
        raise PatternRefused(
            f"{year} 年已经按“{before.pattern.text}”编过号，这一年不能在按年编号和连续编号之间改换，请从下一年起。"
        )


def _require_new(rule: Rule, year: int, after: int) -> None:
    if text := numbers.given_twice(rule, year, after=after):
        raise PatternRefused(f"按这一格式往下编，会再次编出已经给出的“{text}”，请换一种格式或者代字。")


def _go_on(key: str, after: int, this_year: bool) -> None:
    """Begin a series after a number that was given elsewhere, if it has not begun."""
    if not 0 < after <= MOST or not this_year:
        raise PatternRefused(f"已经编到的顺序号应当是 1 到 {MOST} 之间的数，而且只用于今年。")
    NumberSeries.objects.bulk_create([NumberSeries(key=key)], ignore_conflicts=True)
    if not NumberSeries.objects.filter(pk=key, last=0).update(last=after):
        raise PatternRefused("这一类今年已经开始编号，不能再定从几号接着编。")
