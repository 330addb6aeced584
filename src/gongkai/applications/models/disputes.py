"""Who knows of reviews and suits against answers. The package above declares it, once, when the program starts.

How long a file is kept depends on them; this package cannot import the one that keeps them, which is why a source names its
functions (decision 0035).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Source:
    """Where disputes are kept.

    `facts(application_ids)` gives by application what counts of them, as `law.ledger.Fact`; `disputed()` gives the numbers of all
    applications that have any, as a subquery.
    """

    key: str
    facts: str
    disputed: str


_declared: dict[str, Source] = {}
DECLARED: Mapping[str, Source] = MappingProxyType(_declared)


def declare(source: Source) -> Source:
    """Enter a source; ValueError if another one has its key."""
    if _declared.setdefault(source.key, source) != source:
        raise ValueError(f"the source {source.key} is declared twice")
    return source
