"""A holiday notice as the TOML text that the calendar reads (docs/operators/holidays.md)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """One holiday as somebody fills it in: the first and the last day off, weekend days that are worked instead."""

    name: str
    off: Sequence[tuple[date, date]]
    work: Sequence[date]


def notice_text(
    *, title: str, number: str, published_on: date, year: int | None, holidays: Iterable[HolidayLine]
) -> str:
    """The text of one notice; whether it can be used, `read_notices` of the law says."""
    lines = ["[[notice]]", f"title = {_quoted(title)}"]
    if number:
        lines.append(f"number = {_quoted(number)}")
    lines.append(f"published_on = {published_on.isoformat()}")
    if year is not None:
        lines.append(f"year = {year}")
    return "\n".join([*lines, *(line for each in holidays for line in _holiday(each))]) + "\n"


def spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days as spans of days one after the other."""
    found: list[tuple[date, date]] = []
    for on in sorted(days):
        if found and on - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], on)
        else:
            found.append((on, on))
    return found


def _holiday(one: HolidayLine) -> Iterator[str]:
    yield from ("", "[[notice.holiday]]", f"name = {_quoted(one.name)}")
    if one.off:
        yield f"off = [{', '.join(f'[{first.isoformat()}, {last.isoformat()}]' for first, last in one.off)}]"
    if one.work:
        yield f"work = [{', '.join(on.isoformat() for on in one.work)}]"


def _quoted(text: str) -> str:
    """As a basic string: what JSON escapes, TOML escapes likewise; the one character that only TOML forbids is left out."""
    return json.dumps(text.replace("\x7f", ""), ensure_ascii=False)
