"""The annual reports of the demo."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.annual_reports.models import AnnualReport, WorkingReport
from gongkai.annual_reports.queries.corrections import corrections
from gongkai.annual_reports.queries.course import State, state_of, steps_of
from gongkai.annual_reports.queries.drafted import draft
from gongkai.demo import annual, people, samples

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_one_is_public_one_waits_one_is_being_written(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.FILES = True, tmp_path
    samples.load()
    people.load(NOW)
    annual.load(NOW)
    annual.load(NOW)  # a second start of the demo adds nothing
    states = {
        held.agency.slug: state_of(steps_of(held.pk))
        for held in WorkingReport.objects.select_related("agency")
    }
    assert states == {
        people.BUREAU.slug: State.PUBLISHED,
        annual.WAITS: State.SUBMITTED,
        people.HOME.slug: State.WRITING,
    }
    out = AnnualReport.objects.get(agency__slug=people.BUREAU.slug, year=2025)
    assert out.content["published_on"] == "2026-01-20"
    assert "{{" not in str(out.content)
    assert corrections(people.BUREAU.slug, 2025) == []
    home = draft(WorkingReport.objects.get(agency__slug=people.HOME.slug).pk)
    assert home is not None
    assert not [finding for finding in home.findings if finding.rule == "R650"]
