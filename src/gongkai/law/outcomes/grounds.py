"""The articles that an answer rests on: dated, and cited as letters cite them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.basis import Basis, instrument
from gongkai.law.rules import Rule, declare

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Ground:
    """One article and what it says about the case, in force from `since` to `until`, both days included.

    `clause` is the paragraph or item within the article; `evidence` as for gongkai.law.params.Value.
    """

    basis: Basis
    clause: str
    says: str
    since: date
    until: date | None
    evidence: str

    def in_force(self, on: date) -> bool:
        """Whether an answer of this day may rest on it."""
        return self.since <= on and (self.until is None or on <= self.until)

    @property
    def citation(self) -> str:
        """How a letter cites it: 《中华人民共和国政府信息公开条例》第三十六条第（一）项; practice by its name alone."""
        cited = self.basis.instrument
        article = self.basis.article
        words = f"第{numeral(int(article))}条" if article.isdigit() else article
        return f"《{cited.title}》{words}{self.clause}" if cited.number else cited.title


def numeral(number: int) -> str:
    """A number from 1 to 99 as articles are numbered: 36 is 三十六. ValueError for any other."""
    if not 0 < number < 100:
        raise ValueError(f"no article is numbered {number} here")
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def read_grounds(entries: list[dict[str, Any]]) -> tuple[Ground, ...]:
    """Grounds from data, in force with their instrument unless they say otherwise; ValueError where no date is known."""
    return tuple(_read(entry) for entry in entries)


def declare_ground(entry: dict[str, Any]) -> Rule:
    """The rule that an entry of data states: its id, its title, its articles.   依据：条例第三十六条"""
    bases = dict.fromkeys(ground.basis for ground in read_grounds(entry["grounds"]))
    return declare(entry["rule"], entry["title"], *bases)


def _read(entry: dict[str, Any]) -> Ground:
    cited = instrument(entry["instrument"])
    since = entry.get("since", cited.since)
    if since is None:
        raise ValueError(f"no day is known from which on {cited.title} is a ground")
    return Ground(
        basis=cited.article(entry.get("article", "")),
        clause=entry.get("clause", ""),
        says=entry["says"],
        since=since,
        until=entry.get("until"),
        evidence=entry.get("evidence", "V"),
    )
