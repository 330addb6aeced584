"""The labelled set as it lies in tests/cases/privacy, and how well the program does on it.

`python -m tests.documents.privacy.labelled` writes the files anew from their two makers.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.documents.checking.privacy import scan, scan_file
from gongkai.documents.checking.privacy.kinds import ABOUT, Kind
from gongkai.documents.checking.privacy.plain import bare
from tests.documents.privacy.files_made import PLACES
from tests.documents.privacy.made_first import Labelled, first
from tests.documents.privacy.made_second import second
from tests.documents.privacy.made_third import third

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "privacy"
MAKERS = {"first": first, "second": second, "third": third}
CHECKED = (Kind.CN_ID, Kind.BANK_CARD, Kind.USCC)
"""Kinds that a check character proves; what only looks like one of them counts as a kind of its own."""
_DOUBTED = (Kind.CN_ID, Kind.BANK_CARD)
_KINDS = {about.rule: kind for kind, about in ABOUT.items()}


@dataclass(slots=True)
class Score:
    """How many were found, missed, and found where nothing is."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def dumped(labelled: Iterable[Labelled]) -> str:
    """One JSON object a line."""
    return "".join(
        json.dumps({"text": each.text, "finds": each.finds, "place": each.place}, ensure_ascii=False) + "\n"
        for each in labelled
    )


def loaded(name: str) -> Iterator[Labelled]:
    """A part of the set."""
    for row in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        held = json.loads(row)
        yield Labelled(held["text"], tuple((kind, value) for kind, value in held["finds"]), held["place"])


def scores(labelled: Iterable[Labelled]) -> dict[str, Score]:
    """The score of each kind."""
    told: dict[str, Score] = {}
    for each in labelled:
        wanted, found = wanted_in(each), found_in(each)
        for (kind, _), count in (wanted & found).items():
            told.setdefault(kind, Score()).right += count
        for (kind, _), count in (wanted - found).items():
            told.setdefault(kind, Score()).missed += count
        for (kind, _), count in (found - wanted).items():
            told.setdefault(kind, Score()).extra += count
    return told


def wanted_in(labelled: Labelled) -> Counter[tuple[str, str]]:
    """What is to be found; masked where it stands in a file, because remarks show no more."""
    if labelled.place not in PLACES:
        return Counter(labelled.finds)
    return Counter(
        (kind, ABOUT[Kind(kind)].mask(bare(value) if value.isascii() else value))
        for kind, value in labelled.finds
    )


def found_in(labelled: Labelled) -> Counter[tuple[str, str]]:
    """What the program finds, in the text or in a file that has the text in the place that is named."""
    if labelled.place not in PLACES:
        hits = scan(labelled.text)
        return Counter((_doubted(hit.kind, certain=hit.certain), hit.value) for hit in hits)
    name, make = PLACES[labelled.place]
    remarks = [each for each in scan_file(make(labelled.text), name) if each.rule in _KINDS]
    return Counter(
        (_doubted(kind, certain=remark.severity is ABOUT[kind].sure), remark.found)
        for remark in remarks
        for kind in (_KINDS[remark.rule],)
    )


def _doubted(kind: Kind, *, certain: bool) -> str:
    return kind.value if certain or kind not in _DOUBTED else f"{kind.value}?"


if __name__ == "__main__":
    for part, make in MAKERS.items():
        (FOLDER / f"{part}.jsonl").write_text(dumped(make()), encoding="utf-8")
