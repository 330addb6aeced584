"""What every test may count on: settings for tests, the folder of real reports, Chromium."""

import base64
import os
import shutil
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from pytest_django import Settings

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"

# Machines differ in speed: a slow one is no failure. In CI the same examples run each time.
hypothesis.settings.register_profile("gongkai", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("gongkai")


def pytest_configure() -> None:
    """Settings of their own, so that no test depends on the environment of the machine."""
    # Nothing that a test writes outlives it, so nothing has to reach the disk.
    pytest.MonkeyPatch().setattr(os, "fsync", lambda _handle: None)
    settings.SECRET_KEY = "for tests only"
    settings.SEALING_KEYS = "test:" + base64.b64encode(bytes(32)).decode()
    # The true one takes its time, so that nobody guesses; every made-up person would take it too.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    # The static files as they lie in the package: their manifest and their folder exist only where collectstatic ran.
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What another test has seen is of another database, or of another folder."""
    from gongkai.documents.holidays import look_again
    from gongkai.search.backends import facets, sql, words

    caches["pages"].clear()
    words.forget()
    sql.forget()
    facets.forget()
    look_again()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:  # noqa: ARG001
    """The database of the tests begins with its tables: each process would take its time to make them."""
    from tests.records.databases import begin_migrated

    begin_migrated()


@pytest.fixture
def _files(settings: Settings, tmp_path: Path) -> None:
    """Files are stored in a folder of the test's own."""
    settings.FILES = tmp_path


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real published reports that may lie beside the checkout."""
    if not SEEDS.is_dir():
        pytest.skip("the folder of real reports is not beside the checkout")
    return SEEDS


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The distribution's Chromium, so that nothing is downloaded; root has no sandbox to use."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail("Chromium is not installed. On Debian: apt-get install chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": sandbox}
