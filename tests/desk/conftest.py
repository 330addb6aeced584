"""The desk is tested with a kind of thing to sign off, at a fixed time, without second factors."""

import pytest
from django.utils import timezone
from pytest_django import Settings

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
