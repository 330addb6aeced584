"""What the Regulation leaves open about corrections: named settings of a jurisdiction, each with its default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; without arguments those of the fact sheet.

    `working_days`: the period in which a request is handled, where a place has set one; None: as data/params says.
    `evidence_working_days`: the period to bring evidence where the notice states none; None: as data/params says.
    `evidence_pauses`: whether the wait for evidence is taken out of the period.
    """

    working_days: int | None = None
    evidence_working_days: int | None = None
    evidence_pauses: bool = True


DEFAULT = Settings()
