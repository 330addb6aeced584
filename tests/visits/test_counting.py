"""Visits: what stands in a line, what is counted, and that nothing is lost or counted twice wherever a process ends."""

import re
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from gongkai.publication import actions as publication
from gongkai.publication.models import Item, Why
from gongkai.visits import http
from gongkai.visits.actions import counting
from gongkai.visits.actions.counting import MOST, add, count, read
from gongkai.visits.models import ColumnVisits, CountedFile, ItemVisits
from gongkai.visits.queries.robots import robot
from tests.conftest import ROOT
from tests.portal.bodies import below, county, tree_of_columns
from tests.portal.public import address
from tests.publication.office import OFFICER, later, published
from tests.records.databases import own_database, surroundings
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
READER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
HOUR = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 23:00 in China
DAY = date(2026, 3, 2)
NAME, NEXT = "2026-03-02T15+00:00.txt", "2026-03-02T16+00:00.txt"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where lines are written."""
    settings.FILES, settings.VISITS = tmp_path / "files", tmp_path / "visits"
    return tmp_path / "visits"


@pytest.fixture
def at() -> Office:
    tree_of_columns()
    return below(county())


def asked(path: str, method: str = "get", **headers: str) -> int:
    """Ask for a page from somewhere, as a program or a browser does."""
    sent = {"user-agent": READER, "referer": "https://so.example.invalid/?q=密", **headers}
    answer = getattr(Client(), method)(path, headers=sent, REMOTE_ADDR="203.0.113.77")
    return int(answer.status_code)


def written(folder: Path) -> str:
    return "".join(each.read_text("utf-8") for each in folder.iterdir()) if folder.exists() else ""


def put(folder: Path, *pages: str, name: str = NAME) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(f"{page}\n" for page in pages), "utf-8")


def counted(at: datetime, capture: DjangoCaptureOnCommitCallbacks) -> None:
    """The job, as a worker does it: read before the transaction, count in it."""
    prepared = read(at=at)
    with capture(execute=True):
        count(at=at, prepared=prepared)


def test_line_is_the_address_of_the_page(at: Office, folder: Path) -> None:
    item = published(at)
    number = Item.objects.get(pk=item).index_no
    for path in (f"{address(item)}?from=singlemessage", "/zfxxgk/a/", "/zfxxgk/a/fdzdgk/tzgg/?page=1"):
        assert asked(path) == 200, path
    (made,) = folder.iterdir()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d\+00:00\.txt", made.name)
    assert written(folder) == f"/xxgk/{number}/\n/zfxxgk/a/\n/zfxxgk/a/fdzdgk/tzgg/\n"


def test_others_are_not_counted(at: Office, folder: Path) -> None:
    item = address(published(at))
    assert asked(item, **{"user-agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"}) == 200
    assert asked(item, **{"user-agent": ""}) == 200
    assert asked(item, **{"sec-purpose": "prefetch"}) == 200
    assert asked(item, method="head") == 200
    for path in ("/", "/zfxxgk/", "/zfxxgk/a/fdzdgk/", "/zfxxgk/a/zn/", f"{item}text.txt", "/ysqgk/cx/"):
        assert asked(path) in (200, 302), path
    assert asked("/xxgk/none/") == 404
    assert asked("/desk/items/") == 302
    assert written(folder) == ""


def test_readers_are_no_robots() -> None:
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile MicroMessenger/8.0"
    assert [robot(each) for each in (READER, phone)] == [False, False]
    assert [robot(each) for each in ("", "curl/8.0", "Googlebot/2.1", "python-requests/2")] == [True] * 4


def test_nothing_is_written_without_a_folder_or_where_nginx_does(
    at: Office, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = address(published(at))
    settings.COPIES = folder
    assert asked(item) == 200
    settings.COPIES, settings.VISITS = None, None
    assert asked(item) == 200
    assert not folder.exists()
    assert read(at=HOUR) == []
    settings.VISITS = folder
    told: list[str] = []
    monkeypatch.setattr(http.logger, "warning", lambda text, *_: told.append(text))
    folder.write_text("in the way")
    assert asked(item) == 200  # a page is read, whatever becomes of its line
    assert len(told) == 1


def test_lines_become_counts_of_days(
    at: Office, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one, gone = published(at), published(at, hours=6)
    pages = [f"/xxgk/{Item.objects.get(pk=each).index_no}/" for each in (one, gone)]
    publication.withdraw(item_id=gone, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(20))
    put(folder, *pages, pages[0], "/zfxxgk/a/", "/zfxxgk/a/fdzdgk/tzgg/", "/zfxxgk/a/zd/zd-bd/")
    number = Item.objects.get(pk=one).index_no
    escaped = f"/xxgk/%{ord(number[0]):02X}{number[1:]}/"
    nowhere = "/xxgk/none/", "/zfxxgk/none/", "/zfxxgk/a/fdzdgk/none/", "x", "/" + "y" * 2000
    put(folder, escaped, *nowhere, name=NEXT)
    with (folder / NEXT).open("a") as broken:
        broken.write("/zfxxgk/a/")
    (folder / "notes.txt").write_text("of somebody else")
    counted(HOUR + timedelta(minutes=65), django_capture_on_commit_callbacks)
    assert not CountedFile.objects.exists()  # the hour is not quite over
    counted(HOUR + timedelta(hours=3), django_capture_on_commit_callbacks)
    items = set(ItemVisits.objects.values_list("item", "agency", "on", "many"))
    assert items == {
        (one, at.agency.pk, DAY, 2),
        (gone, at.agency.pk, DAY, 1),
        (one, at.agency.pk, DAY + timedelta(days=1), 1),  # the next hour is another day in China
    }
    lists = set(ColumnVisits.objects.values_list("key", "on", "many"))
    assert lists == {("", DAY, 1), ("tzgg", DAY, 1), ("zd-bd", DAY, 1)}
    assert [each.name for each in folder.iterdir()] == ["notes.txt"]
    put(folder, pages[0], "/zfxxgk/a/", "/zfxxgk/a/", name="2026-03-02T22+08:00.txt")
    counted(HOUR + timedelta(hours=3), django_capture_on_commit_callbacks)
    assert ItemVisits.objects.get(item=one, on=DAY).many == 3
    assert ColumnVisits.objects.get(key="", on=DAY).many == 3


def test_no_file_is_counted_twice(
    at: Office, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    put(folder, "/zfxxgk/a/")
    late = HOUR + timedelta(hours=2)
    both = [read(at=late), read(at=late)]  # two workers at once
    for prepared in both:
        with django_capture_on_commit_callbacks(execute=True):
            count(at=late, prepared=prepared)
    put(folder, "/zfxxgk/a/")  # its name says that it was counted: the process ended before it was taken away
    counted(late, django_capture_on_commit_callbacks)
    assert ColumnVisits.objects.get().many == 1
    assert list(folder.iterdir()) == []
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):  # what two find at the same moment ends one of them
        CountedFile.objects.create(name=NAME, counted_at=late)
    counted(late + counting.KEPT + timedelta(days=1), django_capture_on_commit_callbacks)
    assert not CountedFile.objects.exists()
    assert at.agency.slug == "a"


def test_after_an_outage_the_oldest_come_first(
    at: Office, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    for hours in range(MOST + 2):
        put(folder, "/zfxxgk/a/", name=f"{HOUR + timedelta(hours=hours):%Y-%m-%dT%H}+00:00.txt")
    late = HOUR + timedelta(days=9)
    counted(late, django_capture_on_commit_callbacks)
    assert len(list(folder.iterdir())) == 2
    assert read(at=late)[0].name > NAME
    assert sum(row.many for row in ColumnVisits.objects.all()) == MOST
    assert at.agency.slug == "a"


def test_many_pages_of_a_day(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than are put in at a time."""
    monkeypatch.setattr(counting, "SLICE", 1)
    pages = {f"/xxgk/{Item.objects.get(pk=published(at, hours=hours)).index_no}/": 2 for hours in (5, 6)}
    for _ in range(2):
        add(DAY, {**pages, "/zfxxgk/a/": 1, "/zfxxgk/xian/": 5})
    assert [row.many for row in ItemVisits.objects.all()] == [4, 4]
    assert {row.agency.slug: row.many for row in ColumnVisits.objects.all()} == {"a": 2, "xian": 10}


