"""The letter under which a body stands in an index: of its own name, without that of the place that it belongs to."""

import re
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

_SEAT = re.compile(r"(人民政府|街道办事处|行政公署|管理委员会)$")


def letter(name: str, above: Iterable[str]) -> str:
    """A to Z by pinyin; "#" for a name that begins with no letter. 云岭县教育局 below 云岭县人民政府 stands under J."""
    found = lazy_pinyin(own_name(name, above), style=Style.FIRST_LETTER)  # whole: 重 is C in 重庆
    initial = found[0][:1].upper() if found else ""
    return initial if "A" <= initial <= "Z" else "#"


def own_name(name: str, above: Iterable[str]) -> str:
    """The name without the place of a body above it; the whole name where nothing would be left."""
    for place in (_SEAT.sub("", each) for each in above):
        rest = name.removeprefix(place)
        if place and rest and rest != name and not _SEAT.fullmatch(rest):
            return rest
    return name
