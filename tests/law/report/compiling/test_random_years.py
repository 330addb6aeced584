"""Random years of random bodies: what is compiled from facts always adds up, and so does what gathers several.

GONGKAI_TEST_YEARS sets how many there are, GONGKAI_TEST_SEED which ones. The same of years that lie in the database, and on
paper, is proved in `tests/annual_reports/test_random_years.py` and `tests/documents/annual/test_round_trip.py`.
"""

import os
from collections.abc import Mapping
from random import Random

from gongkai.law.report.arithmetic import Number, Sum, equations, examine
from gongkai.law.report.checks import check
from gongkai.law.report.compiling.derived import derived, effective, refusal
from gongkai.law.report.compiling.facts import cells_of
from gongkai.law.report.compiling.summing import as_report, digest, numbers, plain, sum_up
from gongkai.law.report.schema import form_for, forms
from tests.law.report.compiling.years import year_of

MANY = int(os.environ.get("GONGKAI_TEST_YEARS", "10000"))
SEED = int(os.environ.get("GONGKAI_TEST_SEED", "7"))
TOGETHER = 40
"""So many bodies are gathered at once."""
SUMS = {"R301", "R302", "R303", "R401"}


def test_every_compiled_year_satisfies_the_sums_of_its_form() -> None:
    chance = Random(SEED)
    for _ in range(MANY):
        year, facts = year_of(chance)
        form = form_for(year)
        cells = cells_of(form, facts)
        assert not examine(as_report(form.id, cells, year=year, agency_name="云岭县虚构局")).gaps
        for equation in equations(form.id):
            assert sum(cells[cell] for cell in equation.left) == sum(cells[cell] for cell in equation.right)


def test_what_is_kept_of_a_year_is_the_same_year() -> None:
    chance = Random(SEED)
    for _ in range(MANY // 10):
        year, facts = year_of(chance)
        cells = cells_of(form_for(year), facts)
        kept = plain(cells)
        assert numbers(kept) == cells
        assert digest(numbers(kept)) == digest(cells)


def test_the_checks_find_no_wrong_sum_in_a_compiled_year_and_one_in_a_changed_one() -> None:
    chance = Random(SEED)
    for _ in range(60):
        year, facts = year_of(chance)
        form = form_for(year)
        cells = cells_of(form, facts)
        assert not SUMS & _rules(form.id, cells, year)
        cell = chance.choice([each for each in cells if each[:3] in ("t3.", "t4.")])
        assert SUMS & _rules(form.id, {**cells, cell: cells[cell] + 1}, year)


def test_a_figure_by_hand_moves_the_sums_that_it_stands_in_and_no_other_cell() -> None:
    chance = Random(SEED)
    for _ in range(300):
        year, facts = year_of(chance)
        form = form_for(year)
        counted = cells_of(form, facts)
        settable = [cell for cell in form.cells if refusal(form.id, cell, 0) is None]
        by_hand = {cell: chance.randrange(50) for cell in chance.sample(settable, 4)}
        cells = effective(form.id, counted, by_hand)
        for equation in equations(form.id):
            if equation.kind is not Sum.FLOW:
                assert sum(cells[cell] for cell in equation.left) == cells[equation.closes]
        for cell, value in cells.items():
            if cell in by_hand:
                assert value == by_hand[cell]
            elif cell not in derived(form.id):
                assert value == counted[cell]
        assert effective(form.id, counted, {}) == counted


def test_what_gathers_bodies_is_their_sum_and_adds_up_too() -> None:
    chance = Random(SEED)
    lived: dict[str, list[Mapping[str, Number]]] = {form_id: [] for form_id in forms()}
    for _ in range(MANY):
        year, facts = year_of(chance)
        form = form_for(year)
        lived[form.id].append(cells_of(form, facts))
    for form_id, years in lived.items():
        assert len(years) > MANY // 4
        for first in range(0, len(years), TOGETHER):
            _gathers(form_id, dict(enumerate(years[first : first + TOGETHER])))


def _gathers(form_id: str, bodies: Mapping[int, Mapping[str, Number]]) -> None:
    summed = sum_up(form_id, bodies)
    for cell, each in summed.items():
        given = {body: cells[cell] for body, cells in bodies.items() if cell in cells}
        assert each.value == (sum(given.values()) if given else None)
        assert dict(each.parts) == given
        assert set(each.blank) == bodies.keys() - given.keys()
    cells = {cell: each.value for cell, each in summed.items() if each.value is not None}
    assert not examine(as_report(form_id, cells, year=2020, agency_name="云岭县")).gaps


def _rules(form_id: str, cells: Mapping[str, Number], year: int) -> set[str]:
    return {
        finding.rule for finding in check(as_report(form_id, cells, year=year, agency_name="云岭县虚构局"))
    }
