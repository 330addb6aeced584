"""Counting: the values of an entry's facets are one sign each, in one short text; the texts of all hits are counted at once.

Counting them in the database, facet by facet, takes several times as long where there are many hits.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction

from gongkai.search.backends.looked import FACETS
from gongkai.search.models import Entry, FacetValue

_FIRST, _SURROGATES, _SKIPPED = 0x2F, 0xD800, 0x800
_FEW = 64
"""So many values are looked for one by one."""

Signs = Mapping[str, Mapping[str, str]]
"""By facet, the sign of each value."""
_read: dict[str, Signs] = {}


def sign(number: int) -> str:
    """The sign of the value that has this number."""
    code = _FIRST + number
    return chr(code if code < _SURROGATES else code + _SKIPPED)


def value(entry: Entry, facet: str) -> str:
    """The value of an entry, as a text."""
    return str(getattr(entry, "agency_id" if facet == "agency" else facet))


def signed(entry: Entry, signs: Signs) -> str:
    """The text for an entry; shorter where a value has no sign yet."""
    return "".join(signs.get(facet, {}).get(value(entry, facet), "") for facet in FACETS)


def all_signs() -> Signs:
    """As they are in the database now. What a transaction has made is known to the process when it is committed."""
    found: dict[str, dict[str, str]] = {}
    for number, facet, text in FacetValue.objects.values_list("pk", "facet", "value"):
        found.setdefault(facet, {})[text] = sign(number)
    transaction.on_commit(lambda: _read.update(signs=found))
    return found


def counted(facets: Iterable[str], texts: str) -> dict[str, dict[str, int]]:
    """How often each value of these facets occurs in the texts of the hits, which stand side by side."""
    signs = _signs()
    found = {facet: _counted(facet, texts, signs) for facet in facets}
    if any(sum(values.values()) * len(FACETS) != len(texts) for values in found.values()):
        signs = _signs(anew=True)  # a value is new since they were read
        found = {facet: _counted(facet, texts, signs) for facet in found}
    return found


def _counted(facet: str, texts: str, signs: Signs) -> dict[str, int]:
    of_all = texts[FACETS.index(facet) :: len(FACETS)]
    known = signs.get(facet, {})
    counts = {code: of_all.count(code) for code in known.values()} if len(known) <= _FEW else Counter(of_all)
    return {value: counts[code] for value, code in known.items() if counts.get(code)}


def known_signs() -> Signs:
    """Those that this process has read; more may have come since."""
    return _read.get("signs", {})


def forget() -> None:
    """Know none: another database is there, as in tests."""
    _read.clear()


def _signs(*, anew: bool = False) -> Signs:
    """Read once by each process, and when one is missing."""
    return all_signs() if anew or "signs" not in _read else _read["signs"]
