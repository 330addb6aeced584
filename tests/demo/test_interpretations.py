"""The interpretations of the demo: together, late, missing, ready to go, just begun; all invented, entered once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db.models import Q
from pytest_django import Settings

from gongkai.demo import interpretations, people, publication, samples
from gongkai.law.normative import Form
from gongkai.law.roles import Role
from gongkai.normative.models import Document, Interpretation
from gongkai.normative.queries import interpreted
from gongkai.normative.queries.interpretation_measures import Behind, picture
from gongkai.normative.queries.interpretations import Tab, Wanted, task, tasks

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)


@pytest.fixture
def _loaded(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.DEMO = True
    samples.load()
    people.load(NOW)
    publication.load(NOW)
    interpretations.load(NOW)


@pytest.mark.usefixtures("_loaded")
def test_every_case_that_officers_meet_once() -> None:
    officer = people.actor(people.HOME, Role.DISCLOSURE_OFFICER, NOW)
    on = NOW.date()
    found = picture(officer, officer.reach(Role), date(2026, 1, 1), on, on)
    assert {line.behind for line in found.lines} == {Behind.TOGETHER, Behind.LATE, Behind.OVERDUE}
    assert {Form.TEXT, Form.GRAPHIC, Form.QUESTIONS} <= {form for line in found.lines for form in line.forms}
    rows = tasks(officer, Wanted(Tab.ALL)).rows
    whole = [task(officer, row.id, on) for row in rows]
    assert sum(each.documents[0].ready for each in whole if each) == 1
    assert interpreted.questions("一楼").total == 1
    assert interpreted.interpretations(Form.GRAPHIC).total == 1
    assert not Document.objects.filter(~Q(title__contains="（虚构")).filter(servings__isnull=False).exists()
    before = Interpretation.objects.count()
    interpretations.load(NOW)
    assert Interpretation.objects.count() == before
