"""The reviews, suits and complaints of the demo: several stages, one lost with its clock running, all invented, once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.agencies.models import Agency
from gongkai.demo import applications, people, remedies, samples
from gongkai.law.report.periods import Period
from gongkai.remedies.models import Chain, Complaint, Participant
from gongkai.remedies.models.kinds import ComplaintState, Stage
from gongkai.remedies.queries.tables import table_four
from gongkai.sealing.value import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)


@pytest.fixture
def _loaded(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.DEMO = True
    samples.load()
    people.load(NOW)
    remedies.load(NOW)


@pytest.mark.usefixtures("_loaded")
def test_several_stages_once() -> None:
    made = list(Chain.objects.order_by("pk"))
    assert [row.stage for row in made] == [Stage.ENDED, Stage.ENDED, Stage.DUTY, Stage.ENDED]
    running = made[2]
    assert running.due_on is not None
    assert running.due_on > NOW.date()
    assert all("（虚构" in row.title for row in made)
    assert all("（虚构" in text_of(row.name) for row in Participant.objects.all())
    states = set(Complaint.objects.values_list("state", flat=True))
    assert states == {each.value for each in ComplaintState}
    remedies.load(NOW + timedelta(days=1))
    assert Chain.objects.count() == len(made)


@pytest.mark.usefixtures("_loaded")
def test_table_four_has_them() -> None:
    office = Agency.objects.get(slug=people.HOME.slug)
    cells = {cell: many for cell, many in table_four([office.pk], Period(2026), NOW.date()).items() if many}
    assert cells == {
        "t4.review.upheld": 1,
        "t4.review.corrected": 1,
        "t4.review.other": 1,
        "t4.review.total": 3,
        "t4.direct_suit.corrected": 1,
        "t4.direct_suit.total": 1,
        "t4.suit_after_review.upheld": 1,
        "t4.suit_after_review.total": 1,
    }


def test_without_the_county_nothing_is_made() -> None:
    with pytest.raises(LookupError):
        remedies.load(NOW)
    assert Chain.objects.count() == 0


def test_a_refusal_of_the_platform_goes_to_review(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.DEMO = True
    samples.load()
    people.load(NOW)
    applications.load(NOW)
    remedies.load(NOW)
    linked = Chain.objects.filter(application__isnull=False)
    assert [row.stage for row in linked] == [Stage.REVIEW] * linked.count()
