"""How long what is kept, when it goes to the archive, and who discloses it then.   依据：档案法第十五、二十七条"""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis
from gongkai.law.calendar.workdays import MONTHS_IN_YEAR, same_day
from gongkai.law.duties import grounds
from gongkai.law.duties.clocks import Unit
from gongkai.law.duties.settings import AS_SHIPPED, Settings
from gongkai.law.params import Value, param
from gongkai.law.report.schema import Level
from gongkai.law.responsibility import ARCHIVED, Origin, Responsibility, responsible
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words


@dataclass(frozen=True, slots=True)
class Retention:
    """A kind of record: the name of its term in data/params, empty where it is kept permanently; what it counts from."""

    id: str
    title: str
    since_label: str
    note: str
    param: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a record is kept, that day included; `until` None: permanently."""

    until: date | None
    rule: Rule
    basis: Basis
    evidence: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Archiving:
    """When records go to the archive and who discloses them on a day.

    `transfer_on`: the last day of the legal period for handing them over. `opens_on`: when an archive opens them to
    everybody.
    """

    transfer_on: date
    opens_on: date
    discloser: Responsibility
    rules: tuple[Rule, ...]
    explanation: str


@cache
def retentions() -> dict[str, Retention]:
    """All kinds of record by id."""
    text = files("gongkai.law").joinpath("data/duties/retention.toml").read_text("utf-8")
    entries: dict[str, dict[str, Any]] = tomllib.loads(text)
    return {key: Retention(key, **entry) for key, entry in entries.items()}


def keep(kind: str, since: date, settings: Settings = AS_SHIPPED) -> Kept:
    """Until when a record of this kind is kept, counted from a day; a day off does not matter.

    KeyError if there is no such kind, NotInForce before its rule.   依据：网络安全法第二十一条，档案保管期限通行做法
    """
    entry = retentions()[kind]
    if not entry.param:
        told = f"{entry.title}永久保存。{entry.note}"
        return Kept(None, grounds.RETENTION, grounds.RETENTION.basis, "M", told)
    value = settings.value(entry.param, since)
    until = _after(since, value, Unit(param(entry.param).unit))
    told = f"{entry.title}自{entry.since_label}之日（{in_words(since)}）起保存{value.value}{param(entry.param).unit}，到{in_words(until)}。"
    return Kept(until, grounds.RETENTION, value.basis, value.evidence, told + entry.note)


def _after(since: date, value: Value, unit: Unit) -> date:
    return same_day(since, value.value * (MONTHS_IN_YEAR if unit is Unit.YEARS else 1))


def archiving(
    origin: Origin,
    formed_on: date,
    level: Level,
    as_of: date,
    settings: Settings = AS_SHIPPED,
    *,
    government: Level | None = None,
) -> Archiving:
    """When records formed on a day go to the archive, and who discloses them on `as_of`.

    `origin`: where they come from and the archive that has them; the day of transfer is reckoned here. `government`: whose
    department it is; unknown is taken as a city or above. NotInForce and OutOfCalendar as `run`.
    依据：档案法第十五、二十七条
    """
    county = {level, government} & {Level.COUNTY, Level.TOWNSHIP}
    years = settings.value("archive_transfer_county_years" if county else "archive_transfer_years", as_of)
    transfer_on = _after(formed_on, years, Unit.YEARS)
    opens_on = _after(formed_on, settings.value("archive_open_years", as_of), Unit.YEARS)
    discloser = responsible(replace(origin, transfer_due_on=transfer_on), as_of)
    told = f"法定移交日期为{in_words(transfer_on)}。{discloser.why}"
    if discloser.rule is ARCHIVED and as_of < opens_on:
        told += f"档案自{in_words(opens_on)}起向社会开放，此前按档案规定查阅。"
    rules = (discloser.rule, grounds.ARCHIVES, grounds.ARCHIVE_OPEN)
    return Archiving(transfer_on, opens_on, discloser, rules, told)
