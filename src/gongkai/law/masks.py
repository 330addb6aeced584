"""How personal data is shown to whoever need not see it whole: one function for each kind, one place for all pages and texts.

What a mask does not recognise is hidden further, never less. Revealing the whole is an action that is logged.
依据：个人信息保护法第五十一条
"""

import re
from collections.abc import Callable

from gongkai.law.surnames import COMPOUND

Mask = Callable[[str], str]

STAR = "*"
HIDDEN = STAR * 3

# Up to the road, the village or the housing estate; what comes after names the household.
_ROAD = re.compile(r"^.*?(?:大道|大街|[路街巷道里弄]|村|社区|小区|新村|家园|花园|组)(?=.)")
_DISTRICT = re.compile(r"^.*(?:街道|[镇乡县区旗市州省])(?=.)")
_YEAR = re.compile(r"\D*(\d{4})\D")


def identity_number(text: str) -> str:
    """First six and last four of a 公民身份号码 (18 or 15 digits), the date of birth hidden; of anything else the last two."""
    if re.fullmatch(r"\d{17}[\dXx]|\d{15}", text):
        return f"{text[:6]}{STAR * (len(text) - 10)}{text[-4:]}"
    return _end(text, 2)


def mobile(text: str) -> str:
    """138****1234; of any other telephone number the last two digits."""
    digits = re.sub(r"[\s-]", "", text).removeprefix("+86")
    if re.fullmatch(r"1[3-9]\d{9}", digits):
        return f"{digits[:3]}{STAR * 4}{digits[-4:]}"
    return _end(text, 2)


def email(text: str) -> str:
    """The first letter and the domain; all of it hidden if it is no address, or of one letter."""
    name, at, domain = text.rpartition("@")
    if not at or not domain or len(name) < 2:
        return HIDDEN if text else ""
    return f"{name[0]}{HIDDEN}@{domain}"


def address(text: str) -> str:
    """Down to the road or the village, without house and room; else down to the district; else hidden."""
    known = _ROAD.match(text) or _DISTRICT.match(text)
    if known is None:
        return HIDDEN if text else ""
    return known.group() + HIDDEN


def name(text: str) -> str:
    """The surname: 张*, 张**, 欧阳*; of a name in other letters the first one."""
    kept = 2 if len(text) > 2 and text[:2] in COMPOUND else 1
    if len(text) <= kept:
        return STAR if text else ""
    return text[:kept] + STAR * min(len(text) - kept, 3)


def bank_card(text: str) -> str:
    """The last four digits."""
    return _end(re.sub(r"\s", "", text), 4) or hidden(text)


def plate(text: str) -> str:
    """Province and letter of a number plate: 宁A***."""
    return text[:2] + HIDDEN if len(text) > 6 else hidden(text)


def birth_date(text: str) -> str:
    """The year alone."""
    found = _YEAR.match(text)
    return f"{found[1]}年{STAR * 2}月{STAR * 2}日" if found else hidden(text)


def hidden(text: str) -> str:
    """Nothing but that there is something."""
    return HIDDEN if text else ""


MASKS: tuple[Mask, ...] = (
    *(identity_number, mobile, email, address, name, bank_card, plate, birth_date),
    hidden,
)


def _end(text: str, last: int) -> str:
    """Only the last characters, and none of a text so short that they would give it away."""
    if len(text) < 3 * last:
        return HIDDEN if text else ""
    return HIDDEN + text[-last:]
