"""Every test begins with lists of words that no process has read."""

from collections.abc import Iterator

import pytest

from gongkai.search.backends import sql, words


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """What a process knows of the database outlives a test whose transaction is rolled back."""
    yield
    words.forget()
    sql.forget()
