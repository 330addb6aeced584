"""Reads: the grounds on which a part of a document is withheld, and how a letter says what was.   依据：条例第十四至十六、三十七条"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from gongkai.applications.queries.deciding import choosable
from gongkai.documents.letters.letter import Withheld
from gongkai.documents.redaction import Mark, Report, Span, withheld_list

SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class GroundChoice:
    """A result that refuses, as the reason to withhold a part. `key`: result and variant; `citation`: as letters cite it."""

    key: str
    label: str
    short: str
    citation: str


@dataclass(frozen=True, slots=True)
class Marking:
    """A place that is withheld, with its ground, and why. It never holds a word of what stands there."""

    place: Mark | Span
    reason: str

    @property
    def key(self) -> tuple[str, str]:
        """Ground and reason: what letters list as one."""
        return self.place.ground, self.reason

    def as_json(self) -> dict[str, Any]:
        """As the table keeps it."""
        return {**asdict(self.place), "reason": self.reason}


def marking(entry: dict[str, Any]) -> Marking:
    """A place as the table keeps it."""
    kept = {name: value for name, value in entry.items() if name != "reason"}
    if "box" in kept:
        left, top, right, bottom = kept.pop("box")
        return Marking(Mark(box=(left, top, right, bottom), **kept), entry["reason"])
    return Marking(Span(**kept), entry["reason"])


def grounds(on: date) -> tuple[GroundChoice, ...]:
    """What may be withheld on a day: every result that refuses disclosure, with its variants."""
    return tuple(
        GroundChoice(
            key=f"{outcome.id}{SEPARATOR}{variant.id}",
            label=f"{outcome.name}：{variant.name}" if variant.name else outcome.name,
            short=variant.name or outcome.name,
            citation=cited[0].citation,
        )
        for outcome, variants in choosable(on)
        if outcome.withholds
        for variant in variants
        if (cited := variant.grounds_on(on))
    )


def numbered(markings: Sequence[Marking]) -> tuple[list[tuple[str, str]], list[Mark | Span]]:
    """Each ground with its reason once, and the places with the number of theirs, so that a report can be read back."""
    keys = list(dict.fromkeys(each.key for each in markings))
    return keys, [replace(each.place, ground=str(keys.index(each.key))) for each in markings]


def told_of(
    name: str, report: Report, keys: Sequence[tuple[str, str]], choices: Iterable[GroundChoice]
) -> list[dict[str, str]]:
    """What was withheld in a document, for the letter: where, what sort of thing, on which ground, why; never itself."""
    known = {choice.key: choice for choice in choices}
    listed = []
    for entry in withheld_list(report):
        ground, reason = keys[int(entry.ground)]
        choice = known[ground]
        pages = "、".join(str(page) for page in entry.pages)
        listed.append(
            Withheld(
                where=f"《{title_of(name)}》" + (f"第{pages}页" if pages else ""),
                what=f"{choice.short}，共{entry.places}处",
                ground=choice.citation,
                reason=reason,
            )
        )
    return [asdict(each) for each in listed]


def title_of(name: str) -> str:
    """What a document is called in a letter: its name without the ending."""
    return PurePath(name).stem
