"""The door is tested with nobody having come before and a clock that tests turn."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.desk.session.people import NOW


@pytest.fixture(autouse=True)
def _door() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


class Clock:
    """The time that the platform and its libraries read."""

    def __init__(self) -> None:
        self.now = NOW

    def pass_by(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)

    def seconds(self) -> float:
        return self.now.timestamp()

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stands still until a test turns it."""
    made = Clock()
    monkeypatch.setattr(timezone, "now", made)
    monkeypatch.setattr("axes.handlers.proxy.now", made)
    monkeypatch.setattr("time.time", made.seconds)
    return made


@pytest.fixture
def visitor() -> Client:
    """A browser that sends forms only with the token of the page."""
    return Client(enforce_csrf_checks=True, headers={"user-agent": "Firefox/1"})
