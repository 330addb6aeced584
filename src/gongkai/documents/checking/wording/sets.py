"""Set phrases whose parts have an order: 四个意识, the guiding thoughts, 五公开."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.law.findings import Severity

_BETWEEN = r"(?:、|，|,|和|与|以及|及)\s*(?:牢固?树立|坚持|增强|坚定)?"


@dataclass(frozen=True, slots=True)
class SetPhrase:
    """The parts of a set phrase in their order; `shape` finds all of them side by side in any order."""

    name: str
    items: tuple[str, ...]
    severity: Severity
    shape: re.Pattern[str]


@cache
def set_phrases() -> tuple[SetPhrase, ...]:
    """The set phrases of data/sets.toml."""
    text = files("gongkai.documents.checking.wording").joinpath("data/sets.toml").read_text("utf-8")
    return tuple(
        SetPhrase(entry["name"], tuple(entry["items"]), Severity(entry["severity"]), _shape(entry["items"]))
        for entry in tomllib.loads(text)["set"]
    )


def _shape(items: list[str]) -> re.Pattern[str]:
    one = "(?:" + "|".join(map(re.escape, items)) + ")"
    return re.compile(rf"{one}(?:{_BETWEEN}{one}){{{len(items) - 1}}}")


def check_set_phrases(passage: Passage) -> Iterator[Remark]:
    """Enumerations of all parts of a set phrase in another order, or with one part twice."""
    for phrase in set_phrases():
        if phrase.items[-1] not in passage.text:
            continue
        for match in phrase.shape.finditer(passage.text):
            said = re.findall("|".join(map(re.escape, phrase.items)), match[0])
            if said != list(phrase.items):
                fix = "、".join(phrase.items)
                yield passage.remark(
                    "W003", phrase.severity, match.span(), f"{phrase.name}的规范次序是：{fix}。", fix
                )
