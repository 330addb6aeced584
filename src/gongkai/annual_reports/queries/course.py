"""Reads: where a report under way stands, told by its last step, and what may happen to it next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gongkai.accounts.queries import names_of
from gongkai.annual_reports.models import Step, StepKind


class State(StrEnum):
    """Where a report stands on its way to publication."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    SIGNING = "signing"
    SIGNED = "signed"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "writing": "编写中",
            "submitted": "待主管部门审核",
            "accepted": "审核通过，待送签",
            "signing": "审签中",
            "signed": "已签发，待发布",
            "published": "已发布",
        }[self.value]


_AFTER = {
    StepKind.SUBMITTED: State.SUBMITTED,
    StepKind.ACCEPTED: State.ACCEPTED,
    StepKind.SENT_TO_SIGN: State.SIGNING,
    StepKind.SIGNED: State.SIGNED,
    StepKind.PUBLISHED: State.PUBLISHED,
}
NEXT: dict[State, frozenset[StepKind]] = {
    State.WRITING: frozenset({StepKind.SUBMITTED}),
    State.SUBMITTED: frozenset({StepKind.WITHDRAWN, StepKind.RETURNED, StepKind.ACCEPTED}),
    State.ACCEPTED: frozenset({StepKind.WITHDRAWN, StepKind.RETURNED, StepKind.SENT_TO_SIGN}),
    State.SIGNING: frozenset({StepKind.SIGNED, StepKind.REFUSED}),
    State.SIGNED: frozenset({StepKind.PUBLISHED, StepKind.REFUSED}),
    State.PUBLISHED: frozenset({StepKind.REOPENED}),
}
"""Which steps may follow; a step that leaves the report open for changes leads back to WRITING."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as pages show it; `digest` is that of the snapshot that it speaks of, `version` what it published."""

    number: int
    kind: StepKind
    remarks: str
    by: str
    by_username: str
    at: datetime
    frozen_id: int | None
    digest: str
    version: int | None


def state_after(kind: StepKind | None) -> State:
    """Where a report stands after a step; None before the first one."""
    return State.WRITING if kind is None else _AFTER.get(kind, State.WRITING)


def steps_of(working_id: int) -> list[StepRow]:
    """Everything that happened to a report, oldest first: two queries."""
    found = list(
        Step.objects.filter(working=working_id)
        .select_related("frozen", "version")
        .defer("frozen__content", "version__content")
        .order_by("number")
    )
    named = names_of(step.by for step in found)
    return [
        StepRow(
            step.number,
            StepKind(step.kind),
            step.remarks,
            named.get(step.by, step.by),
            step.by,
            step.at,
            step.frozen_id,
            step.frozen.digest if step.frozen else "",
            step.version.version if step.version else None,
        )
        for step in found
    ]


def state_of(steps: list[StepRow]) -> State:
    """Where a report with these steps stands."""
    return state_after(steps[-1].kind if steps else None)
