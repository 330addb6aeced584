"""Real processes: whoever is killed in the middle leaves what the next one finishes; who follows is seconds behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from gongkai.copies.actions.building import BULK
from gongkai.copies.backends import files
from gongkai.copies.backends.rendering import VARIANTS
from gongkai.portal.pages.languages import HANS
from tests.conftest import ROOT
from tests.records.databases import own_database, surroundings

pytestmark = pytest.mark.django_db
MANY = BULK + 10
LOOK = 0.05  # seconds between two looks
WITHIN = 120.0  # seconds until something must be seen


class Site:
    """A database and a folder that processes share."""

    def __init__(self, database: str, folder: Path) -> None:
        self.pages = folder / "pages"
        self.around = surroundings(database, folder) | {
            "GONGKAI_STATIC_PAGES": str(self.pages),
            "GONGKAI_DEBUG": "1",  # styles need not be collected
        }

    def begin(self, *words: str) -> "subprocess.Popen[str]":
        """A process that goes on; one of its own group, with all that it begins."""
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=self.around,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def told(self, *words: str) -> str:
        """What a process says that ends well."""
        running = self.begin(*words)
        said, _ = running.communicate(timeout=WITHIN)
        assert running.returncode == 0, said
        return said.strip()

    def static(self, *words: str) -> str:
        return self.told("gongkai", "static", *words)

    def page(self, address: str) -> Path:
        place = files.place(address, HANS)
        assert place
        return self.pages / place


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with own_database(tmp_path) as database:
        yield Site(database, tmp_path)


def until(seen: Callable[[], bool], running: "subprocess.Popen[str]") -> None:
    """Look again and again until something is so; a process that ends before has failed."""
    end = time.monotonic() + WITHIN
    while not seen():
        with suppress(subprocess.TimeoutExpired):
            running.wait(LOOK)
        assert running.poll() is None, running.communicate()[0]
        assert time.monotonic() < end


@contextmanager
def group(running: "subprocess.Popen[str]") -> Iterator[None]:
    """Whatever happens, nothing of it goes on."""
    try:
        yield
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()


def written(site: Site) -> int:
    return sum(1 for _ in site.pages.rglob("index.html")) if site.pages.exists() else 0


def test_build_that_is_killed_is_finished_by_the_next(site: Site) -> None:
    """By two processes, with the first killed at once, and its helpers ending by themselves."""
    site.told("tests.copies.filling", str(MANY))
    running = site.begin("gongkai", "static", "build", "--whole", "--processes", "2")
    with group(running):
        until(lambda: written(site) > MANY // 2, running)
        running.kill()
        running.wait()
        assert written(site) < MANY * len(VARIANTS)
        assert "没有写成" not in site.static("build", "--processes", "2")
        assert site.static("verify", "--whole") == "静态页面没有问题。"


def test_who_follows_is_seconds_behind(site: Site) -> None:
    first = site.told("tests.copies.filling", "1")
    running = site.begin("gongkai", "static", "follow")
    with group(running):
        until(site.page(first).exists, running)
        site_map = site.page("/wzdt/")
        until(site_map.exists, running)
        later = site.told("tests.copies.filling", "publish")
        until(site.page(later).exists, running)
        until(lambda: "后来公开的通知" in site.page("/xxgk/").read_text("utf-8"), running)
        running.terminate()
        said, _ = running.communicate(timeout=WITHIN)
        assert (running.returncode, said) == (0, "")
    site.static("build")
    assert site.static("verify") == "静态页面没有问题。"
