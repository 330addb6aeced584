"""Automatic numbers of Word paragraphs, as text: "一、", "（二）", "3." stand nowhere in the paragraph itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from gongkai.documents.reading.sources.docx.wordml import child, children, number, value

_DIGITS = "〇一二三四五六七八九"
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")


def chinese(count: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number up to 9999 in words: 10 is 十, 21 is 二十一, 105 is 一百〇五."""
    if not 0 < count < 10_000:
        return str(count)
    words = ""
    for place, digit in enumerate(reversed(f"{count}")):
        unit = units[place - 1] if place else ""
        words = (digits[int(digit)] + unit if digit != "0" else digits[0]) + words
    zero = digits[0]
    words = re.sub(f"{zero}+", zero, words).rstrip(zero)
    return words[1:] if words.startswith(digits[1] + units[0]) and units[0] == "十" else words


def _roman(count: int) -> str:
    words = ""
    for unit, letters in _ROMAN:
        repeated, count = divmod(count, unit) if count < 400 else (0, count)
        words += letters * repeated
    return words


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 200 else str(count)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
_PARENTHESED = "".join(map(chr, range(0x2474, 0x2488)))
_DOTTED = "".join(map(chr, range(0x2488, 0x249C)))
# ECMA-376 part 1, 17.18.59 ST_NumberFormat, those that Chinese Word and WPS offer.
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda count: "".join(_DIGITS[int(digit)] for digit in f"{count}"),
    "japaneseDigitalTenThousand": lambda count: "".join(_DIGITS[int(digit)] for digit in f"{count}"),
    "chineseLegalSimplified": lambda count: chinese(count, *_FORMAL),
    "ideographLegalTraditional": lambda count: chinese(count, *_FORMAL),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalEnclosedParen": _one_of(_PARENTHESED),
    "decimalEnclosedFullstop": _one_of(_DOTTED),
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks and where it starts."""

    format: str
    text: str
    start: int
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted. Changed by `prefix` while paragraphs are read in order.

    `lists` maps numId to the list it counts in and its levels; `starts` holds levels that a numId starts anew.
    """

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    starts: dict[tuple[str, int], int]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists that word/numbering.xml defines; none if there is no such part."""
    if root is None:
        return Numbering({}, {})
    abstract = {value(item, "abstractNumId"): item for item in children(root, "abstractNum")}
    styled = {
        value(link): item for item in abstract.values() if (link := child(item, "styleLink")) is not None
    }
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    starts: dict[tuple[str, int], int] = {}
    for item in children(root, "num"):
        key = value(item, "numId")
        counted = value(child(item, "abstractNumId"))
        definition = abstract.get(counted)
        if definition is not None and (link := child(definition, "numStyleLink")) is not None:
            definition = styled.get(value(link), definition)
        levels = _levels(definition)
        for override in children(item, "lvlOverride"):
            place = number(value(override, "ilvl"), 0)
            levels |= _levels(override)
            if (start := child(override, "startOverride")) is not None:
                starts[key, place] = number(value(start), 1)
        lists[key] = counted, levels
    return Numbering(lists, starts)


def _levels(definition: etree._Element | None) -> dict[int, Level]:
    return {
        number(value(item, "ilvl"), 0): Level(
            format=value(child(item, "numFmt")) or "decimal",
            text=value(child(item, "lvlText")),
            start=number(value(child(item, "start")), 0),
            legal=child(item, "isLgl") is not None,
        )
        for item in children(definition, "lvl")
    }


def prefix(numbering: Numbering, list_id: str, place: int) -> str:
    """Count the next paragraph of a list at level `place` (from 0) and give its number as printed; "" for bullets."""
    counted, levels = numbering.lists.get(list_id, ("", {}))
    level = levels.get(place)
    if level is None:
        return ""
    counters = numbering.counters.setdefault(counted, {})
    restart = numbering.starts.pop((list_id, place), None)
    counters[place] = restart if restart is not None else counters.get(place, level.start - 1) + 1
    for deeper in [key for key in counters if key > place]:
        del counters[deeper]
    if level.format == "bullet":
        return ""
    return _PLACE.sub(lambda match: _shown(levels, counters, int(match[1]) - 1, level.legal), level.text)


def _shown(levels: Mapping[int, Level], counters: Mapping[int, int], place: int, legal: bool) -> str:
    level = levels.get(place)
    if level is None:
        return ""
    count = counters.get(place, level.start)
    if level.format == "none":
        return ""
    return str(count) if legal else _FORMATS.get(level.format, str)(count)
