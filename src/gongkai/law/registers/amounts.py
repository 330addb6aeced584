"""Numbers as tables have them: with commas, in full width, with 元 or 万元 behind; never rounded, never negative."""

import re
import unicodedata
from decimal import Decimal

from gongkai.law.registers.refused import Refused

_PLAIN = re.compile(r"\d{1,18}(?:\.\d{1,20})?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,20})?")
_FLOAT = re.compile(r"\d(?:\.\d+)?[Ee][+-]?\d{1,3}")
_UNITS = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1), "": Decimal(1)}
_CENT = Decimal("0.01")
MOST = Decimal(10) ** 15
"""No sum of money and no count of a register reaches this."""


def money(text: str) -> Decimal:
    """A sum in 元, exact to the cent. Refused for a negative one, for parts of a cent, for anything else.

    依据：国办公开办函〔2021〕30号表二
    """
    plain = _plain(text).lstrip("¥￥").strip()
    unit = next(unit for unit in _UNITS if plain.endswith(unit))
    amount = _decimal(plain.removesuffix(unit).strip(), "金额") * _UNITS[unit]
    exact = amount.quantize(_CENT)
    if exact != amount:
        raise Refused("金额最多到分（元后两位小数，万元后六位小数），请核对。")
    return exact


def number(text: str) -> Decimal:
    """A decimal of zero or more."""
    return _decimal(_plain(text), "数")


def whole(text: str) -> int:
    """An integer of zero or more; "12.0" is 12."""
    value = _decimal(_plain(text), "数")
    if value != value.to_integral_value():
        raise Refused("应当是整数，请核对。")
    return int(value)


def _plain(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def _decimal(text: str, what: str) -> Decimal:
    if text[:1] in ("-", "−", "(") and any(sign.isdigit() for sign in text):
        raise Refused(f"{what}不能是负数。冲销、退回请更正原来的那一行。")
    if _PLAIN.fullmatch(text):
        value = Decimal(text)
    elif _GROUPED.fullmatch(text):
        value = Decimal(text.replace(",", ""))
    elif _FLOAT.fullmatch(text):
        raise Refused("是科学计数法，数已经不完整。请在表格里改为数值格式，重新导出。")
    else:
        raise Refused(f"不是{what}，请只填数字。")
    if value >= MOST:
        raise Refused(f"{what}异常大，请核对单位。")
    return value
