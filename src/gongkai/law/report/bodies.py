"""What kind of body reports, told by its name: its level, whether it may make rules, whether two names are one body."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from gongkai.law.report.schema import Level

_SEAT = re.compile(r"(人民政府|政府)$")
_TOWNSHIP = re.compile(r"(镇|乡|街道|苏木)((人民)?政府|(街道)?办事处|党政(综合)?办公室|(人民)?政府办公室)?$")
_DISPATCHED = re.compile(r"(地区|盟)(行政公署|行署)?$|(行政公署|行署)$")
# Zones are run by dispatched bodies: the Regulation does not say which date they keep.
_ZONE = re.compile(
    r"((?<!浦东)(?<!滨海)新区|开发区|高新区|示范区|园区|管理区|风景区|度假区|保税区|试验区|合作区|工业区|功能区|管理委员会|管委会)$"
)
_OFFICE = re.compile(r"(人民政府|政府|公署|行署)(办公厅|办公室|办)$")
_DEPARTMENT = re.compile(
    r"(局|委|委员会|办|办公室|办公厅|厅|中心|院|所|处|支队|总队|大队|署|站|馆|部|司|组|集团|公司|公安|法院|银行|社|办事处|联合会)$"
)
# A local branch of a vertical system ("国家税务总局云岭市税务局") is not the State Council department itself.
_STATE_COUNCIL = re.compile(r"^(中华人民共和国|国家|国务院|中国人民银行|审计署|海关总署|中国)[^省市县州]*$")
_CITY = re.compile(r"(?P<above>.*(?:省|自治区|市|州|地区|盟))?(?P<name>.+市)")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


@cache
def _cities(rank: str) -> frozenset[str]:
    text = files("gongkai.law").joinpath("data/cities.toml").read_text("utf-8")
    return frozenset(
        f"{city}市" for province in tomllib.loads(text).values() for city in province.get(rank, ())
    )


def infer_level(agency_name: str) -> Level | None:
    """The level of a body told by its name; None where the name leaves it open (an unlisted 市, a zone)."""
    name = re.sub(r"\s|（[^（）]*）$|\([^()]*\)$", "", agency_name)
    if not name or _ZONE.search(_SEAT.sub("", name)):
        return None
    if _TOWNSHIP.search(name) and not name.endswith("景德镇"):
        return Level.TOWNSHIP
    if _DISPATCHED.search(name):
        return Level.PREFECTURE
    if _DEPARTMENT.search(name):
        return Level.DEPARTMENT
    return _level_of_place(_SEAT.sub("", name), seat=bool(_SEAT.search(name)))


def _level_of_place(place: str, *, seat: bool) -> Level | None:
    if place.endswith(("省", "自治区", *_MUNICIPALITIES)):
        return Level.PROVINCE
    if place.endswith("自治州") or (seat and place.endswith("州")):
        return Level.PREFECTURE
    if place.endswith(("县", "旗", "区")):
        return Level.COUNTY
    return _level_of_city(place) if place.endswith("市") else None


def _level_of_city(place: str) -> Level | None:
    """A city is in one of the two lists, or stands below a prefecture that is named before it; otherwise open."""
    parts = _CITY.fullmatch(place)
    if parts is None:
        return None
    if parts["name"] in _cities("prefecture"):
        return Level.PREFECTURE
    below_prefecture = parts["above"] and not parts["above"].endswith(("省", "自治区"))
    return Level.COUNTY if below_prefecture or parts["name"] in _cities("county") else None


def may_make_rules(agency_name: str, level: Level | None) -> bool | None:
    """Whether the body may make 规章; None where name and level leave it open.   依据：规章制定程序条例、立法法

    State Council departments, provinces, cities with districts and autonomous prefectures may. The office of such
    a government often reports the government's figures, so for it the answer stays open.
    """
    if is_of_state_council(agency_name):
        return True
    if _DISPATCHED.search(_SEAT.sub("", agency_name)):
        return False
    if level in (Level.PROVINCE, Level.PREFECTURE):
        return True
    if level is Level.DEPARTMENT and _OFFICE.search(agency_name):
        return False if level_of_seat(agency_name) in (Level.COUNTY, Level.TOWNSHIP) else None
    return None if level is None else False


def level_of_seat(office_name: str) -> Level | None:
    """The level of the government whose general office a name is; None for other names, and where it is open."""
    office = _OFFICE.search(office_name)
    return infer_level(office_name[: office.start()] + office[1]) if office else None


def is_of_state_council(agency_name: str) -> bool:
    """Whether a name is that of the State Council's own department or organisation."""
    return _STATE_COUNCIL.search(agency_name) is not None


def same_body(one: str, other: str) -> bool:
    """Whether two names can be one body: "庆阳市" and "庆阳市人民政府", with or without the name of the level above.

    An empty name says nothing and fits every body.
    """
    first, second = (_SEAT.sub("", re.sub(r"\s", "", name)) for name in (one, other))
    return not first or not second or first.endswith(second) or second.endswith(first)
