"""Random years of random bodies: what is compiled from facts always adds up, and so does what gathers several.

GONGKAI_TEST_YEARS sets how many there are, GONGKAI_TEST_SEED which ones.
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

MANY = int(os.environ.get("GONGKAI_TEST_YEARS", "2000"))
SEED = int(os.environ.get("GONGKAI_TEST_SEED", "7"))
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
        assert numbers(plain(cells)) == cells
        assert digest(numbers(plain(cells))) == digest(cells)


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
    for form_id, form in forms().items():
        years = [made for made in (year_of(chance) for _ in range(200)) if form_for(made[0]).id == form_id]
        bodies = {number: cells_of(form, facts) for number, (_, facts) in enumerate(years[:40])}
        summed = sum_up(form_id, bodies)
        for cell, each in summed.items():
            assert each.value == sum(cells.get(cell, 0) for cells in bodies.values())
            assert {body for body, _ in each.parts} | set(each.blank) == set(bodies)
        cells = {cell: each.value for cell, each in summed.items() if each.value is not None}
        assert not examine(as_report(form_id, cells, year=2020, agency_name="云岭县")).gaps


def _rules(form_id: str, cells: Mapping[str, Number], year: int) -> set[str]:
    return {
        finding.rule for finding in check(as_report(form_id, cells, year=year, agency_name="云岭县虚构局"))
    }
