"""The small world, once for each module that wants it."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.api.calling import Caller
from tests.api.world import Small, world
from tests.desk.conftest import _desk  # noqa: F401 - a fixture
from tests.desk.registers.conftest import made  # noqa: F401 - a fixture
from tests.publication.office import NOON, column, office
from tests.records.databases import world as database
from tests.signoff.office import Office


@pytest.fixture(autouse=True)
def _nobody_counted() -> None:
    """Nobody has asked for anything yet."""
    caches["default"].clear()


@pytest.fixture(scope="module")
def small(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Small]:
    """Something of everything, public and not."""
    folder = tmp_path_factory.mktemp("small")
    with database(django_db_blocker), override_settings(FILES=folder / "files"):
        yield world(folder)


@pytest.fixture
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    column()
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def caller(at: Office) -> Caller:
    return Caller(at)
