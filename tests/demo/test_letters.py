"""Letters of the demo: letterheads, one that came back, one that was served with proof; the sample's file is made first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from gongkai.agencies.queries import by_slugs
from gongkai.agencies.queries.letterheads import letterhead
from gongkai.applications.models import CaseFile, Doing, FileUse, Letter, Prepared, RectifyLetter
from gongkai.applications.queries.samples import SAMPLE
from gongkai.demo import applications, guides, letters, people, rectifications, samples
from gongkai.demo.applications import Story
from gongkai.documents.letters.written import Form
from gongkai.records.queries.chain import faults

NOW = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)  # a Wednesday, four in the afternoon in China

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo with those of its applications alone that this is about."""
    settings.DEMO = True
    settings.FILES = tmp_path
    all_of_them = applications.stories
    monkeypatch.setattr(
        applications, "stories", lambda today: [each for each in all_of_them(today) if _about(each)]
    )
    samples.load()
    people.load(NOW)
    guides.load(NOW)
    letters.settle_heads(NOW)
    applications.load(NOW)
    rectifications.load(NOW)
    letters.load(NOW)


def _about(story: Story) -> bool:
    """What lapses or is taken back, is answered but not delivered, is just begun, and the sample."""
    last = story.steps[-1].split()[1] if story.steps else ""
    return story.ticket == SAMPLE or last in ("correction", "fee", "withdraw", "decide", "assign")


def test_letters_are_on_their_way() -> None:
    again = Letter.objects.get(way="email")
    assert again.application.events.filter(kind=Doing.RETURNED).exists()
    served = Letter.objects.get(way="post", served_on__isnull=False)
    assert CaseFile.objects.filter(application=served.application_id, use=FileUse.PROOF).exists()
    told = set(Letter.objects.values_list("kind", flat=True))
    assert {"abandon_no_correction", "abandon_unpaid", "withdrawal_confirm"} <= told
    assert RectifyLetter.objects.exists()
    assert list(faults()) == []


def test_two_bodies_have_their_letterheads() -> None:
    there = by_slugs(letters.FORMS)
    assert {slug: letterhead(row.id).form for slug, row in there.items()} == letters.FORMS
    assert set(letters.FORMS.values()) == {Form.RED, Form.LETTER}
    assert all(letterhead(row.id).court for row in there.values())


def test_the_sample_comes_first_and_what_is_old_by_and_by() -> None:
    waiting = DBTaskResult.objects.filter(task_path=letters.JOB).order_by("run_after", "id")
    soon = {row.args_kwargs["args"][0] for row in waiting.filter(run_after__lte=NOW)}
    assert str(Letter.objects.get(application__ticket=SAMPLE).pk) in soon
    later = list(waiting.filter(run_after__gt=NOW).values_list("run_after", flat=True))
    assert later == [NOW + letters.REST + place * letters.APART for place in range(len(later))]
    assert len(soon) < 10 < len(later)


def test_one_waits_for_its_signature() -> None:
    one = Prepared.objects.get()
    assert (one.kind, one.application.agency.slug) == (letters.SIGNED, people.BUREAU.slug)
    assert one.round is not None
    assert one.round.ended_at is None
    assert one.event is None


def test_once() -> None:
    before = Letter.objects.count()
    letters.settle_heads(NOW + timedelta(days=1))
    letters.load(NOW + timedelta(days=1))
    assert (Letter.objects.count(), RectifyLetter.objects.count() > 0) == (before, True)
