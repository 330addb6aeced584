"""The kinds of numbers. The packages above declare theirs, once, when the program starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from gongkai.records.models.patterns import PARTS, PatternRefused, pattern


class Once(StrEnum):
    """Among which numbers of its kind each is given but once."""

    AGENCY = "agency"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class NumberKind:
    """One kind: its name in series (`index_no`), what officers read, the pattern of agencies that have set none.

    `parts` are the placeholders that an agency may use besides year, month and place; `known` are those among them that
    come with every number, so that an agency need not set them (`org` is then the organ code of the agency).
    """

    name: str
    label: str
    default: str
    parts: frozenset[str] = frozenset({"code"})
    known: frozenset[str] = frozenset()
    once: Once = Once.AGENCY

    def register(self, agency_id: int) -> str:
        """Where the numbers of this kind that an agency gives are entered: no text stands twice in one register."""
        return self.name if self.once is Once.PLATFORM else f"{self.name}/{agency_id}"

    def series(self, agency_id: int, year: int | None) -> str:
        """The key of the series of a year; of the one that goes on over the years for None."""
        key = f"agency:{agency_id}/{self.name}"
        return key if year is None else f"{key}/{year}"


_declared: dict[str, NumberKind] = {}
DECLARED: Mapping[str, NumberKind] = MappingProxyType(_declared)


def declare(kind: NumberKind) -> NumberKind:
    """Enter a kind; ValueError for one that contradicts itself, and if another one has its name."""
    if not kind.name.isidentifier() or not kind.name.isascii() or len(kind.name) > 40:
        raise ValueError(f"{kind.name!r} cannot name a series")
    try:
        used = pattern(kind.default).placeholders & PARTS
    except PatternRefused as refusal:
        raise ValueError(f"the default pattern of {kind.name}: {refusal}") from refusal
    if not used <= kind.parts <= PARTS or not kind.known <= kind.parts:
        raise ValueError(f"the parts of {kind.name} do not fit its default pattern")
    if _declared.setdefault(kind.name, kind) != kind:
        raise ValueError(f"the kind {kind.name} is declared twice")
    return kind
