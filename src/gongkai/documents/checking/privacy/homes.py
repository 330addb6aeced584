"""Where persons live, to the house, and on which day they were born."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.documents.checking.privacy.groups import Found
from gongkai.documents.checking.privacy.kinds import Kind
from gongkai.documents.checking.privacy.plain import after, before

_COUNT = r"(?:[0-9A-Za-z]{1,5}|[一二三四五六七八九十百]{1,4})"
_UNIT = r"(?:号楼|号院|号|栋|幢|单元|层|楼|室|户|座|组|弄|队|社)"
_HOUSE = rf"{_COUNT}(?:-[0-9]{{1,5}}){{0,3}}{_UNIT}(?:[ ,，]?(?:附|第)?{_COUNT}(?:-[0-9]{{1,5}}){{0,3}}(?:{_UNIT}|(?![0-9A-Za-z]))){{0,5}}"
_PLACE = r"[\u4e00-\u9fffA-Za-z0-9()·]{2,40}?"

_LIVES = re.compile(
    r"(?:家庭住址|家庭地址|现住址|住址|户籍(?:所在)?地(?:址)?|户口所在地|居住地址?|现居住?地?|经常居住地|通[讯信]地址|(?:收件|送达|邮寄)地址|家在"
    rf"|住所地?|家住|居住[在于]|现住|(?<![入居常暂])住(?=[\u4e00-\u9fff]{{2}}))[ :在于为是]{{0,3}}({_PLACE}{_HOUSE})"
)
# A flat is a home wherever it stands: a unit or a building, then a room.
_FLAT = re.compile(
    rf"(?:号楼|[栋幢座]){_COUNT}(?:单元{_COUNT}(?:室|号|户)|室)|单元{_COUNT}(?:层{_COUNT})?(?:室|号|户)"
)
_FLAT_PLACE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·\-]{2,40}$")
_OFFICE = re.compile(
    r"公司|[局厅院厂店社]，?$|中心|办公|企业|机构|项目|地点|合作社|事务所|商行|经营部|政府|法定代表人"
)
_LEADS = re.compile(
    r"^.*(?:地址|住址|位于|坐落于?|坐落在|住在?|购买|取得|名下|的|在|为|是|将|对|至)(?=[\u4e00-\u9fff]{2})"
)

_DAY = r"((?:19|20)\d\d)\s?(?:年|[\-./])\s?(\d{1,2})\s?(?:月|[\-./])\s?(\d{1,2})(?:\s?日)?(?!\d)"
_BORN_AFTER = re.compile(rf"(?:出生(?:日期|年月日?|时间)?|生日|生于|诞生)[ :于为是在]{{0,3}}({_DAY})")
_BORN_BEFORE = re.compile(rf"(?<!\d)({_DAY})\s?(?:出生|生(?=[,，。;；)、]|$))(?!人口|率|缺陷|医学|登记)")


def homes(text: str) -> Iterator[Found]:
    """Addresses of persons down to the house. The text is `plain`."""
    for found in _LIVES.finditer(text):
        if not _OFFICE.search(before(text, found.start(), 24)):
            yield Found(Kind.ADDRESS, found.start(1), found.end(1), found[1], certain=False)
    for found in _FLAT.finditer(text):
        ahead = before(text, found.start(), 44)
        place = _FLAT_PLACE.search(ahead)
        if place is None or _OFFICE.search(ahead):
            continue
        lead = _LEADS.match(place.group())
        start = found.start() - len(place.group()) + (lead.end() if lead else 0)
        if found.start() - start >= 2:
            yield Found(Kind.ADDRESS, start, found.end(), text[start : found.end()], certain=False)


def births(text: str) -> Iterator[Found]:
    """Days of birth: year, month and day; a year and a month alone are what notices of appointments print."""
    for pattern in (_BORN_AFTER, _BORN_BEFORE):
        for found in pattern.finditer(text):
            if _is_day(found) and "证" not in after(text, found.end(), 4):
                yield Found(Kind.BIRTH_DATE, found.start(1), found.end(1), found[1], certain=False)


def _is_day(found: re.Match[str]) -> bool:
    try:
        date(int(found[2]), int(found[3]), int(found[4]))
    except ValueError:
        return False
    return True
