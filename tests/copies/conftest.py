"""Each test writes into folders of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.copies.written import few_registers


@pytest.fixture(autouse=True)
def pages(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the pages; stored files lie in another."""
    settings.FILES = tmp_path / "stored"
    settings.COPIES = tmp_path / "pages"
    settings.SITE_ADDRESS = "http://testserver"
    return tmp_path / "pages"


@pytest.fixture(autouse=True)
def _few_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    few_registers(monkeypatch)
