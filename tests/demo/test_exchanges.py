"""Other systems of the demo: once, marked as invented, and nobody is let in or told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.demo import exchanges, people, samples
from gongkai.exchange.actions import send_due
from gongkai.exchange.models import Delivery, HandedIn, System, Webhook
from gongkai.records.queries.chain import faults

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday

pytestmark = pytest.mark.django_db


def test_they_are_there_once(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.FILES = True, tmp_path
    samples.load()
    people.load(NOW)
    for days in (0, 1):
        exchanges.load(NOW + timedelta(days=days))
    assert "虚构示例" in System.objects.get().name
    assert "虚构示例" in HandedIn.objects.get().item.title
    assert Delivery.objects.filter(arrived_at__isnull=False).count() == 2
    assert send_due(webhook_id=Webhook.objects.get().pk, at=NOW) == 0
    assert Delivery.objects.filter(due_at__isnull=False).count() == 1
    assert list(faults()) == []
