"""A kind of thing to sign off, and a calendar of plain weeks, so that no holiday notice changes a test."""

import pytest

from gongkai.law.calendar.workdays import Calendar
from gongkai.signoff.models import kinds
from gongkai.signoff.queries import working_days
from tests.signoff.office import TRIAL

WEEKS = Calendar()


@pytest.fixture(autouse=True)
def _trial_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._declared, TRIAL.key, TRIAL)


@pytest.fixture(autouse=True)
def _plain_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_days, "installed_calendar", lambda: WEEKS)
