"""What the checks say of a decision, the gravest first, each warning with its answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.applications.actions import key_of
from gongkai.documents.letters.letter import Remark
from gongkai.law.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with what names it in the form, and what was answered."""

    found: Finding
    key: str
    why: str

    @property
    def article(self) -> str:
        """What it rests on, as lawyers cite it."""
        return str(self.found.basis)


@dataclass(frozen=True, slots=True)
class Seen:
    """All findings by their weight. `stops`, `minds`: what is wrong with the letter as it would leave, and what to look at."""

    errors: tuple[Row, ...]
    warnings: tuple[Row, ...]
    hints: tuple[Row, ...]
    stops: tuple[str, ...] = ()
    minds: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, found: Iterable[Finding], answered: Mapping[str, str], remarks: Iterable[Remark] = ()
    ) -> "Seen":
        """Sorted by weight, in the order of the rules."""
        rows = [Row(each, key_of(each), answered.get(key_of(each), "")) for each in found]
        errors, warnings, hints = (
            tuple(row for row in rows if row.found.severity is severity) for severity in Severity
        )
        said = [(each.severity is Severity.ERROR, each.message) for each in remarks]
        stops, minds = (
            tuple(dict.fromkeys(text for bad, text in said if bad is which)) for which in (True, False)
        )
        return cls(errors, warnings, hints, stops, minds)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.errors or self.warnings or self.hints or self.stops or self.minds)

    @property
    def wrong(self) -> int:
        """How much there is to be put right before it can be sent."""
        return len(self.errors) + len(self.stops)
