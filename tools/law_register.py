"""What the law core declares and the cases prove, side by side: rules, numbers, settings, cases."""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import getmembers, isclass
from pathlib import Path
from types import ModuleType
from typing import Any

import gongkai.law
from gongkai.law.basis import Basis, instrument
from gongkai.law.rules import DECLARED, Rule

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
DATA = ROOT / "src" / "gongkai" / "law" / "data"
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its sentence, the file it stands in, the rules that it proves."""

    says: str
    path: Path
    rules: tuple[str, ...]


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module of the law; importing them declares their rules."""
    found = pkgutil.walk_packages(gongkai.law.__path__, "gongkai.law.")
    return tuple(importlib.import_module(entry.name) for entry in found)


@cache
def rules() -> dict[str, Rule]:
    """Every declared rule by its id, sorted."""
    modules()
    return dict(sorted(DECLARED.items()))


@cache
def cases() -> tuple[Case, ...]:
    """Every case of tests/cases, in the order of the files."""
    return tuple(case for path in sorted(CASES.rglob("*.toml"), key=natural) for case in _read(path))


def cases_of(rule: Rule) -> list[Case]:
    """The cases that prove a rule."""
    return [case for case in cases() if rule.id in case.rules]


def settings() -> Iterator[type[Any]]:
    """The dataclasses called Settings: what a jurisdiction may choose."""
    for module in modules():
        for name, kind in getmembers(module, isclass):
            if name.endswith("Settings") and kind.__module__ == module.__name__:
                yield kind


@cache
def data() -> dict[str, tuple[Basis, ...]]:
    """What the data files of the law cite, by file name under law/data."""
    return {
        str(path.relative_to(DATA)): tuple(_cites(tomllib.loads(path.read_text("utf-8"))))
        for path in sorted(DATA.rglob("*.toml"))
    }


def cited() -> set[str]:
    """The keys of the instruments that a rule or a data file rests on."""
    groups = (*(rule.bases for rule in rules().values()), *data().values())
    return {basis.instrument.key for group in groups for basis in group}


def by_article(bases: Mapping[str, tuple[Basis, ...]], key: str) -> dict[str, list[str]]:
    """The names whose bases lie in an instrument, by article in natural order."""
    found: dict[str, list[str]] = {}
    for name, cites in bases.items():
        for basis in cites:
            if basis.instrument.key == key and name not in found.setdefault(basis.article, []):
                found[basis.article].append(name)
    return dict(sorted(found.items(), key=lambda entry: natural(entry[0])))


def natural(name: str | Path) -> list[tuple[int, int, str]]:
    """A key that sorts 第9条 before 第30条 and 表三 before 表四."""
    parts = re.findall(rf"\d+|[{NUMERALS}]+|[^\d{NUMERALS}]+", str(name))
    return [(1, 0, part) if _number(part) is None else (0, _number(part) or 0, "") for part in parts]


def _number(part: str) -> int | None:
    """What digits or Chinese numerals up to ninety-nine stand for; None for words."""
    if part.isdigit():
        return int(part)
    if part[0] not in NUMERALS:
        return None
    tens, ten, ones = part.rpartition("十")
    return (10 * (NUMERALS.find(tens) + 1 if tens else 1) if ten else 0) + (
        NUMERALS.find(ones) + 1 if ones else 0
    )


def _read(path: Path) -> Iterator[Case]:
    document = tomllib.loads(path.read_text("utf-8"))
    whole = [document["rule"]] if "rule" in document else []
    for case in document.get("case", []):
        yield Case(case["says"], path, (*whole, *case.get("rules", [])))


def _cites(value: object) -> Iterator[Basis]:
    """Every table that names an `instrument`, however deep it lies, as a citation."""
    if isinstance(value, dict):
        if "instrument" in value:
            yield instrument(value["instrument"]).article(value.get("article", ""))
        for inner in value.values():
            yield from _cites(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _cites(inner)
