"""Codes of bodies and of places: whether one is well formed, so that a slip of the hand is seen where it is typed."""

import re
from datetime import date

# GB 32100-2015: the characters of the code in the order of their values, without I, O, S, V, Z; a weight for each of
# the first seventeen places.
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CREDIT_CODE = re.compile(rf"[{_CHARACTERS}]{{2}}[0-9]{{6}}[{_CHARACTERS}]{{10}}")

# GB 11714-1997: eight characters, each with a weight, and the check character.
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BODY_CODE = re.compile(r"[0-9A-Z]{8}[0-9X]")

# GB 11643-1999: a place, a day, an order, and the check character.
_ID = re.compile(r"[1-9]\d{16}[\dX]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
# GB/T 2260: the first two digits are the province; 8x Hong Kong, Macao and Taiwan, 9x foreigners living here.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")

# GB/T 2260: the first two digits are the province; 6 digits to the county, 9 to the township, 12 to the village.
_DIVISION_CODE = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}(?:[0-9]{3}){0,2}"
)


def is_credit_code(code: str) -> bool:
    """Whether a 统一社会信用代码 has its form and its check character.   依据：GB 32100-2015"""
    if not _CREDIT_CODE.fullmatch(code):
        return False
    values = map(_CHARACTERS.index, code[:17])
    total = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    return _CHARACTERS[-total % 31] == code[17]


def is_body_code(code: str) -> bool:
    """Whether a 组织机构代码 has its form and its check character; a credit code holds one.   依据：GB 11714-1997"""
    if not _BODY_CODE.fullmatch(code):
        return False
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, _BODY_WEIGHTS, strict=False))
    return "0123456789X"[-total % 11] == code[8]


def is_division_code(code: str) -> bool:
    """Whether a 行政区划代码 has its form: a province, and below it digits in the right number.

    A county of no prefecture ("110001") does not exist; townships directly below a prefecture do.   依据：GB/T 2260
    """
    return bool(_DIVISION_CODE.fullmatch(code)) and (code[2:4] != "00" or not code[4:].strip("0"))


def id_check(first: str) -> str:
    """The last character of a 公民身份号码 whose first seventeen are known.   依据：GB 11643-1999"""
    total = sum(int(digit) * weight for digit, weight in zip(first, _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11]


def is_identity_number(text: str) -> bool:
    """Whether these are a place, a day that was, an order and the right check character.   依据：GB 11643-1999"""
    return bool(_ID.fullmatch(text)) and is_born(text[:2], text[6:14]) and id_check(text[:17]) == text[17]


def is_born(province: str, day: str) -> bool:
    """Whether somebody can have been born on a day (YYYYMMDD), with the first two digits of a place.   依据：GB 11643-1999"""
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return bool(_PROVINCE.fullmatch(province)) and 1880 <= born.year <= 2099
