"""What readers of the demo said and looked at: once, marked as invented, and nobody is written to."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.agencies.models import Agency
from gongkai.demo import people, readers, samples
from gongkai.feedback.models import Fault, FaultState, Rating, Use
from gongkai.publication.models import ColumnKind
from gongkai.records.models import Message
from gongkai.records.queries.chain import faults
from gongkai.subscriptions.models import Subscription
from gongkai.visits.models import ColumnVisits, ItemVisits
from tests.channels.world import column
from tests.supervision.world import put_out

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday

pytestmark = pytest.mark.django_db


def test_they_are_there_once(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.FILES, settings.SMTP = True, tmp_path, None
    samples.load()
    people.load(NOW)
    notices = column("tzgg", ColumnKind.NOTICE)
    for number in range(3):
        put_out(
            Agency.objects.get(slug="yunling"), notices, title=f"示例{number}", at=NOW - timedelta(days=30)
        )
    tables = (Subscription, Fault, Rating, ItemVisits, ColumnVisits)
    readers.load(NOW)
    made = [each.objects.count() for each in tables]
    readers.load(NOW + timedelta(days=1))
    assert [each.objects.count() for each in tables] == made
    assert all(made)
    held = Subscription.objects.filter(ended_at=None)
    assert held.filter(confirmed_at=None).count() == 2
    assert held.filter(confirmed_at__isnull=False).count() == 4
    assert Subscription.objects.exclude(ended_at=None).get().email_print == ""
    assert set(Message.objects.values_list("fate", flat=True)) == {"unsent"}
    assert Fault.objects.filter(state=FaultState.ANSWERED).count() == 2
    assert Fault.objects.filter(state=FaultState.OPEN, due_on__lt=NOW.date()).exists()  # one is late
    assert all("虚构示例" in each.says for each in Fault.objects.all())
    assert set(Rating.objects.values_list("use", flat=True)) == set(Use)
    assert all(not each.says or "虚构示例" in each.says for each in Rating.objects.all())
    assert list(faults()) == []
