"""Decisions that may not both come true, taken by several processes at the same moment."""

from pathlib import Path

import pytest
from django.db import connection

from tests.agencies.process import ROUNDS
from tests.records.databases import left_by


@pytest.mark.django_db
def test_rings_twins_and_second_roles_do_not_slip_through(tmp_path: Path) -> None:
    result = left_by(tmp_path, "tests.agencies.process", silent=False)
    assert result["vendor"] == connection.vendor
    assert result["codes"] == [0, 0, 0, 0]
    assert result["contradictions"] == []
    assert result["moved"] == ROUNDS  # one of each pair
    assert (result["mixed"], result["appointed"]) == (0, ROUNDS)
    assert result["twins"] == ROUNDS
    assert result["faults"] == []
