"""Imports as they run: gone on with, stopped, handed to workers, previewed; what a block costs."""

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gongkai.documents.items.sources import open_source
from gongkai.jobs import worker
from gongkai.publication.actions import importing_work
from gongkai.publication.actions.importing import (
    begin_import,
    forget_import,
    forget_unconfirmed,
    start_import,
    stop_import,
)
from gongkai.publication.models import ImportRun, Into, Item, Outcome, Stand
from gongkai.publication.queries import importing as queries
from gongkai.records.actions.previews import drop_previews
from gongkai.records.actions.refused import Refused
from gongkai.records.models import StoredFile
from tests.documents.items.sources import placed
from tests.publication.importing import gone_on, listed, logged, old, started, uploaded
from tests.publication.office import HANDLER, NOON, OFFICER, column, office
from tests.records.jobs.sample import HOLD
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(tmp_path: Path, settings: Settings) -> Office:
    settings.FILES = tmp_path / "kept"
    settings.FILES.mkdir()
    column()
    return office()


def test_it_goes_on_where_it_stopped(at: Office, tmp_path: Path) -> None:
    place = listed(tmp_path, *(old(n) for n in range(5)))
    run_id = started(place, at.agency.pk)
    assert gone_on(run_id, place).next_row == 0  # not before somebody confirms
    begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
    with pytest.raises(Refused, match="正在进行"):
        begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
    stop_import(run_id=run_id, by=at[OFFICER], at=NOON)
    assert gone_on(run_id, place).next_row == 0
    with pytest.raises(Refused, match="已经结束"):
        stop_import(run_id=run_id, by=at[OFFICER], at=NOON)
    begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
    assert gone_on(run_id, place).kept == 5
    for again in (begin_import, stop_import, forget_import):
        with pytest.raises(Refused):
            again(run_id=run_id, by=at[OFFICER], at=NOON)


def test_a_source_that_has_changed_is_not_gone_on_with(at: Office, tmp_path: Path) -> None:
    run_id = started(listed(tmp_path, old(1)), at.agency.pk)
    begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
    run = gone_on(run_id, listed(tmp_path, old(2)))
    assert (run.outcome, run.kept, run.message) == (Outcome.FAILED, 0, importing_work.CHANGED)


def test_without_an_organ_code_nothing_is_published(at: Office, tmp_path: Path) -> None:
    place = listed(tmp_path, old(1))
    run_id = started(place, at.agency.pk)
    begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
    at.agency.organ_code = ""
    at.agency.save()
    with pytest.raises(Refused, match="索引号"):
        started(place, at.agency.pk)
    run = gone_on(run_id, place)  # it was taken away meanwhile
    assert (run.outcome, run.kept, run.next_row) == (Outcome.FAILED, 0, 0)
    assert "索引号" in run.message
    assert not Item.objects.exists()


def test_an_import_that_never_began_is_forgotten(at: Office, tmp_path: Path) -> None:
    run_id = started(listed(tmp_path, old(1)), at.agency.pk, by=at[OFFICER])
    forget_import(run_id=run_id, by=at[OFFICER], at=NOON)
    assert queries.one_import(run_id, at[OFFICER]) is None
    assert logged() == ["start_import", "forget_import"]


@pytest.mark.parametrize(("confirmed", "days", "left"), [(False, 31, 0), (False, 29, 1), (True, 31, 1)])
def test_a_preview_that_nobody_confirms_is_dropped_with_its_file(
    at: Office, tmp_path: Path, confirmed: bool, days: int, left: int
) -> None:
    run_id = uploaded(listed(tmp_path, old(1)), at.agency.pk, at[OFFICER])
    if confirmed:
        begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
    when = NOON + timedelta(days=days)
    drop_previews(at=when)
    assert StoredFile.objects.count() == 1  # the import still refers to it
    forget_unconfirmed(at=when)
    drop_previews(at=when)
    assert (ImportRun.objects.count(), StoredFile.objects.count()) == (left, left)
    assert (logged()[-1] == "forget_import") is (left == 0)


def test_public_needs_a_platform_and_rows(at: Office, tmp_path: Path) -> None:
    with open_source(listed(tmp_path, old(1))) as source, pytest.raises(Refused, match="原平台"):
        start_import(agency_id=at.agency.pk, source=source, into=Into.PUBLIC, by=at[OFFICER], at=NOON)
    with pytest.raises(Refused, match="没有内容"):
        started(placed(tmp_path, "a.csv", "标题,正文\n".encode()), at.agency.pk)


def test_a_block_takes_few_queries(at: Office, tmp_path: Path) -> None:
    """As many for a hundred rows as for ten, apart from inserts, which the database takes so many of at once."""

    def taken(rows: int, start: int) -> int:
        place = listed(tmp_path, *(old(n) for n in range(start, start + rows)))
        run_id = started(place, at.agency.pk)
        begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
        with CaptureQueriesContext(connection) as captured:
            gone_on(run_id, place)
        return sum(1 for query in captured.captured_queries if not query["sql"].startswith("INSERT"))

    taken(1, 5_000)  # the first number of a series costs more
    assert taken(100, 0) == taken(10, 1_000)


def work() -> None:
    """All that waits for workers, within the transaction of the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "close_old_connections", lambda: None)
        patch.setattr(BaseDatabaseWrapper, "close", lambda _: None)
        worker.work(worker="甲", hold=HOLD, stop=Event(), once=True)


def test_workers_import_what_was_uploaded_slice_by_slice(
    at: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing_work, "SLICE", -1.0)  # one block each
    run_id = uploaded(listed(tmp_path, *(old(n) for n in range(1_100)), "{"), at.agency.pk, at[OFFICER])
    work()
    assert not Item.objects.exists()
    begin_import(run_id=run_id, by=at[OFFICER], at=NOON)
    work()
    run = queries.one_import(run_id, at[OFFICER])
    assert run is not None
    assert (run.kept, run.refused, run.next_row, run.outcome) == (1_100, 1, 1_101, Outcome.DONE)
    assert logged() == ["start_import", "begin_import", *["import_items"] * 3, "end_import"]
    assert Item.objects.filter(stand=Stand.PUBLIC).count() == 1_100


def test_the_preview_shows_the_first_rows(at: Office, tmp_path: Path) -> None:
    run_id = uploaded(listed(tmp_path, *(old(n) for n in range(300)), "{"), at.agency.pk, at[OFFICER])
    shown = importing_work.preview(run_id=run_id, by=at[OFFICER], at=NOON)
    assert (len(shown.rows), shown.faults, shown.looked_at) == (20, (), 100)
    assert not Item.objects.exists()
    with pytest.raises(PermissionDenied):
        importing_work.preview(run_id=run_id, by=at[HANDLER], at=NOON)
