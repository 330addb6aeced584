"""What has pages of its own, as the files know it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with pages: `key` names it within its scope. `addresses`: whole paths, with the prefix of the platform, as readers
    see them (not quoted).

    `fingerprint`: of what its pages show, "" where nobody works that out: then they are made anew and compared; so they are where it is
    not `sure` that nothing else shows there. `index_no`: of an item, whose files are handed out too.
    """

    scope: str
    key: str
    addresses: tuple[str, ...]
    fingerprint: str = ""
    index_no: str = ""
    sure: bool = False


ITEMS, AGENCY, MAP, REPORTS, YEARS = "items:", "agency:", "map:", "reports:", "years:"
"""Scopes of which there are several begin with these; the number of an agency or of a part of the map follows."""
NEAR, SHELVES = "near:", "shelves:"
"""To these no file belongs, and they are gone once they were looked at: what is done with an item may show there (its number follows),
and what may be another on the pages of an agency after a publication (that of the agency)."""
ITEM = "item:"
"""The key of an item begins with it."""
NEWS, SITE, NORMATIVE, OBSERVATORY, COMPILATIONS, REGISTERS, KEPT = (
    "news",
    "site",
    "normative",
    "observatory",
    "compilations",
    "registers",
    "kept",
)
AWAY, LOOKS = "away", "looks"
"""The keys of what readers are told while the platform does not answer, and of the style sheets of all looks; and their folders."""
ORDER = (
    NEAR,
    ITEMS,
    NEWS,
    SHELVES,
    MAP,
    SITE,
    AGENCY,
    COMPILATIONS,
    REPORTS,
    OBSERVATORY,
    NORMATIVE,
    REGISTERS,
    KEPT,
    YEARS,
)
"""In which order they are looked at: first what a reader who was told of something new looks for."""


def named(names: Iterator[str] | list[str]) -> list[str]:
    """Names of scopes in their order."""
    return sorted(names, key=lambda name: (_place(name), name))


def _place(name: str) -> int:
    return next((place for place, begin in enumerate(ORDER) if name.startswith(begin)), len(ORDER))
