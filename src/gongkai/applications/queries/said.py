"""Reads: what the drafter of a decision says besides its results, out of the plain values that the table keeps."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gongkai.law.outcomes.decision import Cited, Classification, Norm
from gongkai.law.outcomes.letters import Letter

Said = Mapping[str, Any]
"""Keys: `secrecy`, `personal_data`, `separable`, `public_interest`, `public_interest_reason`, `third_party_told`,
`unconfirmed_organs`, `form_changed`, `form_reason`, `right_organ`, `right_organ_contact`, `earlier` (the number of an
application), `proofs`, `classification` {record, expires_on, declassified}, `law` {title, article, norm}, `public_by`,
`review_body`, `court`, `remedy` (the paragraph about review and suit as the text carries it)."""

_STATED_BY = {
    "right_organ_name": "right_organ",
    "right_organ_contact": "right_organ_contact",
    "form_reason": "form_reason",
}
"""What a letter states only where the drafter says it: the particular, and the key that says it."""


def classification(said: Said) -> Classification | None:
    """Why the information is a state secret; None while nobody said."""
    told = said.get("classification") or {}
    if not told.get("record"):
        return None
    expires = told.get("expires_on")
    return Classification(
        record=str(told["record"]),
        expires_on=date.fromisoformat(expires) if expires else None,
        declassified=bool(told.get("declassified")),
    )


def law(said: Said) -> tuple[Cited, ...]:
    """The law or regulation beside the Regulation that the refusal rests on."""
    told = said.get("law") or {}
    if not told.get("title"):
        return ()
    return (Cited(str(told["title"]), str(told.get("article", "")), Norm(told.get("norm", Norm.LAW))),)


def must_be_public_by(said: Said) -> tuple[Cited, ...]:
    """What requires publication after all; the rank does not matter from a rule upwards."""
    title = str(said.get("public_by", "")).strip()
    return (Cited(title, norm=Norm.RULE),) if title else ()


def particulars(letter: Letter | None, said: Said, *, reasoned: bool) -> frozenset[str]:
    """What the letter states: all that its form has, without what the drafter left out."""
    if letter is None:
        return frozenset()
    missing = {name for name, key in _STATED_BY.items() if not str(said.get(key, "")).strip()}
    missing |= set() if reasoned else {"reasons"}
    every: Iterable[str] = (one.id for one in (*letter.states, *letter.states_where))
    return frozenset(every) - missing
