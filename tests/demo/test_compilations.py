"""Topics and the gazette of the demo: once, marked as invented, numbered without a gap, their files left to a job."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from gongkai.compilations.actions.issuing import JOB
from gongkai.compilations.models import Issue, Topic
from gongkai.compilations.queries.issued import issues_of
from gongkai.compilations.queries.shown import listed
from gongkai.demo import compilations, people, publication, samples
from gongkai.records.queries.chain import faults

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday

pytestmark = pytest.mark.django_db


def test_topics_and_issues_are_there_once(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.FILES = True, tmp_path
    samples.load()
    people.load(NOW)
    publication.load(NOW)
    for days in (0, 1):
        compilations.load(NOW + timedelta(days=days))
    rows = listed()
    assert len(rows) == 2
    assert all("虚构示例" in row.title and row.places >= 4 for row in rows)
    out = issues_of()
    assert [(row.number, row.total) for row in out] == [(2, compilations.TOTAL + 1), (1, compilations.TOTAL)]
    assert all(row.articles >= 2 for row in out)
    assert Issue.objects.filter(issued_at=None).count() == 1
    assert DBTaskResult.objects.filter(task_path=JOB).count() == 2
    assert Topic.objects.count() == 2
    assert list(faults()) == []
