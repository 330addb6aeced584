"""Numbers of persons and bodies in a text: identity numbers, cards, telephones, credit codes.

A number may be in groups and may be broken by the end of a line. All runs of digits are looked at once; inside a run at most
seven groups are put together, so the time grows with the length of the text and no faster.
"""

import re
from collections.abc import Iterator

from gongkai.documents.checking.privacy.groups import (
    PHONE_WORDS,
    Found,
    Group,
    is_alone,
    is_letter,
    is_whole,
    runs,
)
from gongkai.documents.checking.privacy.kinds import Kind
from gongkai.documents.checking.privacy.plain import before
from gongkai.law.codes import is_body_code, is_born, is_credit_code, is_identity_number

_MOST_GROUPS = 7
_LONGEST = 21

_ID = re.compile(r"[1-9]\d{16}[\dX]")
_MOBILE = re.compile(r"(?:0|86|0086)?(1[3-9]\d{9})")
_MOBILE_GROUPS = {
    (11,),
    (3, 4, 4),
    (3, 8),
    (7, 4),
    (3, 3, 5),
    (5, 6),
    (3, 5, 3),
    (4, 4, 3),
    (4, 3, 4),
    (4, 7),
}
# Cards of UnionPay and old ones of Chinese banks; of others the words around must say that they are cards.
_ISSUER = re.compile(r"(?:62|9[45])\d+")

_ID_WORDS = re.compile(r"身份|证件|公民|身分|ID", re.IGNORECASE)
_CARD_WORDS = re.compile(r"卡|[账帐][号户]|存折|打入|汇[入至]|退款|转[账入]|发放[至到]|开户")
_CREDIT_WORDS = re.compile(r"信用代码|社会信用|纳税人|税号|机构代码")
_SERIAL = re.compile(
    r"(?:编[号码]|[编代条源]码|[文单票批案档税序件卷册图书令函]号|序列号?|流水号?|合同号?|订单号?|批次号?|备案号?|许可证?号?|登记号?"
    r"|索引号|受理号|发票号码?|票据号码?|注册证?号?|准字|标准|型号|货号|快递|运单号?|项目|设备号?|坐标|证书号?|统计|"
    r"[Nn][Oo]\.?|S/?N|ISBN|IMEI|[GS]B/?T?)[: 为是第\-]{0,3}$"
)
_UNIT = re.compile(r"\s*(?:号(?![码机])|[元万亿吨件人户次个条只台辆亩米度升克%]|平方|千|公里|㎡|kW)")
# A unit in brackets ahead on the same line, as the headings of statistics have it.
_MEASURED = re.compile(
    r"\([百千万亿]{0,3}(?:元|美元|度|千瓦时|吨|公斤|千克|人|户|件|个|平方米|公顷|亩|米|公里|辆|台|次|册|升|立方米|套|宗|%)\)[^(\n]{0,120}$"
)
_ORGAN = re.compile(
    r"(?:局|厅|部|委员会|委|政府|公司|中心|医院|学校|法院|检察院|所|院|社|站|办公室|基金会|国库|厂|合作社|银行|大队)"
)
_HOLDER = re.compile(r"(?:户名|收款人|收款单位|单位名称|账户名称|账户名)[: 为]*([^,，]{2,30})")

_SLIM = r"[ \-\r\n]?"
_CREDIT = re.compile(
    rf"(?<![0-9A-Za-z])[1-9AGNYagny]{_SLIM}[1-59](?:{_SLIM}[0-9]){{6}}(?:{_SLIM}[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]){{10}}"
    r"(?![0-9A-Za-z])"
)
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z.\-(])\(?(?:\+?86[ \-]?)?\(?(0(?:10|2[0-9]|[3-9]\d\d))\)?([ \-]{0,2})([2-8]\d{6,7})(?:[\-转]\d{1,5})?(?![0-9A-Za-z])"
)
_OFFICE_LINE = re.compile(
    r"咨询|监督|举报|投诉|办公|值班|热线|服务|传真|窗口|受理|受理点|报名|预约|报警|救援|维修|客服|总机|公示期|反映"
)
_DRESSED_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:(1[3-9]\d)[.·](\d{4})[.·](\d{4})|\((1[3-9]\d)\)[ \-]?(\d{4})[ \-]?(\d{4}))(?![0-9A-Za-z.])"
)
_SPELT_MOBILE = re.compile(
    r"(?<![零〇一二三四五六七八九])[一幺][三四五六七八九][零〇一幺二三四五六七八九]{9}(?![零〇一二三四五六七八九])"
)
_SPELT = str.maketrans("零〇一幺二三四五六七八九", "001123456789")
# A reading machine takes 0 for O and 1 for l.
_MISREAD_ID = re.compile(r"(?<![0-9A-Za-z])[1-9lI][0-9OolI]{16}[0-9XxOolI](?![0-9A-Za-z])")
_MISREAD = str.maketrans("OolI", "0011")


