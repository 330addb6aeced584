"""Every kind of public page of the demo with English labels: nothing of the frame is left in Chinese, and what is Chinese says so."""

import sqlite3
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import build_opener

import pytest

from tests.browser import kinds
from tests.portal.english import Contents, wrong

pytestmark = pytest.mark.browser

TYPED = ("低保", "教育局")
"""Words that a page gives as examples of what can be typed."""


@pytest.fixture(scope="module")
def contents(base_url: str, demo_folder: Path) -> Contents:
    """What the database of the demo holds; `base_url`: it is filled by then."""
    assert base_url
    with sqlite3.connect(f"file:{demo_folder / 'gongkai.sqlite3'}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = (row for name in tables for row in database.execute(f'SELECT * FROM "{name}"'))  # noqa: S608 - its own names
        return Contents([value for row in rows for value in row] + list(TYPED))


def english(address: str) -> str:
    """The page as somebody gets it who has chosen English."""
    opener = build_opener()
    opener.addheaders = [("Cookie", "yuyan=en")]
    try:
        with opener.open(address, timeout=60) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return error.read().decode()


@pytest.mark.parametrize("name", kinds.names())
def test_frame_is_english(base_url: str, addresses: dict[str, str], contents: Contents, name: str) -> None:
    assert wrong(english(f"{base_url}{addresses[name]}"), contents) == []
