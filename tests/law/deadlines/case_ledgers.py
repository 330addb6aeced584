"""Turns the tables of tests/cases/deadlines into ledgers and settings."""

from datetime import date
from typing import Any, get_type_hints

from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import Channel, Fact, Kind, Ledger
from tests.law.case_files import cases

CASES = cases("deadlines")


def ledger_of(case: dict[str, Any]) -> Ledger:
    """The ledger of a case."""
    facts = tuple(Fact(**{**event, "kind": Kind(event["kind"])}) for event in case["events"])
    return Ledger(case["received_on"], Channel(case.get("channel", "in_person")), facts)


def settings_of(case: dict[str, Any]) -> Settings:
    """The settings of a case; words become the values that they name."""
    types = get_type_hints(Settings)
    return Settings(**{name: types[name](value) for name, value in case.get("settings", {}).items()})


def day(written: date | str) -> date | None:
    """A day of a case, where "" says that there is none."""
    return written if isinstance(written, date) else None
