"""The machine that is told stands in our own network: the installation names it."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.exchange.world import Receiver, receiver
from tests.publication.office import office as made_office
from tests.signoff.office import Office


@pytest.fixture
def at() -> Office:
    return made_office()


@pytest.fixture
def there(settings: Settings) -> Iterator[Receiver]:
    with receiver() as running:
        settings.WEBHOOKS_INNER = [f"localhost:{running.port}"]
        yield running
