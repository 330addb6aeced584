"""A county to decide about."""

import pytest

from gongkai.agencies.queries import AgencyRow
from tests.agencies.bodies import county


@pytest.fixture
def bodies() -> dict[str, AgencyRow]:
    """An invented county with its bodies by address, and a neighbour."""
    return county()
