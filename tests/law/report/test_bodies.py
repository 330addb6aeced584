"""Bodies are told by their names, and left open where the name does not tell."""

import pytest

from gongkai.law.report.bodies import infer_level, may_make_rules, same_body
from gongkai.law.report.schema import Level

PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, DEPARTMENT = Level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("宁夏回族自治区人民政府", PROVINCE),
        ("吉林省", PROVINCE),
        ("重庆市人民政府", PROVINCE),
        ("庆阳市", PREFECTURE),
        ("甘肃省庆阳市人民政府", PREFECTURE),
        ("吉林市人民政府", PREFECTURE),
        ("景德镇市人民政府", PREFECTURE),
        ("云岭自治州人民政府", PREFECTURE),
        ("凉山州人民政府", PREFECTURE),
        ("大兴安岭地区行政公署", PREFECTURE),
        ("海东市乐都区", COUNTY),
        ("云岭县人民政府", COUNTY),
        ("鄂伦春自治旗", COUNTY),
        ("洛阳市偃师市人民政府", COUNTY),
        ("恩施土家族苗族自治州利川市", COUNTY),
        ("上海市浦东新区人民政府", COUNTY),
        ("盐池县青山乡", TOWNSHIP),
        ("云岭县青禾镇人民政府", TOWNSHIP),
        ("中山街道办事处", TOWNSHIP),
        ("偃师市人民政府办公室", DEPARTMENT),
        ("云岭县财政局", DEPARTMENT),
        ("云岭省自然资源厅（云岭省林业局）", DEPARTMENT),
        ("云岭县发展和改革委员会", DEPARTMENT),
        ("偃师市", COUNTY),
        ("浙江省慈溪市人民政府", COUNTY),
        ("青川市白石市人民政府", COUNTY),
        ("景洪市", COUNTY),
        ("云岭市人民政府", None),
        ("云岭经济技术开发区管理委员会", None),
        ("云岭新区", None),
        ("云岭市第一中学", None),
        ("湖南省津市市人民政府", COUNTY),
        ("市", None),
        ("", None),
    ],
)
def test_level(name: str, level: Level | None) -> None:
    assert infer_level(name) is level


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("庆阳市人民政府", True),
        ("国家统计局", True),
        ("中华人民共和国财政部", True),
        ("国家税务总局云岭县税务局", False),
        ("大兴安岭地区行政公署", False),
        ("云岭县人民政府", False),
        ("云岭县人民政府办公室", False),
        ("云岭县财政局", False),
        ("庆阳市人民政府办公室", None),
        ("偃师市人民政府办公室", False),
        ("云岭市人民政府", None),
    ],
)
def test_power_to_make_rules(name: str, may: bool | None) -> None:
    assert may_make_rules(name, infer_level(name)) is may


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("庆阳市", "庆阳市人民政府", True),
        ("海东市乐都区", "乐都区人民政府", True),
        ("云岭县 人民政府", "云岭县人民政府", True),
        ("", "云岭县", True),
        ("云岭县", "白石县", False),
        ("云岭县财政局", "云岭县人民政府", False),
    ],
)
def test_same_body(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same
