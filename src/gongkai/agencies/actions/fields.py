"""What the fields of an agency may hold: texts put into one form, and what is wrong with them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.law.bodies import BodyKind
from gongkai.law.codes import is_credit_code, is_division_code
from gongkai.law.report.schema import Level

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset({"nb", "tj", "desk", "static", "api", "feeds", "xxgk", "zfxxgk"})
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


def plain_name(text: str) -> str:
    """A name in one form: no blanks, no invisible characters, digits and letters narrow, brackets wide."""
    narrow = unicodedata.normalize("NFKC", text).translate({ord("("): "（", ord(")"): "）"})
    return "".join(char for char in _INVISIBLE.sub("", narrow) if unicodedata.category(char) != "Cc")


def wrong(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the fields given: name of the field, and a sentence that says what to do."""
    for name, value in values.items():
        if isinstance(value, str) and len(value) > (limit := _limit(name)):
            yield name, f"超过{limit}个字，请缩短。"
    if "name" in values and not values["name"]:
        yield "name", "没有填写，请写明机关的全称。"
    if "region" in values and not values["region"]:
        yield "region", "没有填写，请写明所在的省、自治区、直辖市。"
    if (slug := values.get("slug")) is not None and (not SLUG.fullmatch(slug) or slug in RESERVED):
        yield "slug", "只能用小写字母、数字和中间的连字符，并且不能与平台自身的网址相同，例如 yunling-jyj。"
    if (code := values.get("organ_code")) and not is_credit_code(code):
        yield "organ_code", "校验不符，请核对18位代码是否抄写有误（表格中请设为文本格式）。"
    if (code := values.get("division_code")) and not is_division_code(code):
        yield "division_code", "应当是6位、9位或者12位的行政区划代码，请核对。"
    if "kind" in values and "level" in values:
        yield from _unfitting(BodyKind(values["kind"]), Level(values["level"]))


def _unfitting(kind: BodyKind, level: Level) -> Iterator[tuple[str, str]]:
    if level not in kind.levels:
        fitting = "、".join(each.label for each in Level if each in kind.levels)
        yield "level", f"“{kind.label}”的层级只能是：{fitting}。"


def _limit(name: str) -> int:
    return int(getattr(Agency._meta.get_field(name), "max_length", None) or 1_000_000)
