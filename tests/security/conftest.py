"""The journal of the service as a test can read it."""

import io
import logging
from collections.abc import Iterator

import pytest

from gongkai.guard.http.journal import JsonLines


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
