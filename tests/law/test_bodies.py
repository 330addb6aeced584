"""Which levels a kind of body can have."""

import pytest

from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level


@pytest.mark.parametrize("kind", BodyKind)
def test_every_kind_has_levels(kind: BodyKind) -> None:
    assert kind.levels


def test_a_government_has_the_level_of_its_place_and_all_others_are_departments() -> None:
    assert Level.DEPARTMENT not in BodyKind.GOVERNMENT.levels
    assert BodyKind.GOVERNMENT.levels | {Level.DEPARTMENT} == set(Level)
    assert BodyKind.DEPARTMENT.levels == BodyKind.OFFICE.levels == {Level.DEPARTMENT}


def test_a_dispatched_office_stands_for_a_place_below_a_province() -> None:
    assert BodyKind.DISPATCHED_OFFICE.levels == {Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP}
