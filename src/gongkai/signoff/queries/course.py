"""Where a round stands, computed from its rows."""

from dataclasses import dataclass

from gongkai.law.signing.chains import DRAFT, Step
from gongkai.law.signing.standing import Standing, standing
from gongkai.signoff.models import Countersign, Opinion, Round


@dataclass(frozen=True, slots=True)
class Course:
    """A round with everything that happened in it, in order, and where it stands."""

    round: Round
    happened: tuple[Opinion | Countersign, ...]
    standing: Standing

    def agency_of(self, step: str) -> int:
        """The agency whose people speak at a step."""
        joined = (row for row in self.happened if isinstance(row, Countersign))
        return next((row.agency_id for row in joined if row.step == step), self.round.agency_id)

    def step(self, step: str) -> Step | None:
        """A step of the round, whether it is its turn or not; None if there is none of that name."""
        return next((each for stage in self.standing.stages for each in stage if each.id == step), None)


def follow(held: Round) -> Course:
    """The course of a round: three queries."""
    opinions = Opinion.objects.filter(round=held).select_related("by", "acting_for")
    joined = Countersign.objects.filter(round=held).select_related("by", "agency")
    rows: list[Opinion | Countersign] = [*opinions, *joined]
    happened = sorted(rows, key=lambda row: row.number)
    authors = frozenset(held.parts.filter(step=DRAFT).values_list("person", flat=True))
    now = standing(held.stages(), [row.facts() for row in happened], held.text, authors)
    return Course(held, tuple(happened), now)
