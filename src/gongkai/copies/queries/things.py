"""What has pages of its own, as the files know it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with pages: `key` names it within its scope. `addresses`: whole paths, with the prefix of the platform, as readers
    see them (not quoted).

    `fingerprint`: of what its pages show, "" where nobody works that out: then they are made anew and compared. `index_no`: of
    an item, whose files are handed out too.
    """

    scope: str
    key: str
    addresses: tuple[str, ...]
    fingerprint: str = ""
    index_no: str = ""


ITEMS, AGENCY, MAP = "items:", "agency:", "map:"
"""Scopes of which there are several begin with these; the number of an agency or of a part of the map follows."""
SITE, NORMATIVE, REPORTS, COMPILATIONS, REGISTERS, KEPT = (
    "site",
    "normative",
    "reports",
    "compilations",
    "registers",
    "kept",
)
AWAY = "away"
"""The key of what readers are told while the platform does not answer, and the folder of it."""
ORDER = (ITEMS, SITE, AGENCY, MAP, COMPILATIONS, REPORTS, NORMATIVE, REGISTERS, KEPT)
"""In which order they are looked at: first what a reader who was told of something new looks for."""


def named(names: Iterator[str] | list[str]) -> list[str]:
    """Names of scopes in their order."""
    return sorted(names, key=lambda name: (_place(name), name))


def _place(name: str) -> int:
    return next((place for place, begin in enumerate(ORDER) if name.startswith(begin)), len(ORDER))
