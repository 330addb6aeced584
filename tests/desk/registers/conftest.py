"""Files of these tests lie in a folder of their own."""

from pathlib import Path
from typing import Any

import pytest

from tests.desk.registers.office import Office, office


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def made() -> Office:
    return office()
