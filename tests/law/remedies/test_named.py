"""What a name tells of review and suit."""

import pytest

from gongkai.law.bodies import BodyKind
from gongkai.law.remedies.named import respondent, vertical
from gongkai.law.remedies.routes import Vertical
from gongkai.law.report.schema import Level


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("国家税务总局云岭县税务局", Vertical.TAX),
        ("云岭海关", Vertical.CUSTOMS),
        ("云岭市国家安全局", Vertical.STATE_SECURITY),
        ("国家外汇管理局云岭市分局", Vertical.FOREIGN_EXCHANGE),
        ("中国人民银行云岭市分行", Vertical.FINANCE),
        ("国家金融监督管理总局云岭监管分局", Vertical.FINANCE),
        ("云岭县地方金融管理局", None),
        ("云岭县教育局", None),
        ("云岭县上海关路街道办事处", None),
    ],
)
def test_vertical_systems_are_told_by_name(name: str, system: Vertical | None) -> None:
    assert vertical(name) is system


def test_government_is_vertical_in_no_case() -> None:
    assert respondent("税务局镇人民政府", BodyKind.GOVERNMENT, Level.TOWNSHIP).vertical is None


@pytest.mark.parametrize(
    ("name", "kind", "justice"),
    [
        ("云岭县司法局", BodyKind.DEPARTMENT, True),
        ("虚构省司法厅", BodyKind.DEPARTMENT, True),
        ("云岭县司法局青禾司法所", BodyKind.DISPATCHED_AGENCY, False),
        ("云岭县司法局", BodyKind.DISPATCHED_AGENCY, False),
    ],
)
def test_judicial_administration_is_told_by_name(name: str, kind: BodyKind, justice: bool) -> None:
    assert respondent(name, kind, Level.COUNTY).justice is justice


@pytest.mark.parametrize(
    ("name", "government", "by_district"),
    [
        ("云岭市公安局青禾区分局", Level.PREFECTURE, True),
        ("虚构市规划和自然资源委员会青禾分局", Level.PROVINCE, True),
        ("云岭市公安局开发区分局", Level.PREFECTURE, False),
        ("云岭市公安局青禾派出所", Level.PREFECTURE, False),
        ("云岭县公安局青禾分局", Level.COUNTY, False),
    ],
)
def test_branch_by_district_stands_below_a_city(name: str, government: Level, by_district: bool) -> None:
    assert respondent(name, BodyKind.DISPATCHED_AGENCY, government).by_district is by_district
    assert not respondent(name, BodyKind.DEPARTMENT, government).by_district
