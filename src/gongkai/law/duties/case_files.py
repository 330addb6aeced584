"""The file of an application: how long it is kept, and what remains of it afterwards.   依据：个人信息保护法第四、十九、四十七、七十三条"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from gongkai.law.duties import grounds
from gongkai.law.duties.retention import Kept, keep
from gongkai.law.duties.settings import AS_SHIPPED, Settings
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words

ORDINARY, DISPUTED = "application_file", "disputed_application_file"


class After(StrEnum):
    """What becomes of a part of the file once its term has ended."""

    KEPT = "kept"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file of an application, and why it stays or goes."""

    id: str
    title: str
    after: After
    why: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long the file of a case is kept. `kept` None: its term has not begun; `since`: the day that it counts from;
    `anonymise_from`: the first day after it.

    Before that day nothing is removed. From that day on the office decides: what cannot be missed for a new dispute or
    for the archive stays, under its own ground.
    """

    kept: Kept | None
    since: date | None
    anonymise_from: date | None
    rules: tuple[Rule, ...]
    explanation: str

    @property
    def years(self) -> int | None:
        """How long the term is; None where it has not begun."""
        if self.since is None or self.anonymise_from is None:
            return None
        return (self.anonymise_from - timedelta(days=1)).year - self.since.year

    def ended(self, as_of: date) -> bool:
        """Whether the term is over on a day."""
        return self.anonymise_from is not None and as_of >= self.anonymise_from


@cache
def parts() -> dict[str, Part]:
    """All parts of a file by id."""
    text = files("gongkai.law").joinpath("data/duties/case_files.toml").read_text("utf-8")
    return {
        key: Part(key, entry["title"], After(entry["after"]), entry["why"])
        for key, entry in tomllib.loads(text).items()
    }


def schedule(
    closed_on: date | None,
    settings: Settings = AS_SHIPPED,
    *,
    disputes_ended: Iterable[date] = (),
    dispute_open: bool = False,
) -> Schedule:
    """How long the file of a case is kept that was closed on a day; None while it is open.

    `disputes_ended`: the days on which reviews and suits about it ended; `dispute_open`: whether one still goes on. The
    longer term counts. NotInForce before the rules.   依据：档案保管期限通行做法，个人信息保护法第十九、四十七条
    """
    if closed_on is None or dispute_open:
        why = "案件尚未办结" if closed_on is None else "行政复议、行政诉讼尚未审结"
        told = f"{why}，保管期限还没有起算，不得去除任何内容。"
        return Schedule(None, None, None, (grounds.RETENTION,), told)
    terms = [(closed_on, keep(ORDINARY, closed_on, settings))]
    terms += [(ended, keep(DISPUTED, ended, settings)) for ended in disputes_ended]
    since, kept = max(terms, key=_last)
    first = _last((since, kept)) + timedelta(days=1)
    told = f"{kept.explanation}{in_words(first)}起可以去除个人信息，保留统计和说明所需的内容。"
    return Schedule(kept, since, first, (grounds.RETENTION, grounds.ANONYMISE), told)


def _last(term: tuple[date, Kept]) -> date:
    """The last day of a term; that of a file of an application always has one."""
    return term[1].until or date.max
