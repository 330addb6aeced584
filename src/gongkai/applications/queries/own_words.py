"""Reads: numbers of people in what somebody wrote in their own words, which is not sealed, since it is searched and compared."""

from collections.abc import Iterable

from gongkai.applications.queries.case import APPLICANT, Case
from gongkai.documents.checking.privacy import Kind, scan
from gongkai.documents.checking.privacy.kinds import ABOUT

_NUMBERS = (Kind.CN_ID, Kind.CN_ID15, Kind.PASSPORT, Kind.MOBILE, Kind.LANDLINE, Kind.BANK_CARD)


def numbers_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Which numbers of people stand in these texts, by name, each once; empty where there are none.

    A hint, for a telephone may be that of an office: nothing is refused for it.
    """
    found = {hit.kind for text in texts if text for hit in scan(text)}
    return tuple(ABOUT[kind].label for kind in _NUMBERS if kind in found)


def numbers_of(one: Case) -> tuple[str, ...]:
    """Those in what the applicant of a case asked for, added and remarked."""
    asked = (text for wish in one.wanted for text in (wish.name, wish.description))
    added = (event.note for event in one.happened if event.by == APPLICANT)
    return numbers_in((*asked, *added))
