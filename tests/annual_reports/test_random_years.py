"""Random years of random bodies as they lie in the database: sums hold, cells are what lies behind them, bodies add up.

GONGKAI_TEST_YEARS sets how many years there are at least, GONGKAI_TEST_SEED which ones: each county has twenty, and by itself
there is one county. The same of figures alone is proved ten thousand times in `tests/law/report/compiling/`.
"""

import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gongkai.annual_reports.actions.compiling import compile_all
from gongkai.annual_reports.models import Scope
from gongkai.annual_reports.queries.working import working
from gongkai.law.report.arithmetic import equations
from gongkai.records.access import OPERATOR
from tests.annual_reports.drilling import assert_drilled
from tests.annual_reports.year import AT, Tree, decided, lived_by, tree, whole
from tests.applications.histories import histories

YEARS = (2019, 2020, 2021, 2024, 2025)
BODIES = 4
COUNTIES = -(-int(os.environ.get("GONGKAI_TEST_YEARS", "1")) // (BODIES * len(YEARS)))
SEED = int(os.environ.get("GONGKAI_TEST_SEED", "11"))
CELLS = 12
"""So many cells of each year are looked behind; of one year all."""

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", range(COUNTIES))
def test_random_years_add_up_and_every_cell_is_its_list(number: int, tmp_path: Path) -> None:
    made, chance = tree(), Random(SEED + number)
    lived(made, chance, tmp_path)
    agencies = (made.county, *made.below)
    for year in YEARS:
        compile_all(made.county.pk, year, by=OPERATOR, at=AT)
        for agency in agencies:
            found = whole(agency, year)
            for equation in equations(found.form.id):
                assert _sum(found.cells, equation.left) == _sum(found.cells, equation.right)
            assert_drilled(found, chance.sample(list(found.form.cells), CELLS))
        _gathered(made, year)
    assert_drilled(whole(made.water, chance.choice(YEARS)))


def lived(made: Tree, chance: Random, folder: Path) -> None:
    """What happened there: applications of all four, licences and penalties of two."""
    lived_by((made.county, *made.below), list(histories(800, BODIES, chance.randrange(10**6))))
    for agency in (made.water, made.town):
        days = [date(chance.choice(YEARS), chance.randint(1, 12), chance.randint(1, 28)) for _ in range(17)]
        decided(folder, agency, days[:12], days[12:])


def _gathered(made: Tree, year: int) -> None:
    gathered = whole(made.county, year, Scope.ROLLED_UP)
    each = [working(agency.pk, year, Scope.OWN) for agency in (made.county, *made.below)]
    for cell in gathered.form.cells:
        given = [one.cells[cell] for one in each if one and cell in one.cells]
        assert gathered.cells.get(cell) == (sum(given, Decimal(0)) if given else None), cell


def _sum(cells: Mapping[str, Any], of: tuple[str, ...]) -> Any:
    return sum(cells[cell] for cell in of)
