"""Reads: whether an agency can take applications through the portal."""

from datetime import date

from gongkai.applications.models.numbers import APPLICATION_NO, RECTIFICATION_NO
from gongkai.records.models.number_kinds import NumberKind
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries.numbers import rule


def takes_online(agency_id: int, organ_code: str, on: date, numbered: NumberKind = APPLICATION_NO) -> bool:
    """Whether a number could be given for an application today: without one the citizen would have no receipt.

    `numbered`: another kind of number, for what else is asked with a receipt.
    """
    known = rule(numbered, agency_id, on.year)
    try:
        known.pattern.write(1, on, {"org": organ_code, **known.parts})
    except PatternRefused:
        return False
    return True


def takes_corrections(agency_id: int, organ_code: str, on: date) -> bool:
    """Whether a number could be given for a request for correction today."""
    return takes_online(agency_id, organ_code, on, RECTIFICATION_NO)
