"""What the public sees of a row: companies and their codes plain, natural persons masked.

In doubt a name is masked: what does not look like the name of a body is taken for a person's, whatever the row says it is.
依据：个人信息保护法第三十四条，条例第十五条
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gongkai.law import masks
from gongkai.law.codes import is_identity_number
from gongkai.law.registers.definition import PERSONS, Definition, Field, Kind, Shown, Value, Values

# How names of bodies end, 个体工商户 with a name of their own among them; a branch may be told in brackets behind.
_ENDINGS = """
公司 企业 集团 合作社 联合社 中心 银行 商行 车行 洋行 大学 中学 小学 学校 幼儿园 委员会 政府 超市 市场 商城 酒楼 餐厅 餐馆
饭店 饭庄 食府 食堂 宾馆 旅馆 医院 诊所 药房 药店 网吧 茶楼 农场 林场 工作室 事务所 基金 协会 基地
门市 商店 便利店 经营部 门市部 服务部 服务站 加工厂
"""
_BODY = tuple(_ENDINGS.split())
# Given names end so as well: only a longer name is taken for that of a body.
_ALSO_BODY = tuple("厂店社部院所处馆站场矿校园会局委办室队铺坊")
_BRANCH = re.compile(r"[(（][^()（）]{1,20}[)）]$")
_SHORTEST_BODY = 4
# Beyond these many characters, without a middle dot, no name goes that ends so, or any Chinese name.
_LONGEST_NAME_ENDING_SO, _LONGEST_NAME = 4, 6
_SHORTEST_REPEATED = 2
_RESIDENT = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_MASKS: dict[Kind, masks.Mask] = {
    Kind.PERSON: masks.name,
    Kind.PARTY: masks.name,
    Kind.ID_NUMBER: masks.identity_number,
    Kind.PHONE: masks.mobile,
    Kind.ADDRESS: masks.address,
}


def shown(definition: Definition, values: Values) -> dict[str, str]:
    """The public view of a row: what is hidden left out, persons masked, also where another text of the row repeats them.

    Days as 2026-03-31, sums in 元 with two decimals. Whether the row may be shown at all says `timing.state`.
    依据：个人信息保护法第三十四条
    """
    view: dict[str, str] = {}
    covered: dict[str, str] = {}
    for field in definition.fields:
        if field.key not in values:
            continue
        text = written(values[field.key])
        mask = _mask(field, values)
        if mask and field.kind in _MASKS:
            covered[text] = mask(text)
        if field.shown is not Shown.HIDDEN:
            view[field.key] = mask(text) if mask else text
    for key in definition.prose:
        if key in view:
            view[key] = _without(view[key], covered)
    return view


def written(value: Value) -> str:
    """A value as people read it; sums and numbers in plain digits."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def is_person(name: str, party_kind: str = "") -> bool:
    """Whether a name is shown as that of a natural person: it is said to be one, or does not look like the name of a body."""
    if party_kind in PERSONS:
        return True
    bare = _BRANCH.sub("", name)
    if len(bare) >= _SHORTEST_BODY and bare.endswith(_BODY):
        return False
    most = _LONGEST_NAME_ENDING_SO if bare.endswith(_ALSO_BODY) else _LONGEST_NAME
    return "·" in name or len(bare) <= most


def _mask(field: Field, values: Values) -> masks.Mask | None:
    """How a field is masked; None for one that is shown as it is."""
    if field.shown is Shown.PLAIN:
        return None
    if field.kind is Kind.PARTY and not is_person(str(values[field.key]), str(values.get(field.party, ""))):
        return None
    return _MASKS.get(field.kind, masks.hidden)


def _without(text: str, covered: dict[str, str]) -> str:
    """A text in which no masked value stands plain, nor any identity or mobile number."""
    for plain, mask in _longest_first(covered):
        text = text.replace(plain, mask)
    text = _RESIDENT.sub(_resident, text)
    return _MOBILE.sub(lambda found: masks.mobile(found.group()), text)


def _longest_first(covered: dict[str, str]) -> Iterator[tuple[str, str]]:
    long_enough = (each for each in covered.items() if len(each[0]) >= _SHORTEST_REPEATED)
    return iter(sorted(long_enough, key=lambda each: -len(each[0])))


def _resident(found: re.Match[str]) -> str:
    number = found.group()
    return masks.identity_number(number) if is_identity_number(number.upper()) else number
