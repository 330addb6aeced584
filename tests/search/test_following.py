"""The index in files takes in what has changed: as a job, and whatever kills whoever does it."""

import os
import random
from pathlib import Path

import pytest
from django.conf import LazySettings

from gongkai.documents.searching.grams import Vocabulary
from gongkai.jobs import known
from gongkai.jobs.schedule import run_due
from gongkai.search.actions import following
from gongkai.search.actions.following import build
from gongkai.search.backends import tantivy
from gongkai.search.backends.looked import Looked
from gongkai.search.models import Pending
from tests.records.databases import left_by
from tests.records.jobs.test_running import step
from tests.search.shelf import AT, a_put, shelve

ROUNDS = int(os.environ.get("GONGKAI_TEST_KILLS", "5"))


@pytest.fixture
def beside(settings: LazySettings, tmp_path: Path) -> None:
    """An installation with its index in files."""
    settings.SEARCH, settings.DATA = "tantivy", tmp_path


def test_whoever_is_killed_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SEARCH", "tantivy")
    left = left_by(tmp_path, "tests.search.followers", ROUNDS, random.randrange(1_000_000))
    for result in (left["followed"], left["built"]):
        assert result["unlike"] == result["left"] == []
        assert result["totals"][0] == result["totals"][1] > 0
        assert result["pending"] == 0
    assert left["built"]["folders"] == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("beside")
def test_the_job_takes_slices_until_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    known.load()
    build(vocabulary=Vocabulary())
    monkeypatch.setattr(following, "SLICE", 3)
    shelve(*(a_put(str(number), text="土地") for number in range(1, 8)))
    assert "search-index" in run_due(at=AT)
    while step(AT):
        pass
    assert not Pending.objects.exists()
    assert tantivy.find(Looked(("土地",))).total == 7


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("beside")
def test_the_job_leaves_alone_what_it_cannot_take_in(caplog: pytest.LogCaptureFixture) -> None:
    known.load()
    shelve(a_put("1", text="土地"))
    run_due(at=AT)
    while step(AT):
        pass
    assert "还没有建立检索索引" in caplog.text
    assert Pending.objects.count() == 1
    build(vocabulary=Vocabulary())
    shelve(a_put("2", text="土地"))
    with tantivy.writing():
        assert following._prepared(at=AT) == []
    assert Pending.objects.count() == 1


@pytest.mark.django_db
def test_an_index_in_the_database_needs_no_following() -> None:
    assert "search-index" not in run_due(at=AT)
    assert following._prepared(at=AT) == []
