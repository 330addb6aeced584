"""The parts of the calculator's answer: month pages, the calendar entry."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.writing.as_calendar import entry
from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.answer import Clock
from gongkai.law.deadlines.clock import clock
from gongkai.law.deadlines.explain import explain
from gongkai.law.ledger import Channel, Fact, Kind, Ledger
from gongkai.law.standing import Standing
from gongkai.portal.deadline.month_pages import Box, month_pages
from gongkai.portal.deadline.result import lay_out

RECEIVED = date(2026, 9, 22)
DUE = date(2026, 10, 27)


def told(as_of: date, *facts: Fact, channel: Channel = Channel.IN_PERSON) -> tuple[Ledger, Clock]:
    ledger = Ledger(RECEIVED, channel, facts)
    return ledger, clock(ledger, as_of, official())


def boxes(as_of: date, *facts: Fact) -> dict[date, Box]:
    """Every day of the picture."""
    ledger, said = told(as_of, *facts)
    pages = month_pages(explain(ledger, said, official()), said, official(), ledger)
    return {box.on: box for page in pages for week in page.weeks for box in week.boxes if box}


def test_picture_numbers_the_counted_days() -> None:
    days = boxes(date(2026, 10, 15))
    assert [box.n for box in days.values() if box.n is not None] == list(range(1, 21))
    assert days[RECEIVED].sign == "收到"
    assert days[RECEIVED].n is None
    assert (days[DUE].sign, days[DUE].n) == ("到期", 20)
    assert "due" in days[DUE].look
    assert "today" in days[date(2026, 10, 15)].look
    assert min(days) == date(2026, 9, 1)
    assert max(days) == date(2026, 10, 31)


def test_picture_marks_holidays_and_made_up_days() -> None:
    days = boxes(date(2026, 10, 15))
    assert days[date(2026, 10, 1)].corner == "休"
    assert days[date(2026, 10, 10)].corner == "班"
    assert days[date(2026, 10, 10)].n == 8
    assert days[date(2026, 10, 11)].corner == ""
    assert "off" in days[date(2026, 10, 11)].look
    assert "国庆" in days[date(2026, 10, 1)].says


def test_picture_shades_pauses_and_shows_what_happened() -> None:
    asked = Fact(Kind.THIRD_PARTY_ASKED, date(2026, 10, 9))
    days = boxes(date(2026, 10, 15), asked, Fact(Kind.THIRD_PARTY_ANSWERED, date(2026, 10, 14)))
    assert days[date(2026, 10, 9)].sign == "事"
    assert "征求第三方意见" in days[date(2026, 10, 9)].says
    assert days[date(2026, 10, 12)].look == "paused"
    assert days[date(2026, 10, 12)].sign == "停"
    assert days[date(2026, 10, 15)].n == 8


def test_corrected_application_starts_anew_in_the_picture() -> None:
    asked = Fact(Kind.CORRECTION_ASKED, date(2026, 9, 28))
    days = boxes(date(2026, 10, 20), asked, Fact(Kind.CORRECTED, date(2026, 10, 12)))
    assert days[date(2026, 10, 12)].sign == "起算"
    assert "paused" not in days[RECEIVED].look
    assert "paused" in days[date(2026, 9, 29)].look
    assert days[date(2026, 10, 13)].n == 1


def test_weeks_before_and_after_can_be_left_out() -> None:
    ledger, said = told(date(2026, 10, 15))
    pages = month_pages(explain(ledger, said, official()), said, official(), ledger)
    assert [week.matters for week in pages[0].weeks] == [False, False, False, True, True]
    assert pages[1].title == "2026年10月"


def test_articles_are_listed_once() -> None:
    ledger, said = told(date(2026, 10, 15))
    result = lay_out(ledger, Standing(said, None), explain(ledger, said, official()), official())
    assert len(result.sources) == len(set(result.sources))
    numbers = {number for month in result.days for row in month.rows for number in row.sources}
    assert numbers == set(range(1, len(result.sources) + 1))
    assert sum(month.counted for month in result.days) == 20
    assert result.unsettled == ()


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ((Fact(Kind.CORRECTION_ASKED, date(2026, 9, 28)),), "收到补正之日起"),
        ((Fact(Kind.FEE_NOTIFIED, date(2026, 9, 28)),), "等待缴费"),
        ((Fact(Kind.WITHDRAWN, date(2026, 9, 28)), Fact(Kind.CORRECTION_ASKED, date(2026, 9, 25))), "撤回"),
    ],
)
def test_answer_without_a_date_says_why(facts: tuple[Fact, ...], says: str) -> None:
    ledger, said = told(date(2026, 9, 29), *facts)
    result = lay_out(ledger, Standing(said, None), explain(ledger, said, official()), official())
    assert says in result.in_words


@given(says=st.text(), known_by=st.text())
def test_entry_is_well_formed(says: str, known_by: str) -> None:
    made = entry(due_on=DUE, title="到期", says=says, known_by=known_by, made_on=RECEIVED)
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    unfolded = made.decode().replace("\r\n ", "").split("\r\n")
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert f"DTEND;VALUE=DATE:{DUE + timedelta(days=1):%Y%m%d}" in unfolded
    assert [line.partition(":")[0].partition(";")[0] for line in unfolded if line] == [
        "BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION",
        "TRANSP", "BEGIN", "ACTION", "DESCRIPTION", "TRIGGER", "END", "END", "END",
    ]  # fmt: skip


def test_same_case_is_the_same_entry() -> None:
    entries = [
        entry(due_on=DUE, title="到期", says="，", known_by=known_by, made_on=RECEIVED).split(b"UID:")[1][:24]
        for known_by in ("a", "a", "b")
    ]
    assert entries[0] == entries[1] != entries[2]