def is_card_number(digits: str) -> bool:
    """Whether the last digit is that of Luhn's formula.   依据：GB/T 15694.1"""
    if not digits.isdecimal():
        return False
    odd, even = digits[-1::-2], digits[-2::-2]
    return (sum(map(int, odd)) + sum(sum(divmod(2 * int(digit), 10)) for digit in even)) % 10 == 0


def numbers(text: str) -> Iterator[Found]:
    """Every number that is personal, or may be; they may overlap. The text is `plain`."""
    for groups in runs(text):
        yield from _in_run(text, groups)
    yield from _credit_codes(text)
    yield from _landlines(text)
    yield from _dressed(text)


def _dressed(text: str) -> Iterator[Found]:
    """Numbers with dots, with brackets, in words, misread."""
    for found in _DRESSED_MOBILE.finditer(text):
        value = "".join(each for each in found.groups() if each)
        yield Found(Kind.MOBILE, found.start(), found.end(), value, certain=False)
    for found in _SPELT_MOBILE.finditer(text):
        yield Found(Kind.MOBILE, found.start(), found.end(), found.group().translate(_SPELT), certain=False)
    for found in _MISREAD_ID.finditer(text):
        value = found.group().translate(_MISREAD).upper()
        if not found.group()[:17].isdigit() and is_identity_number(value):
            yield Found(Kind.CN_ID, found.start(), found.end(), value, certain=True)


def _in_run(text: str, groups: list[Group]) -> Iterator[Found]:
    for first in range(len(groups)):
        digits = ""
        for last in range(first, min(first + _MOST_GROUPS, len(groups))):
            digits += groups[last].digits
            if len(digits) > _LONGEST:
                yield from _glued(groups[last], digits) if first == last else ()
                break
            if len(digits) >= 11:
                found = _judge(text, groups[first : last + 1], digits.upper())
                if found is not None:
                    yield found


def _glued(group: Group, digits: str) -> Iterator[Found]:
    """An identity number with a telephone or a card stuck to it, as tables are copied."""
    for first, start in ((True, 0), (False, len(digits) - 18)):
        card, rest = digits[start : start + 18].upper(), digits[18:] if first else digits[:start]
        stuck = _MOBILE.fullmatch(rest) or is_identity_number(rest)
        known = stuck or (16 <= len(rest) <= 19 and is_card_number(rest))
        if known and is_identity_number(card):
            at = group.start + start
            yield Found(Kind.CN_ID, at, at + 18, card, certain=True)


def _judge(text: str, groups: list[Group], digits: str) -> Found | None:
    """What these groups together are. What costs little is asked first: most runs of digits are nothing."""
    if len(digits) == 18 and (found := _identity(text, groups, digits)) is not None:
        return found
    if digits[-1] == "X":
        return None
    if 16 <= len(digits) <= 19:
        return _card(text, groups, digits) if _card_groups(groups) else None
    if len(digits) == 15 and (found := _old_identity(text, groups, digits)) is not None:
        return found
    called = _MOBILE.fullmatch(digits)
    return _mobile(text, groups, called) if called else None


def _identity(text: str, groups: list[Group], digits: str) -> Found | None:
    start, end = groups[0].start, groups[-1].end
    if is_letter(text, end):
        return None
    if is_identity_number(digits):
        return Found(Kind.CN_ID, start, end, digits, certain=True)
    said = _ID.fullmatch(digits) and is_whole(groups, text) and _ID_WORDS.search(before(text, start, 16))
    return Found(Kind.CN_ID, start, end, digits, certain=False) if said else None