KILLED = """
import os, signal, sys
import django
django.setup()
from datetime import UTC, datetime
from gongkai.agencies.models import Agency
from gongkai.records.actions.jobs import queue
from gongkai.jobs import known, worker
from gongkai.visits.actions import counting
from gongkai.visits.backends import lines
from gongkai.visits.models import ColumnVisits
from threading import Event
from datetime import timedelta
from django.db import transaction

known.load()
where = sys.argv[1]
die = lambda *given, **named: os.kill(os.getpid(), signal.SIGKILL)
if where == "before":
    put, counting._put = counting._put, lambda *given: (put(*given), die())
elif where == "after":
    lines.remove = die
now = datetime.now(UTC)
with transaction.atomic():
    Agency.objects.get_or_create(slug="a", defaults={"name": "甲", "kind": "department", "level": "department", "region": "x"})
    queue("visits.count", key=where, at=now)
worker.work(worker=where, hold=timedelta(seconds=1), stop=Event(), once=True)
print(sum(row.many for row in ColumnVisits.objects.all()))
"""


def test_killed_anywhere_visits_are_counted_once(folder: Path, tmp_path: Path) -> None:
    """Real processes: one dies in the transaction, one after it and before the file is gone, one lives."""
    with own_database(tmp_path) as database:
        around = surroundings(database, tmp_path) | {"GONGKAI_VISITS": str(folder)}
        put(folder, *["/zfxxgk/a/"] * 7)

        def run(where: str) -> Any:
            command = [sys.executable, "-c", KILLED, where]
            return subprocess.run(
                command, cwd=ROOT, env=around, capture_output=True, text=True, check=False, timeout=120
            )

        for where in ("before", "after"):
            ended = run(where)
            assert ended.returncode == -signal.SIGKILL, ended.stderr
            assert (folder / NAME).exists()
        alive = run("alive")
        assert (alive.returncode, alive.stdout) == (0, "7\n"), alive.stderr
        assert list(folder.iterdir()) == []
