"""Whatever the order in which deliveries come, and however often: the same records."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.registers.actions.secrets import salt_of
from gongkai.registers.models import Change, Record, Tally
from tests.registers.world import NOON, PENALTY, as_csv, county, delivered, penalty, source, state

pytestmark = pytest.mark.django_db

# What a file may say of a penalty: nothing, one of two contents, or that it was revoked.
SAID: tuple[dict[str, str], ...] = (
    {},
    {"content": "罚款二千元。", "fine": "2000", "decided_on": "2025-12-30"},
    {"status": "撤销", "status_changed_on": "2026-02-27"},
    {"open": "否"},
)
FILES = st.lists(
    st.dictionaries(st.integers(1, 4), st.integers(0, len(SAID) - 1), min_size=1), min_size=2, max_size=4
)


def bring(folder: Path, source_id: int, files: list[dict[int, int]], order: list[int]) -> list[object]:
    """What there is after the files came in this order, each with the moment that belongs to it."""
    for turn, place in enumerate(order):
        rows = [penalty(number, **SAID[said]) for number, said in sorted(files[place].items())]
        done = delivered(
            folder,
            source_id,
            as_csv(rows, PENALTY),
            NOON + timedelta(minutes=turn),
            as_of=NOON - timedelta(days=10 - place),
        )
        assert done.message == ""
    sums = Tally.objects.order_by("year", "state", "late", "marks")
    return [state(), list(sums.values_list("agency", "year", "state", "late", "marks", "n", "amount"))]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES, data=st.data())
def test_any_order_and_repeated_is_the_same(
    tmp_path: Path, files: list[dict[int, int]], data: st.DataObject
) -> None:
    places = list(range(len(files)))
    order = data.draw(st.permutations(places)) + data.draw(st.lists(st.sampled_from(places), max_size=2))
    with transaction.atomic():
        one = source(county().ju, PENALTY)
        salt_of(PENALTY)  # made once, as on any platform
        left = []
        for each in (places, order):
            with transaction.atomic():
                left.append(bring(tmp_path, one, files, each))
                assert sum(Tally.objects.values_list("n", flat=True)) == Record.objects.count()
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert left[0] == left[1]


def test_what_is_repeated_leaves_no_trace(tmp_path: Path) -> None:
    one = source(county().ju, PENALTY)
    files = [{1: 0, 2: 1}, {1: 1, 2: 1}]
    bring(tmp_path, one, files, [0, 1])
    before = state(), Change.objects.count()
    bring(tmp_path, one, files, [1, 0, 0, 1])
    assert (state(), Change.objects.count()) == before
