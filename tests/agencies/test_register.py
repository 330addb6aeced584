"""Agencies enter the list."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.agencies import actions, queries
from gongkai.agencies.models import Agency
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.models import LogEntry
from tests.agencies.bodies import NOON, body

pytestmark = pytest.mark.django_db


def test_registered_agency_is_found() -> None:
    made = body("yunling", name="云岭县", level=Level.COUNTY)
    assert queries.find("yunling") == made
    assert queries.by_slugs(["yunling", "nowhere"]) == {"yunling": made}
    assert queries.regions() == ["虚构省"]
    assert queries.find("elsewhere") is None
    assert LogEntry.objects.values_list("action", "subject").get() == (
        "agencies.register",
        f"agency:{made.id}",
    )


def test_list_is_narrowed_by_level_and_region() -> None:
    for slug, level, region in (
        ("a", Level.COUNTY, "甲省"),
        ("b", Level.TOWNSHIP, "甲省"),
        ("c", Level.COUNTY, "乙省"),
    ):
        body(slug, level=level, region=region)
    assert [found.slug for found in queries.listed(level=Level.COUNTY, region="甲省")] == ["a"]
    assert {found.slug for found in queries.listed(level=Level.COUNTY)} == {"a", "c"}
    assert queries.listed().count() == 3


def test_only_the_operator_registers_a_root() -> None:
    with pytest.raises(PermissionDenied):
        body("x", by=Actor("visitor", "访客"))


def test_name_is_put_into_one_form() -> None:
    assert body("x", name=" 云岭县 （Ａ1） 局\u200b").name == "云岭县（A1）局"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"slug": "x"}, "属于另一个机关"),
        ({"slug": "云岭"}, "小写字母"),
        ({"slug": "desk"}, "小写字母"),
        ({"parent": "nowhere"}, "没有代号为“nowhere”的上级机关"),
        ({"name": " "}, "全称"),
        ({"name": "长" * 121}, "超过120个字"),
        ({"region": ""}, "所在的省"),
        ({"organ_code": "91350100M000100Y44"}, "校验不符"),
        ({"organ_code": "91350100M000100Y43"}, "属于另一个机关"),
        ({"division_code": "5301"}, "行政区划代码"),
        ({"kind": BodyKind.GOVERNMENT}, "的层级只能是"),
        ({"name": "甲局", "parent": "x"}, "同一上级之下"),
        ({"parent": "young", "begins_on": date(2020, 1, 1)}, "才设立"),
        ({"parent": "gone"}, "存续到"),
    ],
)
def test_what_cannot_be_entered_says_why(fields: dict[str, Any], message: str) -> None:
    body("x", level=Level.COUNTY, organ_code="91350100M000100Y43")
    body("jia", "x", name="甲局")
    body("young", begins_on=date(2021, 1, 1))
    gone = body("gone")
    actions.abolish(agency_id=gone.id, on=date(2026, 1, 1), by=OPERATOR, at=NOON, reason="云编发〔2026〕1号")
    before = Agency.objects.count(), LogEntry.objects.count()
    with pytest.raises(actions.Refused, match=message):
        body(**({"slug": "y"} | fields))
    assert (Agency.objects.count(), LogEntry.objects.count()) == before


@pytest.mark.parametrize(
    "fields",
    [
        {"level": "kingdom"},
        {"kind": "tribe"},
        {"begins_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)},
        {"organ_code": "91350100M000100Y43"},
    ],
)
def test_what_must_never_be_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    body("first", organ_code="91350100M000100Y43")
    given: dict[str, Any] = {"slug": "x", "name": "x", "level": "county", "kind": "government", "region": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(**(given | fields))
