"""The requests for correction of the demo: several states, all invented, once; nothing else of the demo counts them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.applications.models import Rectification
from gongkai.applications.queries.rectifying.status import answer_of, status
from gongkai.demo import people, rectifications, samples
from gongkai.law.rectification.course import State
from gongkai.sealing.value import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)


@pytest.fixture
def _loaded(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.DEMO = True
    samples.load()
    people.load(NOW)
    rectifications.load(NOW)


@pytest.mark.usefixtures("_loaded")
def test_several_states_once() -> None:
    made = list(Rectification.objects.order_by("pk"))
    assert {row.state for row in made} == {
        State.CONFIRMING,
        State.CHECKING,
        State.EVIDENCE_WAITED,
        State.CORRECTED,
        State.REFUSED,
        State.FORWARDED,
    }
    assert [row.submitted_at for row in made] == sorted(row.submitted_at for row in made)
    assert all("（虚构" in text_of(row.requester.name) and "（虚构" in row.record for row in made)
    for row in made:
        told = status(row.pk, NOW.date())
        assert (answer_of(row.pk) is None) is told.open
    rectifications.load(NOW + timedelta(days=1))
    assert Rectification.objects.count() == len(made)


def test_without_the_county_nothing_is_made() -> None:
    with pytest.raises(LookupError):
        rectifications.load(NOW)
    assert Rectification.objects.count() == 0
