"""Periods of days, both ends included; without an end they go on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day; None where no last day is fixed."""

    begins_on: date
    ends_on: date | None = None

    @property
    def last(self) -> date:
        """The last day, or the end of time."""
        return self.ends_on or date.max

    def meets(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.begins_on <= other.last and other.begins_on <= self.last

    def covers(self, other: "Period") -> bool:
        """Whether no day of the other lies outside."""
        return self.begins_on <= other.begins_on and other.last <= self.last
