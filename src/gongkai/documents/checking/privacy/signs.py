"""Papers, plates, mail and chat accounts of persons in a text; each pattern is bounded at every place."""

import re
from collections.abc import Iterator

from gongkai.documents.checking.privacy.groups import Found
from gongkai.documents.checking.privacy.kinds import Kind
from gongkai.documents.checking.privacy.plain import after, before

_END = r"(?![0-9A-Za-z])"
_PASSPORT = re.compile(
    rf"(?<![0-9A-Za-z])(?:[EG]\d{{8}}|[EDSP][A-HJ-NP-Z]\d{{7}}|[CW][0-9A-Z]?\d{{7,8}}|[HM]\d{{8}}(?:\d\d)?|[LT]\d{{8}}){_END}",
    re.IGNORECASE,
)
_PASSPORT_WORDS = re.compile(r"护照|通行证|回乡证|台胞证|证件|旅行证|passport", re.IGNORECASE)

# GA 36-2018: neither I nor O; green plates of new energy have one place more.
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•.\-]?"
    rf"(?:[A-K][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[A-K]|[A-HJ-NP-Z0-9]{{5}}|[A-HJ-NP-Z0-9]{{4}}[挂学警港澳领使]){_END}",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?<![0-9A-Za-z._%+\-])[0-9A-Za-z][0-9A-Za-z._%+\-]{0,63}@[0-9A-Za-z](?:[0-9A-Za-z\-]{0,62}\.){1,4}[A-Za-z]{2,10}"
    rf"{_END}"
)
_OFFICIAL_MAIL = re.compile(r"[.@](?:gov|edu|mil)\.cn$", re.IGNORECASE)
_WECHAT = re.compile(
    rf"(?:微信|[VW薇威]信|weixin|wechat|[VW]X)(?:账号|号码?|ID)?[ :为是]{{0,3}}([A-Za-z][A-Za-z0-9_\-]{{5,19}}){_END}",
    re.IGNORECASE,
)
_QQ = re.compile(rf"QQ(?:账号|号码?)?[ :为是]{{0,3}}([1-9]\d{{4,10}}){_END}", re.IGNORECASE)


def signs(text: str) -> Iterator[Found]:
    """Passports, plates, addresses of mail, WeChat and QQ. The text is `plain`."""
    for found in _PASSPORT.finditer(text):
        if _PASSPORT_WORDS.search(before(text, found.start(), 24)):
            yield _found(Kind.PASSPORT, found)
    for found in _PLATE.finditer(text):
        if any(sign.isdigit() for sign in found.group()) and not after(text, found.end(), 2).startswith(
            "号文"
        ):
            yield _found(Kind.PLATE, found)
    for found in _MAIL.finditer(text):
        if not _OFFICIAL_MAIL.search(found.group()):
            yield _found(Kind.EMAIL, found)
    for kind, pattern in ((Kind.WECHAT, _WECHAT), (Kind.QQ, _QQ)):
        for found in pattern.finditer(text):
            yield _found(kind, found, 1)


def _found(kind: Kind, match: re.Match[str], group: int = 0) -> Found:
    return Found(kind, match.start(group), match.end(group), match[group], certain=False)