def _old_identity(text: str, groups: list[Group], digits: str) -> Found | None:
    if not is_born(digits[:2], f"19{digits[6:12]}") or not _one(text, groups):
        return None
    around = before(text, groups[0].start, 16)
    named = re.search(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}[\t ,，(]{1,3}$", around)
    if _SERIAL.search(around) or not (_ID_WORDS.search(around) or named):
        return None
    return Found(Kind.CN_ID15, groups[0].start, groups[-1].end, digits, certain=False)


def _card(text: str, groups: list[Group], digits: str) -> Found | None:
    certain = is_card_number(digits)
    if not _one(text, groups) and not (certain and _is_stacked(text, groups)):
        return None
    start, end = groups[0].start, groups[-1].end
    around = before(text, start, 40)
    said = _CARD_WORDS.search(around[-12:])
    holder = _HOLDER.search(around)
    if holder and _ORGAN.search(holder[1]):
        return None
    if not said and (_SERIAL.search(around) or not _ISSUER.match(digits) or _UNIT.match(text, end)):
        return None
    likely = said and "卡" in said.string[-12:] and not _SERIAL.search(around)
    return Found(Kind.BANK_CARD, start, end, digits, certain) if certain or likely else None


def _one(text: str, groups: list[Group]) -> bool:
    """Whether the groups are one number, and not a part of a longer thing."""
    return (
        "/" not in text[groups[0].end : groups[-1].start]
        and is_whole(groups, text)
        and is_alone(text, groups)
    )


def _is_stacked(text: str, groups: list[Group]) -> bool:
    """Whether a card stands in a narrow column, four digits a line."""
    breaks = text[groups[0].start : groups[-1].end].count("\n")
    return breaks == len(groups) - 1 >= 3 and bool(_ISSUER.match(groups[0].digits + groups[1].digits))


def _card_groups(groups: list[Group]) -> bool:
    """Whether digits are grouped as on cards: by fours, after the first six, or broken once."""
    sizes = [len(group.digits) for group in groups]
    return len(sizes) <= 2 or all(size == 4 for size in sizes[:-1]) or sizes[0] == 6


def _mobile(text: str, groups: list[Group], called: re.Match[str]) -> Found | None:
    sizes = tuple(len(group.digits) for group in groups)
    prefix = called.start(1)
    if prefix and len(sizes) > 1 and sizes[0] == prefix:
        sizes = sizes[1:]
    elif prefix:
        sizes = (sizes[0] - prefix, *sizes[1:])
    start, end = groups[0].start, groups[-1].end
    broken = len(sizes) == 2 and "\n" in text[groups[0].end : groups[-1].start]
    if (
        (sizes not in _MOBILE_GROUPS and not broken)
        or not _one(text, groups)
        or not _is_called(text, start, end)
    ):
        return None
    plus = prefix > 0 and text[start - 1 : start] == "+"
    return Found(Kind.MOBILE, start - plus, end, called[1], certain=False)


def _is_called(text: str, start: int, end: int) -> bool:
    """Whether what stands around speaks of a telephone, or at least not of something else."""
    around = before(text, start, 24)
    if PHONE_WORDS.search(around[-10:]):
        return True
    measured = _MEASURED.search(before(text, start, 160))
    return not (_SERIAL.search(around) or _UNIT.match(text, end) or measured)


def _credit_codes(text: str) -> Iterator[Found]:
    """Codes whose own check character is right, and that of the body's code in them, unless words say what it is."""
    for found in _CREDIT.finditer(text):
        code = re.sub(r"[ \-\r\n]", "", found.group()).upper()
        said = bool(_CREDIT_WORDS.search(before(text, found.start(), 16)))
        if is_credit_code(code) and (said or is_body_code(code[8:17])):
            yield Found(Kind.USCC, found.start(), found.end(), code, certain=True)


def _landlines(text: str) -> Iterator[Found]:
    for found in _LANDLINE.finditer(text):
        around = before(text, found.start(), 30)
        spoken = PHONE_WORDS.search(around) or bool(found[2]) or "(" in found.group()
        if not spoken or _OFFICE_LINE.search(around) or _ORGAN.search(around[-8:].rstrip(" :\t(")[-4:]):
            continue
        yield Found(Kind.LANDLINE, found.start(), found.end(), found[1] + found[3], certain=False)
