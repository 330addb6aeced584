"""The desk is tested with a kind of thing to sign off, at a fixed time, without second factors."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from gongkai.desk.acting.frame import Frame
from gongkai.records.models import number_kinds
from gongkai.signoff.models import kinds
from tests.desk.world import NOW, TRIAL, TRIAL_NUMBER


@pytest.fixture
def _desk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """For whoever asks for it: the tests of the door in `session` have their own clock."""
    settings.SECOND_FACTOR_ROLES = []
    monkeypatch.setitem(kinds._declared, TRIAL.key, TRIAL)
    monkeypatch.setitem(number_kinds._declared, TRIAL_NUMBER.name, TRIAL_NUMBER)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr("axes.handlers.proxy.now", lambda: NOW)


@pytest.fixture
def _menu_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For whoever opens a thousand pages: the counts of the menu, the same on all of them, are read once for each person."""
    known: dict[tuple[str, str], Any] = {}

    def once(name: str) -> Any:
        read = getattr(Frame, name).func

        def of(frame: Frame) -> Any:
            key = (name, frame.actor.username)
            if key not in known:
                known[key] = read(frame)
            return known[key]

        return property(of)

    for name in ("counts", "in_hand"):
        monkeypatch.setattr(Frame, name, once(name))
