"""Agencies enter the list."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.agencies import actions, queries
from gongkai.agencies.models import Agency
from gongkai.law.report.schema import Level

pytestmark = pytest.mark.django_db


def test_registered_agency_is_found() -> None:
    made = actions.register(slug="yunling", name="云岭县", level=Level.COUNTY, region="虚构省", by="operator")
    assert queries.find("yunling") == made
    assert queries.regions() == ["虚构省"]
    assert queries.find("elsewhere") is None


def test_list_is_narrowed_by_level_and_region() -> None:
    for slug, level, region in (
        ("a", Level.COUNTY, "甲省"),
        ("b", Level.TOWNSHIP, "甲省"),
        ("c", Level.COUNTY, "乙省"),
    ):
        actions.register(slug=slug, name=slug, level=level, region=region, by="operator")
    assert [body.slug for body in queries.listed(level=Level.COUNTY, region="甲省")] == ["a"]
    assert {body.slug for body in queries.listed(level=Level.COUNTY)} == {"a", "c"}
    assert queries.listed().count() == 3


def test_only_the_operator_registers() -> None:
    with pytest.raises(PermissionDenied):
        actions.register(slug="x", name="x", level=Level.COUNTY, region="x", by="visitor")


def test_an_address_is_taken_once() -> None:
    actions.register(slug="x", name="x", level=Level.COUNTY, region="x", by="operator")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.register(slug="x", name="y", level=Level.COUNTY, region="x", by="operator")


def test_unknown_level_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(slug="x", name="x", level="kingdom", region="x")
