"""The steps of a round in order, with where each of them stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT, Step
from gongkai.records.access import Actor
from gongkai.signoff import access
from gongkai.signoff.models import Opinion, Round
from gongkai.signoff.queries.course import Course, follow


class State(StrEnum):
    """Where a step stands: spoken, to speak now, not yet."""

    DONE = "done"
    NOW = "now"
    LATER = "later"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"done": "已同意", "now": "办理中", "later": "未到"}[self.value]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a round; `stage` counts from 1, steps of the same stage act side by side."""

    stage: int
    title: str
    role_label: str
    state: State


def passage(round_id: int, viewer: Actor) -> tuple[StepRow, ...]:
    """The steps of a round in order, the draft first; empty for whoever may not see it."""
    held = Round.objects.filter(access.visible_to(viewer), pk=round_id).select_related("chain").first()
    if held is None:
        return ()
    course = follow(held)
    draft = StepRow(
        0, "拟稿", "拟稿人", State.NOW if course.standing.with_drafter and not held.outcome else State.DONE
    )
    return (draft, *_steps(course))


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement that stands: at which step, of which role, in whose name."""

    role: Role
    title: str
    name: str
    text: str
    at: datetime


def agreed(round_id: int) -> tuple[Agreed, ...]:
    """The agreements that count for the text of a round, in the order of its steps. For whoever has settled that their reader
    may see the thing."""
    course = follow(Round.objects.select_related("chain").get(pk=round_id))
    found = []
    for step in (step for stage in course.standing.stages for step in stage):
        place = course.standing.counting.get(step.id)
        said = course.happened[place] if place is not None else None
        if isinstance(said, Opinion):
            name = f"{said.by.name}（代{said.acting_for.name}）" if said.acting_for else said.by.name
            found.append(Agreed(step.role, step.title, name, said.text, said.at))
    return tuple(found)


def _steps(course: Course) -> list[StepRow]:
    ended = bool(course.round.outcome)
    waiting = {step.id for step in course.standing.turns} if not ended else set()
    return [
        StepRow(number, step.title, step.role.label, _state(step, course, waiting))
        for number, stage in enumerate(course.standing.stages, 1)
        for step in stage
    ]


def _state(step: Step, course: Course, waiting: set[str]) -> State:
    if step.id in course.standing.counting:
        return State.DONE
    return State.NOW if step.id in waiting and step.id != DRAFT else State.LATER
