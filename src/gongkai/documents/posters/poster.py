"""What stands on a poster: plain data, the same for paper and for the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_LABEL = 36


class Sheet(StrEnum):
    """The paper that it is printed on."""

    A4 = "a4"
    A3 = "a3"

    @property
    def label(self) -> str:
        """The words that officers choose by."""
        return {"a4": "A4（办事窗口、宣传栏）", "a3": "A3（大厅、公告栏）"}[self.value]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in mm."""
        return {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}[self.value]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A QR code on a poster. `label`: what it leads to, empty where the title says it; `address`: what is in the code."""

    address: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """A poster, of as many sheets as its codes need. `cover`: a line under the title; `foot`: who put it up, and when."""

    title: str
    instruction: str
    stamps: tuple[Stamp, ...]
    made_at: datetime
    sheet: Sheet = Sheet.A4
    cover: str = ""
    agency: str = ""
    dated: str = ""

    def pages(self) -> Iterator[tuple[Stamp, ...]]:
        """The codes of each sheet: one alone, up to four, or up to six."""
        many = per_sheet(len(self.stamps))
        for start in range(0, len(self.stamps), many):
            yield self.stamps[start : start + many]


def label_of(text: str) -> str:
    """A label that leaves room for its code: long titles are cut."""
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"


def per_sheet(stamps: int) -> int:
    """How many codes stand on a sheet: few and large rather than many and small."""
    return next((many for many in (1, 4) if stamps <= many), 6)
