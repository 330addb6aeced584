"""The indicators of inspections: read from data/inspection.toml, in force on a day.   依据：国办秘函〔2019〕19号；regulations §5.3"""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis, instrument
from gongkai.law.inspection import grounds  # noqa: F401 - declares the rules that the data name
from gongkai.law.rules import DECLARED, Rule


class Part(StrEnum):
    """The parts of an inspection, and what only the agency is told. What is awarded in the third, bonus, the inspectors decide."""

    VETO = "veto"
    DEDUCTION = "deduction"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"veto": "单项否决", "deduction": "扣分", "note": "提示"}[self.value]


class Scope(StrEnum):
    """What is judged: the site, or one account of new media."""

    SITE = "site"
    ACCOUNT = "account"


class Measure(StrEnum):
    """What of the facts an indicator looks at."""

    HOME_STALE = "home_stale"
    COLUMN_STALE = "column_stale"
    COLUMN_LONG = "column_long"
    COLUMN_EMPTY = "column_empty"
    COLUMN_UNSHOWN = "column_unshown"
    MESSAGE_UNANSWERED = "message_unanswered"
    ACCOUNT_STALE = "account_stale"
    ORGAN_MISSING = "organ_missing"
    GUIDE_OUTDATED = "guide_outdated"
    INTERPRETATION_MISSING = "interpretation_missing"
    INTERPRETATION_LATE = "interpretation_late"
    INTERPRETATION_UNLINKED = "interpretation_unlinked"
    METADATA_MISSING = "metadata_missing"
    DATE_WRONG = "date_wrong"
    LINK_DEAD = "link_dead"
    LINK_HIDDEN = "link_hidden"
    FILE_UNOPENABLE = "file_unopenable"
    VALIDITY_UNMARKED = "validity_unmarked"

    @property
    def label(self) -> str:
        """What officers call these faults."""
        return _LABELS[self][0]

    @property
    def todo(self) -> str:
        """What is to be done about one."""
        return _LABELS[self][1]

    @property
    def counts(self) -> bool:
        """Whether it counts as a fault; what does not is told to the agency alone."""
        return self is not Measure.COLUMN_UNSHOWN


_LABELS = {
    Measure.HOME_STALE: ("首页不更新", "发布新的信息"),
    Measure.COLUMN_STALE: ("栏目更新超期", "在这个栏目发布新的信息"),
    Measure.COLUMN_LONG: ("栏目长期未更新", "核对内容，发布新的信息，或者调整栏目"),
    Measure.COLUMN_EMPTY: ("空白栏目", "发布信息，或者说明本机关无此类信息"),
    Measure.COLUMN_UNSHOWN: (
        "没有内容、公众看不到的栏目",
        "发布信息，或者说明本机关无此类信息；不再需要的，写明原因后隐藏",
    ),
    Measure.MESSAGE_UNANSWERED: ("留言超期未答复", "答复留言"),
    Measure.ACCOUNT_STALE: ("新媒体账号不更新", "在账号上发布并登记，不再使用的登记关停"),
    Measure.ORGAN_MISSING: ("机构信息缺失", "发布机构职能等信息"),
    Measure.GUIDE_OUTDATED: ("公开指南缺失、过时", "编写公开指南的新版本"),
    Measure.INTERPRETATION_MISSING: ("没有解读", "编写、发布解读"),
    Measure.INTERPRETATION_LATE: ("解读迟发", "查明原因，今后与文件同步发布"),
    Measure.INTERPRETATION_UNLINKED: ("解读没有关联文件", "在解读任务中登记它解读哪一件文件"),
    Measure.METADATA_MISSING: ("信息要素缺失", "补齐要素，另起新版发布"),
    Measure.DATE_WRONG: ("日期有误", "核对日期，另起新版更正"),
    Measure.LINK_DEAD: ("错链、死链", "修改或者删去链接，另起新版发布"),
    Measure.LINK_HIDDEN: ("暗链", "立即删去链接，查明来源"),
    Measure.FILE_UNOPENABLE: ("附件打不开", "重新上传附件，另起新版发布"),
    Measure.VALIDITY_UNMARKED: ("失效文件没有标明", "标明失效，或者登记延长"),
}


@dataclass(frozen=True, slots=True)
class Points:
    """What each fault costs since a day, and what all of them cost at most; `evidence` as in data/params."""

    since: date
    each: Decimal
    cap: Decimal
    evidence: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator, in force since a day.

    `measure` None: not to be judged from the platform's own data, `instead` says how. `threshold`: the name of the number at
    which a veto is reached, "" where one fault is enough. `windows`: the numbers that say from when on something is a fault.
    """

    id: str
    title: str
    part: Part
    scope: Scope
    measure: Measure | None
    threshold: str
    windows: tuple[str, ...]
    points: tuple[Points, ...]
    rule: Rule
    basis: Basis
    evidence: str
    since: date
    instead: str

    def points_on(self, day: date) -> Points | None:
        """What its faults cost on a day; None for a veto, and before the first known value."""
        known = [each for each in self.points if each.since <= day]
        return known[-1] if known else None


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by id, in the order of the data."""
    text = files("gongkai.law").joinpath("data/inspection.toml").read_text("utf-8")
    return {key: _read(key, entry) for key, entry in tomllib.loads(text).items()}


def in_force(on: date) -> tuple[Indicator, ...]:
    """The indicators that are in force on a day, vetoes first."""
    return tuple(each for each in indicators().values() if each.since <= on)


def _read(key: str, entry: dict[str, Any]) -> Indicator:
    points = [
        Points(at["since"], Decimal(at["points"]), Decimal(at["cap"]), at["evidence"])
        for at in entry.get("values", ())
    ]
    return Indicator(
        id=key,
        title=entry["title"],
        part=Part(entry["part"]),
        scope=Scope(entry["scope"]),
        measure=Measure(entry["measure"]) if "measure" in entry else None,
        threshold=entry.get("threshold", ""),
        windows=tuple(entry.get("windows", ())),
        points=tuple(sorted(points, key=lambda each: each.since)),
        rule=DECLARED[entry["rule"]],
        basis=instrument(entry["instrument"]).article(entry.get("article", "")),
        evidence=entry["evidence"],
        since=entry["since"],
        instead=entry.get("instead", ""),
    )
