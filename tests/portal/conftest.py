"""Pages are tested with nobody having come before, and with the static files as they lie in the package."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _first_visit(settings: Settings) -> Iterator[None]:
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]  # else a warning that nothing was collected
    cache.clear()
    yield
    cache.clear()
