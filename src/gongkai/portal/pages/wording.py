"""Words of the frame in English: labels, and sentences that a rule or a form put together of a label and values."""

import re
from functools import cache, lru_cache

from django.utils.translation import gettext
from django.utils.translation.trans_real import catalog

_PLACE = re.compile(r"(\{\d\})")
_TELLING = 4
"""With fewer signs of its own, a sentence is known by them only if its values are numbers, not words."""
_TOLD_BY_THEMSELVES = ("，邮编{1}", "}所属")
"""Ends of sentences of fewer signs that no text of somebody else has."""
_BETWEEN = re.compile(r"( · |_|　| / |, |; |: |(?<=[\u4e00-\u9fff]) \(|\)|(?<=表[二三四]) )")
"""What stands between things that are said in one line, each of them by itself."""
_SIGNS = {"；": ";", "，": ",", "：": ":", "、": ","}
"""What stands between parts of one sentence, the widest first: all parts are labels, or none is."""
_SENTENCE = 400
"""A longer text is no sentence of the frame."""
_CODE = re.compile(r"[a-z][a-z_0-9]* ")
_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY_SAID = r"\d{4}年\d{1,2}月\d{1,2}日"
_COUNTED = tuple("年月日版期号项件条页天步个格份")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=20_000)
def told(text: str) -> str:
    """A label in English, a sentence that was put together of labels and values, or several in one line; any other text as it is.

    To be asked only while English is spoken.
    """
    if not text or text.isascii():
        return text
    found = gettext(text)
    if found == text:
        found = _day(text) or _filled_in(text)
    return found if found != text else _in_parts(text)


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found or not 1 <= int(found["month"]) <= len(_MONTHS):
        return ""
    return f"{int(found['day'])} {_MONTHS[int(found['month']) - 1]} {found['year'] or ''}".rstrip()


def _in_parts(text: str) -> str:
    sign = next((sign for sign in _SIGNS if len(_outside(sign, text)) > 1), "")
    if sign and len(text) <= _SENTENCE:
        parts = _outside(sign, text)
        said = [_named(part) for part in parts]
        if all(one != other for one, other in zip(parts, said, strict=True) if _HAN.search(one)):
            return f"{_SIGNS[sign]} ".join(said) + "." * text.endswith("。")
    if _BETWEEN.search(text):
        return "".join(
            told(part) if place % 2 == 0 else part for place, part in enumerate(_BETWEEN.split(text))
        )
    return text


def _outside(sign: str, text: str) -> list[str]:
    """The parts of a sentence between signs that stand in no brackets."""
    return re.split(rf"{sign}(?![^（]*）)", text.removesuffix("。"))


def _named(part: str) -> str:
    """A label, or one behind the word by which programs know it."""
    code = _CODE.match(part)
    return f"{code[0]}{told(part[code.end() :])}" if code else told(part)


def _filled_in(text: str) -> str:
    known = _sentences()
    for ends in ((text[0], text[-1]), (text[0], ""), ("", text[-1]), ("", "")):
        for pattern, said in known.get(ends, ()):
            if found := pattern.fullmatch(text):
                return said.format(*(told(found[f"v{place}"]) for place in range(pattern.groups)))
    return text


@cache
def _sentences() -> dict[tuple[str, str], list[tuple[re.Pattern[str], str]]]:
    """The labels with places for values, by their first and their last character; those that say most come first."""
    found: dict[tuple[str, str], list[tuple[re.Pattern[str], str]]] = {}
    labels = catalog()._catalog.items()  # type: ignore[attr-defined] # there is no other list
    for said, told_so in sorted(labels, key=lambda each: -len(each[0])):
        if isinstance(said, str) and "{0}" in said and _HAN.search(said):
            parts = [part for part in _PLACE.split(said) if part]
            wanted = "".join(_wanted(parts, place, said) for place in range(len(parts)))
            ends = (
                "" if _PLACE.fullmatch(parts[0]) else said[0],
                "" if _PLACE.fullmatch(parts[-1]) else said[-1],
            )
            found.setdefault(ends, []).append((re.compile(wanted, re.DOTALL), str(told_so)))
    return found


def _wanted(parts: list[str], place: int, said: str) -> str:
    """A part of a sentence as it is looked for. Beside a word that counts stands a number, and so it does in a sentence of few words."""
    part = parts[place]
    if not _PLACE.fullmatch(part):
        return re.escape(part)
    before, after = "".join(parts[:place][-1:]), "".join(parts[place + 1 :][:1])
    counted = before.endswith(("第", "邮编")) or after.strip().startswith(_COUNTED)
    telling = len(re.findall(r"[^\s{}\d]", said)) >= _TELLING or said.endswith(_TOLD_BY_THEMSELVES)
    value = r"[\d,.]+" if counted else ".+?" if telling else rf"(?:{_DAY_SAID}|[^\u4e00-\u9fff]+?)"
    return f"(?P<v{part[1]}>{value})"
