"""What is offered as a reason to refuse and is none: 工作秘密, the need that the applicant once had to show."""

from dataclasses import dataclass
from functools import cache

from gongkai.law.basis import Basis, instrument
from gongkai.law.findings import Severity
from gongkai.law.outcomes.source import data


@dataclass(frozen=True, slots=True)
class NoGround:
    """One such reason. `words` give it away in a statement of reasons, `cited` are articles that are cited for it."""

    ids: tuple[str, ...]
    words: tuple[str, ...]
    cited: tuple[Basis, ...]
    why: str
    instead: str
    severity: Severity
    basis: Basis

    @property
    def message(self) -> str:
        """Why it is no ground and what to do."""
        return f"{self.why}。{self.instead}。"


@cache
def no_grounds() -> tuple[NoGround, ...]:
    """All of them, in the order of data/outcomes.toml."""
    return tuple(
        NoGround(
            ids=tuple(entry["ids"]),
            words=tuple(entry["words"]),
            cited=tuple(instrument(at["instrument"]).article(at["article"]) for at in entry.get("cited", ())),
            why=entry["why"],
            instead=entry["instead"],
            severity=Severity(entry["severity"]),
            basis=instrument(entry["instrument"]).article(entry["article"]),
        )
        for entry in data()["no_ground"]
    )


def offered_as(outcome_id: str) -> NoGround | None:
    """The reason that this id offers although it is none; None for any other id."""
    return next((offered for offered in no_grounds() if outcome_id in offered.ids), None)
