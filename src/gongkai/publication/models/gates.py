"""What may hold back the publication of a text with a document number. The packages above declare it, once, when the program starts.

A gate is asked inside the transaction that publishes, so that nothing goes round it: neither the desk nor the clock. This
package cannot import those that declare one, which is why a gate names its functions (decision 0035).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

INTERPRETATION = "interpretation"
"""The genre (law.metadata) of what interprets a document: it goes through the gates as a text with a number does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What a gate is told of an edition that is about to go out.

    `together`: the editions that go out in this transaction, itself among them. `by`: the user name of whoever publishes.
    """

    edition_id: int
    item_id: int
    agency_id: int
    document_no: str
    together: frozenset[int]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate; each of its functions is named by module and function, "" where it has none.

    `holds(leaving)` raises Refused with what is missing and what to do. `finds(edition, at)` gives the checks
    (publication.queries.checks) that are shown while an edition is written and answered when it is sent into sign-off.
    `companions(edition_id)` gives the editions that have to go out in the same transaction: the clock takes them along.
    `follows(leavings, by, at)` is told what has gone out, in that transaction and before the log, for its own records.
    """

    key: str
    holds: str
    finds: str = ""
    companions: str = ""
    follows: str = ""


_declared: dict[str, Gate] = {}
DECLARED: Mapping[str, Gate] = MappingProxyType(_declared)


def declare(gate: Gate) -> Gate:
    """Enter a gate; ValueError if another one has its key."""
    if not gate.key.isidentifier() or not gate.holds:
        raise ValueError(f"{gate.key!r} does not name a gate that holds anything")
    if _declared.setdefault(gate.key, gate) != gate:
        raise ValueError(f"the gate {gate.key} is declared twice")
    return gate


def concerned(document_no: str, genre: str) -> bool:
    """Whether a text goes through the gates: one with a number, and what interprets one. Others cost no statement more."""
    return bool(document_no) or genre == INTERPRETATION
