"""A second, naive way to count: day after day, from the printed schedules of 2024 to 2026."""

from datetime import date, timedelta


def _span(year: int, text: str) -> set[date]:
    days: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("..")
        on = date.fromisoformat(f"{year}-{first}")
        while on <= date.fromisoformat(f"{year}-{last or first}"):
            days.add(on)
            on += timedelta(days=1)
    return days


_OFF = (
    _span(2024, "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07")
    | _span(2025, "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08")
    | _span(
        2026, "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07"
    )
)
_WORKED = (
    _span(2024, "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12")
    | _span(2025, "01-26 02-08 04-27 09-28 10-11")
    | _span(2026, "01-04 02-14 02-28 05-09 09-20 10-10")
)


def works(on: date) -> bool:
    """Whether a day of 2024 to 2026 is worked."""
    return on in _WORKED or (on.weekday() < 5 and on not in _OFF)


def working_days_after(on: date, number: int) -> date:
    """Walk until so many working days have passed; backwards if negative."""
    step = timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        on += step
        left -= works(on)
    return on


def days_after(on: date, number: int) -> date:
    """Walk so many days, then on to a day that is worked."""
    for _ in range(number):
        on += timedelta(days=1)
    return rolled(on)


def months_after(on: date, number: int) -> date:
    """Turn so many pages of the calendar; a month without that day ends earlier; then on to a day that is worked."""
    year, month = on.year, on.month
    for _ in range(number):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = on.day
    while True:
        try:
            return rolled(date(year, month, day))
        except ValueError:
            day -= 1


def rolled(on: date) -> date:
    """The day itself if it is worked, else the next that is."""
    while not works(on):
        on += timedelta(days=1)
    return on
