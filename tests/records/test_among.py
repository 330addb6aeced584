"""Rows by many numbers at once: found as `__in` finds them, however many there are."""

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from gongkai.records.models import LogEntry
from gongkai.records.queries.among import FEW, Among
from tests.records.entries import write

numbers = st.frozensets(st.integers(1, 8) | st.integers(1, 2**62), max_size=2 * FEW)


class TestAmong(TestCase):
    """Against what Django does."""

    @classmethod
    def setUpTestData(cls) -> None:
        for agency_id in range(1, 9):
            write(agency_id=agency_id)

    @given(numbers, numbers)
    def test_finds_what_in_finds(self, some: frozenset[int], others: frozenset[int]) -> None:
        entries = LogEntry.objects.order_by("seq")
        for ours, plain in (
            (Q(Among("agency_id", some)), Q(agency_id__in=some)),
            (~Q(Among("agency_id", some)), ~Q(agency_id__in=some)),
            (
                Q(Among("agency_id", some)) | Q(Among("seq", others)),
                Q(agency_id__in=some) | Q(seq__in=others),
            ),
            (Q(Among("agency_id", some), seq__gt=3), Q(agency_id__in=some, seq__gt=3)),
        ):
            assert list(entries.filter(ours)) == list(entries.filter(plain))

    def test_more_than_a_query_has_parameters(self) -> None:
        """SQLite takes 32,766 of them, the driver of PostgreSQL 65,535 where it sends them apart."""
        assert LogEntry.objects.filter(Among("agency_id", frozenset(range(1, 100_000)))).count() == 8


@pytest.mark.django_db
def test_nothing_is_asked_for_none(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert not list(LogEntry.objects.filter(Among("agency_id", frozenset())))
