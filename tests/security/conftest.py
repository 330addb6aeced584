"""Pages are asked for with the static files as they lie in the package, and nobody having come before."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

from gongkai.guard.http.journal import JsonLines


@pytest.fixture(autouse=True)
def _first_visit(settings: Settings) -> Iterator[None]:
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]  # else a warning that nothing was collected
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """What the service would have on its standard error, everything that any logger says included."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLines())
    root, ours = logging.getLogger(), logging.getLogger("gongkai")
    before = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    ours.setLevel(logging.INFO)
    yield text
    root.removeHandler(handler)
    root.setLevel(before[0])
    ours.setLevel(before[1])
