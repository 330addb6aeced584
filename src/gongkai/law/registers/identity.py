"""Which row is which, and whether it has changed: the business key, the fingerprint, and values as texts that can be kept.

依据：登记簿的唯一性，L005
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256

from gongkai.law.registers.definition import Definition, Kind, Value

_BRACKETS = str.maketrans("〔［【﹝「『（{[", "(((((((((") | str.maketrans("〕］】﹞」』）}]", ")))))))))")
_KEY = 32


def business_key(definition: Definition, values: Mapping[str, Value]) -> str:
    """What identifies a row within its agency: 32 hexadecimal digits, the same however brackets, blanks and width are written.

    A digest, since documents name persons. A field that is empty is part of it as empty.
    """
    parts = (_folded(values.get(key)) for key in definition.business_key)
    return _digest([definition.key, *parts])[:_KEY]


def fingerprint(values: Mapping[str, Value]) -> str:
    """What a row says, as 64 hexadecimal digits: the same for the same values in any order of fields.   依据：L005"""
    return _digest(sorted([key, _text(value)] for key, value in values.items()))


def stated(values: Mapping[str, Value]) -> dict[str, str]:
    """The values as texts to be kept: days as 2026-03-31, sums in 元 with two decimals; `restored` reads them back."""
    return {key: _text(value) for key, value in values.items()}


def restored(definition: Definition, texts: Mapping[str, str]) -> dict[str, Value]:
    """The values that `stated` has written; KeyError for a field that the register has not."""
    return {key: _restored(definition.field(key).kind, text) for key, text in texts.items()}


def _restored(kind: Kind, text: str) -> Value:
    match kind:
        case Kind.DATE:
            return date.fromisoformat(text)
        case Kind.MONEY | Kind.NUMBER:
            return Decimal(text)
        case Kind.WHOLE | Kind.YEAR:
            return int(text)
        case _:
            return text


def _text(value: Value) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _folded(value: Value | None) -> str:
    if not isinstance(value, str):
        return "" if value is None else _text(value)
    plain = unicodedata.normalize("NFKC", value.translate(_BRACKETS))
    return "".join(plain.split()).casefold()


def _digest(parts: object) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
