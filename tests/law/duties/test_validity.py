"""How a document stands on a day, whatever was stated when it was published."""

from datetime import date

import pytest

from gongkai.law.duties.publication import Validity, validity_on

BEFORE, FIRST, LAST, AFTER = date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1)
MOVING = [Validity.VALID, Validity.NOT_YET]


@pytest.mark.parametrize("stated", sorted(set(Validity) - set(MOVING)))
@pytest.mark.parametrize("on", [BEFORE, FIRST, LAST, AFTER])
def test_what_was_decided_stays(stated: Validity, on: date) -> None:
    assert validity_on(stated, FIRST, LAST, on) is stated


@pytest.mark.parametrize("stated", MOVING)
def test_it_begins_and_ends_by_the_day(stated: Validity) -> None:
    assert [validity_on(stated, FIRST, LAST, on) for on in (BEFORE, FIRST, LAST, AFTER)] == [
        stated,
        Validity.VALID,
        Validity.VALID,
        Validity.EXPIRED,
    ]


@pytest.mark.parametrize("stated", MOVING)
def test_without_days_it_is_what_was_stated(stated: Validity) -> None:
    assert validity_on(stated, None, None, AFTER) is stated
