"""Files of previews: kept for good once confirmed, dropped with their bytes if nobody ever does."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from gongkai.jobs.worker import do_next
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import FileRefused, quarantine, store
from gongkai.records.actions.jobs import queue
from gongkai.records.actions.previews import keep, open_previewed, until
from gongkai.records.models import LogEntry, StoredFile
from gongkai.records.queries.files import FileRow, path_of
from tests.documents.media.samples import SAMPLES
from tests.records.entries import CLERK
from tests.records.jobs.sample import HOLD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.CLAMD = ""
    settings.PREVIEW_DAYS = 3


def brought(data: bytes = SAMPLES["pdf"], *, waits: bool = True) -> FileRow:
    """A file that was handed in just now: the age of the bytes is that of the disk."""
    at = timezone.now()
    return store(data=data, name="导入.pdf", agency_id=7, by=CLERK, at=at, until=until(at) if waits else None)


def clean_up(days: int) -> None:
    """What the night does after so many days."""
    at = timezone.now() + timedelta(days=days)

    def clock() -> datetime:
        return at

    with transaction.atomic():
        queue("records.drop_previews", key=f"after {days}", at=at)
    while do_next(worker="甲", hold=HOLD, clock=clock):
        pass


def left(file: FileRow) -> tuple[bool, bool]:
    """Whether the row is there, and the bytes."""
    return StoredFile.objects.filter(pk=file.id).exists(), path_of(file.digest).exists()


def test_what_nobody_confirms_goes_with_its_bytes() -> None:
    file = brought()
    clean_up(2)
    assert left(file) == (True, True)
    clean_up(4)
    assert left(file) == (False, False)
    told = LogEntry.objects.values_list("action", "details").order_by("seq")
    both = {"files": 1, "bytes": file.size}
    assert list(told) == [("files.drop_previews", both), ("files.sweep", both)]


def test_what_was_confirmed_stays() -> None:
    file = brought()
    assert b"".join(open_previewed(file_id=file.id, by=CLERK).chunks) == SAMPLES["pdf"]
    clean_up(4)
    assert left(file) == (True, True)


def test_confirmation_that_failed_keeps_nothing() -> None:
    file = brought()
    with transaction.atomic():
        keep(file_id=file.id)
        transaction.set_rollback(True)
    clean_up(4)
    assert left(file) == (False, False)


def test_only_whoever_brought_it_confirms() -> None:
    file = brought()
    with pytest.raises(PermissionDenied):
        open_previewed(file_id=file.id, by=Actor("somebody", "某人（虚构示例）"))
    clean_up(4)
    assert left(file) == (False, False)


def test_same_bytes_of_another_file_stay() -> None:
    other, file = brought(waits=False), brought()
    clean_up(4)
    assert left(file) == (False, True)
    assert left(other) == (True, True)


def test_file_in_quarantine_stays_as_it_is() -> None:
    file = brought()
    quarantine(file_id=file.id, reason="虚构可疑", by=OPERATOR, at=timezone.now())
    clean_up(4)
    assert left(file) == (True, True)
    with pytest.raises(FileRefused, match="已隔离"):
        open_previewed(file_id=file.id, by=CLERK)
